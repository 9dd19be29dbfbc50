import { artistItem, foldName, itemKind, trackItem, type ItemId } from "../../base/item";
import type { PackItem } from "../../recommend/pack";

/** What is looked at of a track of the person. */
export interface MatchableTrack {
  readonly id: ItemId;
  readonly title: string;
  /** Empty when unknown. */
  readonly artist: string;
  readonly mbid?: string;
  readonly isrc?: string;
}

/** What made a track and an item of a pack the same: identifiers before names. */
type MatchedBy = "mbid" | "isrc" | "name" | "artist";

export interface PackMatch {
  /** For each track the number of the item that it is, or is by; −1 for none. */
  readonly items: Int32Array;
  /** Tracks by what made them meet. */
  readonly by: Readonly<Record<MatchedBy, number>>;
  /** Items of the pack that some track met. */
  readonly matched: number;
}

/**
 * Finds the person's tracks in a pack: a recording by its MBID, its ISRC, its artist and title, or
 * these without what names a remaster or a guest; otherwise the artist of the track, where the pack
 * holds artists. Of several items that fit, the first counts.
 *
 * @example matchPack([{ id: "artist:abba", name: "ABBA" }], [abbaTrack]).items[0] // 0
 */
export function matchPack(
  items: readonly PackItem[],
  tracks: readonly MatchableTrack[],
): PackMatch {
  const index = indexOf(items);
  const found = new Int32Array(tracks.length).fill(-1);
  const by = { mbid: 0, isrc: 0, name: 0, artist: 0 };
  tracks.forEach((track, n) => {
    const match = matchOf(index, track);
    if (match === undefined) return;
    found[n] = match.item;
    by[match.by]++;
  });
  return { items: found, by, matched: new Set(found.filter((item) => item >= 0)).size };
}

interface Index {
  readonly mbids: ReadonlyMap<string, number>;
  readonly isrcs: ReadonlyMap<string, number>;
  readonly ids: ReadonlyMap<ItemId, number>;
}

function indexOf(items: readonly PackItem[]): Index {
  const [mbids, isrcs, ids] = [0, 1, 2].map(() => new Map<string, number>());
  const put = (map: Map<string, number> | undefined, key: string | undefined, item: number) => {
    if (key !== undefined && key !== "" && !map?.has(key)) map?.set(key, item);
  };
  items.forEach((item, n) => {
    put(ids, item.id, n);
    if (itemKind(item.id) !== "track") return;
    put(mbids, item.mbid?.toLowerCase(), n);
    put(isrcs, plainIsrc(item.isrc), n);
  });
  // Names without remasters come last, so that an exact name is met first.
  items.forEach((item, n) => {
    if (itemKind(item.id) !== "track" || item.artist === undefined) return;
    put(ids, trackItem(withoutGuests(item.artist), plainTitle(item.name)), n);
  });
  return { mbids, isrcs, ids } as Index;
}

function matchOf(
  { mbids, isrcs, ids }: Index,
  { id, title, artist, mbid, isrc }: MatchableTrack,
): { readonly item: number; readonly by: MatchedBy } | undefined {
  const main = withoutGuests(artist);
  const tries: readonly (readonly [MatchedBy, number | undefined])[] = [
    ["mbid", mbid === undefined ? undefined : mbids.get(mbid.toLowerCase())],
    ["isrc", isrcs.get(plainIsrc(isrc) ?? "")],
    ["name", ids.get(id) ?? ids.get(trackItem(main, plainTitle(title)))],
    [
      "artist",
      artist === "" ? undefined : (ids.get(artistItem(artist)) ?? ids.get(artistItem(main))),
    ],
  ];
  for (const [by, item] of tries) if (item !== undefined) return { item, by };
  return undefined;
}

/** "GB-AYE-69-00001" and "gbaye6900001" are one code. */
function plainIsrc(isrc: string | undefined): string | undefined {
  return isrc?.replace(/[^a-z0-9]/gi, "").toUpperCase();
}

/** "Queen feat. David Bowie" is by Queen. */
function withoutGuests(artist: string): string {
  return artist.replace(/\s+[([]?(feat\.?|ft\.?|featuring)\s.*$/i, "") || artist;
}

/** "Heroes - 2017 Remaster", "Heroes (Remastered)" and "Heroes [feat. X]" are "Heroes". */
function plainTitle(title: string): string {
  const plain = foldName(title)
    .replace(/\s*[([][^)\]]*\b(remaster(ed)?|feat\.?|ft\.?)(\s[^)\]]*)?[)\]]/g, "")
    .replace(/\s+-\s+([^-]*\s)?remaster(ed)?(\s[^-]*)?$/, "");
  return plain === "" ? title : plain;
}
