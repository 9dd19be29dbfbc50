import { artistItem, trackItem, workItem, type ItemId, type ItemKind } from "../../base/item";
import { Refusal } from "../text/refusal";
import type { LeftOut } from "../text/rows";
import { buildTable } from "./build";
import type { CommunityEntry, CommunityTable, Scale } from "./community";
import { NAME_JOINT, scaleWords } from "./read";
import { toStars } from "./scale";
import type { Triples } from "./triples";

/** How the items of a set are named and identified. */
export interface ItemNaming {
  readonly kind: ItemKind;
  entry(name: string): CommunityEntry;
}

/** Items that are artists, by their names. */
export const artistNaming: ItemNaming = {
  kind: "artist",
  entry: (name) => ({ id: artistItem(name), name }),
};

/** Items that are tracks, named artist + NAME_JOINT + title. */
export const trackNaming: ItemNaming = {
  kind: "track",
  entry: (joined) => {
    const [artist = "", name = ""] = joined.split(NAME_JOINT);
    return { id: trackItem(artist, name), name, artist };
  },
};

/** Anything else, by its id in a set; `titles` gives names where they are known. */
export function workNaming(
  set: string,
  titles?: ReadonlyMap<string, { readonly name: string; readonly tags: readonly string[] }>,
): ItemNaming {
  return {
    kind: "work",
    entry: (id) => {
      const title = titles?.get(id);
      const item = { id: workItem(set, id), name: title?.name ?? id };
      return title === undefined || title.tags.length === 0 ? item : { ...item, tags: title.tags };
    },
  };
}

export interface AssembledCommunity {
  readonly community: CommunityTable;
  /** Entries and items before spellings of one name were joined. */
  readonly entries: number;
  readonly items: number;
}

/** The table of many people's ratings. */
export function assembleCommunity(
  triples: Triples,
  scale: Scale,
  naming: ItemNaming,
  file: string,
  left: LeftOut,
): AssembledCommunity {
  const named = triples.items.names.map((name) => naming.entry(name));
  const sameItem = firstOfEach(named);
  const table = buildTable(triples, {
    scale,
    sameItem,
    onOffScale: offScale(triples, scale, left),
  });
  if (table.byUser.index.length === 0) {
    throw new Refusal(`${file} holds no row that can be imported.`, { file });
  }
  left.skip("duplicate-rating", table.duplicates);
  left.skip("same-name", table.joined);
  const items = Array.from(table.items, (number) => named[number] as CommunityEntry);
  return {
    community: {
      itemKind: naming.kind,
      scale,
      users: Array.from(table.users, (number) => triples.users.names[number] ?? ""),
      items,
      userPtr: table.byUser.ptr,
      userIndex: table.byUser.index,
      userValue: table.byUser.value,
      itemPtr: table.byItem.ptr,
      itemIndex: table.byItem.index,
      itemValue: table.byItem.value,
    },
    entries: table.byUser.index.length + table.joined,
    items: sameItem === undefined ? items.length : named.length,
  };
}

export interface OwnStars {
  readonly item: CommunityEntry;
  /** 0.5–5. */
  readonly stars: number;
  readonly timeMs?: number | undefined;
}

/** One person's ratings as stars, in the order of the file. */
export function assembleOwn(
  triples: Triples,
  scale: Scale & { readonly kind: "stars" },
  naming: ItemNaming,
  left: LeftOut,
): OwnStars[] {
  const value = triples.value.view();
  const timeSec = triples.timeSec.view();
  const item = triples.item.view();
  const report = offScale(triples, scale, left);
  const own = new Map<ItemId, OwnStars & { readonly timeSec: number }>();
  value.forEach((v, entry) => {
    if (v < scale.min || v > scale.max) return report(entry, v);
    const named = naming.entry(triples.items.names[item[entry] ?? 0] ?? "");
    const time = timeSec[entry] ?? 0;
    const known = own.get(named.id);
    if (known !== undefined) {
      left.skip("duplicate-rating");
      if (time < known.timeSec) return;
    }
    const timeMs = time === 0 ? undefined : time * 1000;
    own.set(named.id, { item: named, stars: toStars(v, scale), timeMs, timeSec: time });
  });
  return [...own.values()];
}

function offScale(
  triples: Triples,
  scale: Scale,
  left: LeftOut,
): (entry: number, value: number) => void {
  return (entry, value) => {
    const { file, row } = triples.placeOf(entry);
    // Values are kept in 32 bits; seven digits give back what was written.
    const written = Number(value.toPrecision(7));
    left.reject(file, row, `"${written}" is not ${scaleWords(scale)}.`);
  };
}

/** For each item the first one with the same id; undefined when all ids differ. */
function firstOfEach(items: readonly CommunityEntry[]): Uint32Array | undefined {
  const first = new Map<ItemId, number>();
  const same = Uint32Array.from(items, ({ id }, number) => {
    const known = first.get(id);
    if (known === undefined) first.set(id, number);
    return known ?? number;
  });
  return first.size === items.length ? undefined : same;
}
