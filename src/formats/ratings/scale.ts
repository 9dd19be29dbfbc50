import type { Scale } from "./community";

const starScales: readonly { readonly min: number; readonly max: number }[] = [
  { min: 1, max: 5 },
  { min: 0.5, max: 5 },
  { min: 0, max: 5 },
  { min: 1, max: 10 },
  { min: 0, max: 10 },
  { min: 0, max: 100 },
  { min: -10, max: 10 },
];

/** Values off the scale that are taken for slips: at most this share of all. */
const SLIPS = 0.1;
/** With fewer values than this none can be told to be a slip, unless far outside. */
const FEW = 10;

/**
 * The scale on which values were given. A tenth of them may be slips, for on a real ten-point
 * scale far more than a tenth lie above five. Whole numbers of which many exceed every scale are
 * counts of plays.
 *
 * @example detectScale([4, 3.5, 5, 1]) // { kind: "stars", min: 1, max: 5 }
 */
export function detectScale(values: ArrayLike<number>): Scale {
  const tally = new Tally(values);
  if (looksLikePlays(tally)) return { kind: "plays" };
  if (tally.total > 0 && tally.count((v) => v === 0 || v === 1) === tally.total) {
    return { kind: "stars", min: 0, max: 1 };
  }
  const halves = tally.count((v) => v % 1 !== 0) > 0;
  const far = tally.count((v) => v < -10 || v > 10);
  for (const { min, max } of starScales) {
    if (min === 0.5 && !halves) continue;
    const off = tally.count((v) => v < min || v > max);
    const few = max <= 10 && far * 2 < tally.total ? far : 0;
    const slips = tally.total < FEW ? few : Math.floor(tally.total * SLIPS);
    if (off <= slips && !hidesLowerEnd(tally, min)) return { kind: "stars", min, max };
  }
  return widest(tally);
}

/** Values counted once for all the questions about them; ratings take few different ones. */
class Tally {
  readonly counts = new Map<number, number>();
  readonly total: number;

  constructor(values: ArrayLike<number>) {
    this.total = values.length;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? 0;
      this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
    }
  }

  count(test: (value: number) => boolean): number {
    let sum = 0;
    for (const [value, times] of this.counts) if (test(value)) sum += times;
    return sum;
  }
}

/** Whether values below the low end are too many to be slips: halves below one, or zeros. */
function hidesLowerEnd(tally: Tally, min: number): boolean {
  if (min <= 0) return false;
  const halves = tally.count((v) => v > 0 && v < min);
  const zeros = tally.count((v) => v === 0);
  return halves * 500 > tally.total || zeros >= Math.max(2, tally.total / 50);
}

function looksLikePlays(tally: Tally): boolean {
  const { total, counts } = tally;
  const high = tally.count((v) => v > 100);
  if (high === 0 || tally.count((v) => v >= 0 && v % 1 === 0) < 0.99 * total) return false;
  return (total >= FEW && high >= 0.1 * total) || (high >= 0.01 * total && counts.size > 20);
}

/** A scale of its own, from the lowest value to the highest; the usual one when they are one. */
function widest({ counts }: Tally): Scale {
  let min = Infinity;
  let max = -Infinity;
  for (const value of counts.keys()) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return min < max ? { kind: "stars", min, max } : { kind: "stars", min: 1, max: 5 };
}

/** A value of a scale as stars, 0.5–5: linear, and as it is where the scale ends at five. */
export function toStars(
  value: number,
  scale: { readonly min: number; readonly max: number },
): number {
  const stars =
    scale.max === 5
      ? value
      : scale.min >= 0 && scale.max > 5
        ? (5 * value) / scale.max
        : 0.5 + (4.5 * (value - scale.min)) / (scale.max - scale.min);
  return Math.min(5, Math.max(0.5, stars));
}
