import type { ItemId } from "../../base/item";

/** The address of the page of what is similar to an item. */
export function similarAddress(itemId: ItemId): string {
  return `/similar?item=${encodeURIComponent(itemId)}`;
}
