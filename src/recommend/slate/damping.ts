import type { EpochMs } from "../../base/time";
import { rowOf, type SparseRows } from "../../base/sparse";
import { dayMs, weekMs } from "../signals/local-time";

/** "Less like this": an item of the catalogue by its number, and when it was said. */
export interface LessLike {
  readonly item: number;
  readonly timeMs: EpochMs;
}

/** An item that was on screen, or in a mix. */
export interface Shown {
  readonly item: number;
  readonly timeMs: EpochMs;
}

/** After this many days "less like this" weighs half: a mood passes, a block stays. */
const lessHalfLifeDays = 30;
/** One showing takes this share away at once, half of it after a week. */
const shownShare = 0.3;
const shownHalfLifeDays = 7;

/** How long a mix does not come back to an item. */
export const mixMemoryMs = 8 * weekMs;

/**
 * What is left of the relevance of an item, 0–1: each "less like this" takes away as much as the
 * item resembles what it was said of (all of it from the item itself, at first), each showing a
 * little, so that rows move on without being emptied.
 *
 * @param vectors  rows of length 1: see Catalogue
 */
export function dampingOf(
  vectors: SparseRows,
  memory: { readonly less?: readonly LessLike[]; readonly shown?: readonly Shown[] },
  nowMs: EpochMs,
): (item: number) => number {
  const days = (timeMs: EpochMs) => Math.max(0, nowMs - timeMs) / dayMs;
  const less = memory.less ?? [];
  const left = new Map<number, number>();
  for (const { item, timeMs } of memory.shown ?? []) {
    const taken = shownShare * 2 ** (-days(timeMs) / shownHalfLifeDays);
    left.set(item, (left.get(item) ?? 1) * (1 - taken));
  }
  return (item) =>
    less.reduce(
      (share, anchor) => {
        const likeness = anchor.item === item ? 1 : likenessOf(vectors, anchor.item, item);
        return share * (1 - likeness * 2 ** (-days(anchor.timeMs) / lessHalfLifeDays));
      },
      left.get(item) ?? 1,
    );
}

/** Items shown within the last eight weeks. */
export function shownLately(shown: readonly Shown[], nowMs: EpochMs): ReadonlySet<number> {
  return new Set(
    shown.filter(({ timeMs }) => nowMs - timeMs < mixMemoryMs).map(({ item }) => item),
  );
}

/** How alike two items are: the dot product of their rows, kept within 0–1. */
export function likenessOf(vectors: SparseRows, a: number, b: number): number {
  const left = rowOf(vectors, a);
  const right = rowOf(vectors, b);
  let dot = 0;
  for (let p = 0, q = 0; p < left.index.length && q < right.index.length;) {
    const difference = (left.index[p] as number) - (right.index[q] as number);
    if (difference === 0) dot += (left.value[p] as number) * (right.value[q] as number);
    if (difference <= 0) p++;
    if (difference >= 0) q++;
  }
  return Math.min(1, Math.max(0, dot));
}
