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
  const n = values.length;
  if (looksLikePlays(values)) return { kind: "plays" };
  if (share(values, (v) => v === 0 || v === 1) === 1) return { kind: "stars", min: 0, max: 1 };
  const steps = share(values, (v) => v % 1 !== 0) > 0 ? 0.5 : 1;
  for (const { min, max } of starScales) {
    if (min === 0.5 && steps === 1) continue;
    const off = share(values, (v) => v < min || v > max) * n;
    const far = share(values, (v) => v < -10 || v > 10) * n;
    const slips = n < FEW ? (max <= 10 && far < n / 2 ? far : 0) : Math.floor(n * SLIPS);
    if (off <= slips && !hidesLowerEnd(values, min)) return { kind: "stars", min, max };
  }
  return widest(values);
}

/** Whether values below the low end are too many to be slips: halves below one, or zeros. */
function hidesLowerEnd(values: ArrayLike<number>, min: number): boolean {
  if (min <= 0) return false;
  const n = values.length;
  return (
    share(values, (v) => v > 0 && v < min) > 0.002 ||
    share(values, (v) => v === 0) * n >= Math.max(2, n / 50)
  );
}

function looksLikePlays(values: ArrayLike<number>): boolean {
  const high = share(values, (v) => v > 100);
  if (high === 0 || share(values, (v) => v >= 0 && v % 1 === 0) < 0.99) return false;
  if (high >= 0.1 && values.length >= FEW) return true;
  const distinct = new Set<number>();
  for (let i = 0; i < values.length && distinct.size <= 20; i++) distinct.add(values[i] ?? 0);
  return high >= 0.01 && distinct.size > 20;
}

/** A scale of its own, from the lowest value to the highest; the usual one when they are one. */
function widest(values: ArrayLike<number>): Scale {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    min = Math.min(min, values[i] ?? min);
    max = Math.max(max, values[i] ?? max);
  }
  return min < max ? { kind: "stars", min, max } : { kind: "stars", min: 1, max: 5 };
}

function share(values: ArrayLike<number>, test: (value: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (test(values[i] ?? 0)) count++;
  return values.length === 0 ? 0 : count / values.length;
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
