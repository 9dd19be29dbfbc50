import type { ItemId } from "../../base/item";
import type { EpochMs } from "../../base/time";
import { hourMs } from "./local-time";
import { verdict } from "./value";

/** Why an item may not be shown, however well it scores. */
export type Refusal = "blocked" | "hated" | "put-off" | "just-played";

/** What a person said no to. None of it is touched by the rules of taste: a no stands. */
export interface Refusals {
  /** Tracks and artists never to be shown. */
  readonly blocked: ReadonlySet<ItemId>;
  /** Items put off, until when. */
  readonly notNow: ReadonlyMap<ItemId, EpochMs>;
  /** Stars, 0.5–5; what is rated below 2.5 is not shown. */
  readonly ratings: ReadonlyMap<ItemId, number>;
  /** When an item was last heard. */
  readonly lastPlayed?: ReadonlyMap<ItemId, EpochMs>;
}

/** Heard within this time is just played. */
const justPlayedMs = 12 * hourMs;

/**
 * The first thing that speaks against showing an item now, by itself or by its artist. An artist
 * who was just played is no reason against another of their tracks.
 */
export function refusalOf(
  item: { readonly id: ItemId; readonly artistId?: ItemId | undefined },
  refusals: Refusals,
  nowMs: EpochMs,
): Refusal | undefined {
  const { blocked, notNow, ratings, lastPlayed } = refusals;
  const ids = item.artistId === undefined ? [item.id] : [item.id, item.artistId];
  if (ids.some((id) => blocked.has(id))) return "blocked";
  // What is said of the track outweighs what is said of its artist.
  const stars = ids.map((id) => ratings.get(id)).find((value) => value !== undefined);
  if (stars !== undefined && verdict(stars) < 0) return "hated";
  if (ids.some((id) => (notNow.get(id) ?? 0) > nowMs)) return "put-off";
  const playedMs = lastPlayed?.get(item.id);
  return playedMs !== undefined && nowMs - playedMs < justPlayedMs ? "just-played" : undefined;
}
