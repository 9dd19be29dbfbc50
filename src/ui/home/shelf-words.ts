import type { Dictionary } from "../../i18n/en";
import type { Shelf } from "../../rpc/contracts/recommender";

/** The heading of a row. */
export function shelfTitle(t: Dictionary, { kind, seed }: Omit<Shelf, "entries">): string {
  const words = t.home.shelf;
  switch (kind) {
    case "because":
      return words.because(seed?.name ?? "");
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

/** The numbers of an ISO week: "2026-W48" is week 48 of 2026. */
export function weekNumbers(week: string): { readonly year: number; readonly week: number } {
  const [year, number] = week.split("-W").map(Number);
  return { year: year ?? 0, week: number ?? 0 };
}
