import { itemKind, type ItemId, type ItemKind } from "../base/item";
import { verdict } from "../recommend/signals/value";
import { artistOfTrack } from "../recommend/slate/profile";
import type { Reason, ScorePart, SlateEntry } from "../rpc/contracts/recommender";

/** What the person did with an item of theirs, as far as the library knows. */
export interface Standing {
  /** 0.5–5 stars. */
  readonly stars?: number;
  /** Likes a track by this artist. */
  readonly likesTrack?: boolean;
}

/** Artists of whom a track was rated high. @param ratings  stars, 0.5–5 */
export function artistsOfLiked(ratings: Iterable<readonly [ItemId, number]>): ReadonlySet<ItemId> {
  const artists = [...ratings]
    .filter(([, stars]) => verdict(stars) > 0)
    .flatMap(([item]) => artistOfTrack(item) ?? []);
  return new Set(artists);
}

/** The sentence to say about an entry, without its words. */
export type Because =
  | { readonly kind: "liked"; readonly name: string }
  | { readonly kind: "played"; readonly name: string; readonly item: ItemKind }
  | { readonly kind: "rated"; readonly name: string; readonly stars: number }
  /** `more` where others, not named apart, add to these. */
  | { readonly kind: "listeners"; readonly count: number; readonly more: boolean }
  | { readonly kind: "popular"; readonly listeners: number; readonly of: number }
  | { readonly kind: "unknown" };

/**
 * The main reason of an entry: the one with the largest share. An item of the person is named with
 * what the person did to it; listeners are counted, since a stranger's name says little.
 */
export function because(
  entry: Pick<SlateEntry, "reasons" | "otherShare">,
  standingOf: (reason: Extract<Reason, { kind: "item" }>) => Standing,
): Because {
  const first = entry.reasons[0];
  if (first === undefined) return { kind: "unknown" };
  if (first.kind === "popular") {
    return { kind: "popular", listeners: first.listeners, of: first.of };
  }
  if (first.kind === "listener") {
    const count = entry.reasons.filter((reason) => reason.kind === "listener").length;
    return { kind: "listeners", count, more: entry.otherShare > 0.005 };
  }
  const { stars, likesTrack = false } = standingOf(first);
  if (stars === undefined) {
    if (likesTrack) return { kind: "liked", name: first.name };
    return { kind: "played", name: first.name, item: itemKind(first.itemId) };
  }
  return stars >= 5
    ? { kind: "liked", name: first.name }
    : { kind: "rated", name: first.name, stars };
}

/** One bar of the small chart: how much of the score a reason gave, 0–1. */
export interface ReasonBar {
  readonly label: string | undefined;
  readonly share: number;
  /** The share in whole per cent; those of one chart sum to 100. */
  readonly percent: number;
  readonly reason?: Reason;
}

/**
 * The bars of an entry, best first; what is not named apart is one last bar without a label. What
 * would be drawn as nothing is left out.
 */
export function reasonBars(entry: Pick<SlateEntry, "reasons" | "otherShare">): ReasonBar[] {
  const bars: Omit<ReasonBar, "percent">[] = entry.reasons.map((reason) => ({
    label: reason.kind === "popular" ? undefined : reason.name,
    share: reason.share,
    reason,
  }));
  bars.push({ label: undefined, share: entry.otherShare });
  const percents = wholePercents(bars.map((bar) => bar.share));
  return bars
    .map((bar, i) => ({ ...bar, percent: percents[i] ?? 0 }))
    .filter((bar) => bar.percent > 0);
}

/** What each way of looking gave an entry, the most first; nothing where there is one way only. */
export function partBars({
  parts = [],
}: Pick<SlateEntry, "parts">): readonly { readonly part: ScorePart; readonly percent: number }[] {
  const percents = wholePercents(parts.map((part) => part.share));
  return parts
    .map(({ part }, i) => ({ part, percent: percents[i] ?? 0 }))
    .filter(({ percent }) => percent > 0)
    .sort((a, b) => b.percent - a.percent);
}

/**
 * Shares as whole per cent that sum to 100 where the shares sum to more than nothing: each rounded
 * down, what is missing given to the largest remainders, ties to the earlier.
 *
 * @see Hamilton's method of apportionment
 * @example wholePercents([1, 1, 1]) // [34, 33, 33]
 */
export function wholePercents(shares: readonly number[]): readonly number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (!(total > 0)) return shares.map(() => 0);
  const exact = shares.map((share) => (share / total) * 100);
  const whole = exact.map(Math.floor);
  const missing = 100 - whole.reduce((sum, percent) => sum + percent, 0);
  const remainder = (i: number) => (exact[i] ?? 0) - (whole[i] ?? 0);
  const next = [...exact.keys()].sort((a, b) => remainder(b) - remainder(a) || a - b);
  for (const i of next.slice(0, missing)) whole[i] = (whole[i] ?? 0) + 1;
  return whole;
}
