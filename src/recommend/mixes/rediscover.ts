import type { ItemId } from "../../base/item";
import type { EpochMs } from "../../base/time";
import { loveOf, silenceOf, type OwnItem } from "./own";

/** Not heard for as long as this, in days, before it is worth a reminder. */
const leastDays = 90;
/** Silence of this many days more makes half the difference that silence can make. */
const halfDays = 180;
/** By one artist in the row. */
const perArtist = 2;

export interface Rediscovery {
  readonly itemId: ItemId;
  /** Days since it was heard. */
  readonly days: number;
  readonly plays: number;
}

/**
 * What the person loves and has not heard for three months or more: love × silence, at most two by
 * one artist, ties by id.
 */
export function rediscover(
  own: Iterable<OwnItem>,
  nowMs: EpochMs,
  n: number,
): readonly Rediscovery[] {
  const shown = new Map<ItemId, number>();
  return [...own]
    .map((item) => {
      const days = silenceOf(item, nowMs);
      const quiet = days >= leastDays && days < Infinity ? 1 - 2 ** (-days / halfDays) : 0;
      return { item, days, score: loveOf(item) * quiet };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.item.itemId < b.item.itemId ? -1 : 1))
    .filter(({ item: { artistId } }) => {
      const count = (shown.get(artistId) ?? 0) + 1;
      shown.set(artistId, count);
      return count <= perArtist;
    })
    .slice(0, n)
    .map(({ item: { itemId, plays }, days }) => ({ itemId, days, plays }));
}
