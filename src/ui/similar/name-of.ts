import type { ItemId } from "../../base/item";

/**
 * A name to show until the real one is known, from the id: ids hold names in lower case, pieces
 * written here hold none.
 *
 * @example nameOf("track:björk|jóga") // "jóga"
 */
export function nameOf(itemId: ItemId): string {
  const at = itemId.indexOf(":");
  const kind = itemId.slice(0, at);
  if (kind !== "artist" && kind !== "track") return "";
  return (
    itemId
      .slice(at + 1)
      .split("|")
      .at(-1) ?? ""
  );
}
