import type { ItemId } from "../../base/item";
import type { EpochMs } from "../../base/time";
import { loveOf, silenceOf, type OwnItem } from "./own";

/** A play loses half its claim to be a seed in this many days. */
const halfDays = 14;

/**
 * What "because you listened to …" rows start from: heard lately and loved, one by each artist,
 * best first, ties by id. Something that was never heard but rated high may be one too.
 *
 * @param isApart  whether an item is different enough from the seeds chosen before it
 */
export function becauseSeeds(
  own: Iterable<OwnItem>,
  nowMs: EpochMs,
  n: number,
  isApart: (item: ItemId, seeds: readonly ItemId[]) => boolean = () => true,
): readonly ItemId[] {
  const artists = new Set<ItemId>();
  const seeds: ItemId[] = [];
  const ranked = [...own]
    .map((item) => ({ item, score: claimOf(item, nowMs) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.item.itemId < b.item.itemId ? -1 : 1));
  for (const { item } of ranked) {
    if (seeds.length === n) break;
    if (artists.has(item.artistId) || !isApart(item.itemId, seeds)) continue;
    artists.add(item.artistId);
    seeds.push(item.itemId);
  }
  return seeds;
}

/** Lately heard, and more so when loved; 0 for what was rated low. */
function claimOf(item: OwnItem, nowMs: EpochMs): number {
  if (item.stars !== undefined && item.stars < 3.5) return 0;
  const recent = 2 ** (-silenceOf(item, nowMs) / halfDays);
  return (0.1 + recent) * (Math.log2(1 + item.plays) + loveOf(item));
}
