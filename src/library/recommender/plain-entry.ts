import { itemKind, type ItemId } from "../../base/item";
import type { Reason } from "../../recommend/slate/reasons";
import type { CommunityItem } from "../rows";
import type { Shelf, SlateEntry } from "./answers";
import type { Source } from "./source";

const tagsShown = 5;

/** An entry without reasons, of an item by its number in a source. */
export function plainEntry(source: Source, item: number, score: number): SlateEntry {
  return entryFor(source.items[item] as CommunityItem, source.id, score);
}

export function entryFor(about: CommunityItem, communityId: string, score: number): SlateEntry {
  const { id, name, artist, tags = [] } = about;
  return {
    ...{ itemId: id, kind: itemKind(id), name, score, communityId },
    ...(artist !== undefined && artist !== "" && { artist }),
    ...(tags.length > 0 && { tags: tags.slice(0, tagsShown) }),
    reasons: [],
    otherShare: 0,
  };
}

/** The one reason of an item that is here because of another. @param value  stars, or 1 */
export function reasonFor(about: CommunityItem, similarity: number, value: number): Reason {
  return { kind: "item", itemId: about.id, name: about.name, similarity, value, share: 1 };
}

export function seedOf({ id, name, artist }: CommunityItem): NonNullable<Shelf["seed"]> {
  return { itemId: id, name, ...(artist !== undefined && artist !== "" && { artist }) };
}

/** What is known of items by their ids. */
export type Abouts = ReadonlyMap<ItemId, CommunityItem>;
