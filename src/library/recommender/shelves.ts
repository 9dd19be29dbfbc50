import { artistItem, itemKind, type ItemId } from "../../base/item";
import { becauseSeeds } from "../../recommend/mixes/because";
import { loveOf, type OwnItem } from "../../recommend/mixes/own";
import { rediscover } from "../../recommend/mixes/rediscover";
import { becauseRow, exploreRow, moreByArtist } from "../../recommend/mixes/rows";
import { findColumn } from "../../base/sparse";
import type { CommunityItem } from "../rows";
import type { Shelf, SlateEntry } from "./answers";
import { entriesOfUnion, showingsOf, type Showing } from "./entry";
import { entryFor, plainEntry, reasonFor, seedOf, type Abouts } from "./plain-entry";
import type { Ranked } from "./person";
import { LIBRARY_SOURCE } from "./source";
import type { Union } from "./union";

/** Entries of a row, and how many rows of a kind there are. */
const rowSize = 12;
const becauseRows = 3;
const artistRows = 2;
/** A row with fewer is none. */
const leastInRow = 3;

/** Rows "because you listened to …", each about an item that some ranking knows. */
export function becauseShelves(
  rankings: readonly Ranked[],
  own: readonly OwnItem[],
  adventure: number,
  nowMs: number,
): readonly Shelf[] {
  const rankingOf = (id: ItemId) =>
    rankings.find(({ person: { source } }) => source.numbers.has(id));
  const known = own.filter(({ itemId }) => rankingOf(itemId) !== undefined);
  const seeds = becauseSeeds(known, nowMs, 2 * becauseRows);
  return seeds
    .flatMap((seed) => becauseShelf(rankingOf(seed) as Ranked, seed, adventure))
    .slice(0, becauseRows);
}

function becauseShelf(
  { person, taste }: Ranked,
  seed: ItemId,
  adventure: number,
): readonly Shelf[] {
  const { source, profile, allowed, damping } = person;
  const item = source.numbers.get(seed) as number;
  const neighbours = source.neighbours(item);
  const task = { catalogue: source.catalogue(), taste: profile.likes, dial: adventure, damping };
  const chosen = becauseRow({ ...task, n: rowSize }, neighbours, taste.scores, allowed);
  if (chosen.length < leastInRow) return [];
  const about = source.items[item] as CommunityItem;
  const value = profile.given.get(item) ?? 1;
  const entries = chosen.map((choice): SlateEntry => {
    const similarity = neighbours.value[findColumn(neighbours.index, choice.item)] ?? 0;
    const reason = reasonFor(about, similarity, value);
    return { ...plainEntry(source, choice.item, choice.score), reasons: [reason] };
  });
  return [{ kind: "because", seed: seedOf(about), entries }];
}

/** Rows of more by artists the person loves, out of sources that know their tracks. */
export function artistShelves(
  rankings: readonly Ranked[],
  own: readonly OwnItem[],
  abouts: Abouts,
): readonly Shelf[] {
  const loved = own
    .filter((item) => itemKind(item.itemId) === "artist" && loveOf(item) > 0)
    .toSorted((a, b) => loveOf(b) - loveOf(a) || (a.itemId < b.itemId ? -1 : 1));
  return loved
    .flatMap(({ itemId, stars }) => {
      const about = abouts.get(itemId);
      if (about === undefined) return [];
      const entries = rankings
        .flatMap((ranked) => byArtist(ranked, itemId))
        .map((entry) => ({ ...entry, reasons: [reasonFor(about, 1, stars ?? 1)] }));
      const each = [...new Map(entries.map((entry) => [entry.itemId, entry])).values()];
      if (each.length < leastInRow) return [];
      return [{ kind: "by-artist" as const, seed: seedOf(about), entries: each.slice(0, rowSize) }];
    })
    .slice(0, artistRows);
}

/** What a ranking has by an artist and the person may be shown, best first. */
export function byArtist({ person, taste }: Ranked, artistId: ItemId): readonly SlateEntry[] {
  const { source, allowed } = person;
  if (source.itemKind !== "track") return [];
  const of = source.items.findIndex(
    ({ id, artist }) =>
      artist !== undefined && artistItem(artist) === artistId && itemKind(id) === "track",
  );
  const number = of < 0 ? -1 : (source.catalogue().artist[of] as number);
  if (number < 0) return [];
  const items = moreByArtist(source.catalogue(), number, taste.scores, allowed, rowSize);
  return items.map((item) => plainEntry(source, item, taste.scores[item] as number));
}

/** A row of what the person loved and has not heard for long. */
export function rediscoverShelf(
  own: readonly OwnItem[],
  abouts: Abouts,
  nowMs: number,
): readonly Shelf[] {
  const tracks = own.filter(({ itemId }) => abouts.has(itemId) && itemKind(itemId) === "track");
  const stars = new Map(own.map((item) => [item.itemId, item.stars]));
  const entries = rediscover(tracks, nowMs, rowSize).flatMap(({ itemId, days }): SlateEntry[] => {
    const item = abouts.get(itemId);
    if (item === undefined) return [];
    const reason = reasonFor(item, 1, stars.get(itemId) ?? 1);
    return [{ ...entryFor(item, LIBRARY_SOURCE, days), reasons: [reason] }];
  });
  return entries.length < leastInRow ? [] : [{ kind: "rediscover", entries }];
}

/** A row of styles that are not the person's own, and which item stands for which style. */
export function exploreShelf(
  union: Union,
  pickStyles: (styles: readonly string[], n: number) => readonly string[],
  adventure: number,
): { readonly shelves: readonly Shelf[]; readonly showings: readonly Showing[] } {
  const choices = exploreRow({ ...union, n: rowSize, dial: adventure, pickStyles });
  if (choices.length < leastInRow) return { shelves: [], showings: [] };
  const entries = entriesOfUnion(union, choices);
  return { shelves: [{ kind: "explore", entries }], showings: showingsOf(entries, choices) };
}
