import type { Dictionary } from "../../i18n/en";
import type { Format } from "../../i18n/format";
import type { Shelf, SlateEntry } from "../../rpc/contracts/recommender";

/**
 * The heading of a row.
 *
 * @param rated  the person rated what it starts from, and may never have heard it here
 */
export function shelfTitle(
  t: Dictionary,
  { kind, seed }: Omit<Shelf, "entries">,
  rated: boolean,
): string {
  const words = t.home.shelf;
  switch (kind) {
    case "because":
      return (rated ? words.becauseLiked : words.becauseHeard)(seed?.name ?? "");
    case "by-artist":
      return seed ? words.byArtist(seed.name) : words.byArtists;
    case "rediscover":
      return words.rediscover;
    case "explore":
      return words.explore;
  }
}

/** A line under the heading, where it does not say everything. */
export function shelfNote(t: Dictionary, { kind, seed }: Omit<Shelf, "entries">): string {
  if (kind === "rediscover") return t.home.shelf.rediscoverNote;
  if (kind === "explore") return t.home.shelf.exploreNote;
  return kind === "because" ? (seed?.artist ?? "") : "";
}

/**
 * The few words under a tile: what the heading of its row does not say. Undefined where the
 * heading says nothing of why.
 */
export function tileWords(
  t: Dictionary,
  format: Format,
  kind: Shelf["kind"],
  { reasons }: Pick<SlateEntry, "reasons">,
): string | undefined {
  if (kind === "explore") return undefined;
  if (kind === "rediscover") return t.home.shelf.rediscoverWhy;
  const [first] = reasons;
  return kind === "because" && first?.kind === "item"
    ? t.home.why.similarItem(format.percent(first.similarity))
    : t.home.shelf.open;
}

/** The numbers of an ISO week: "2026-W48" is week 48 of 2026. */
export function weekNumbers(week: string): { readonly year: number; readonly week: number } {
  const [year, number] = week.split("-W").map(Number);
  return { year: year ?? 0, week: number ?? 0 };
}
