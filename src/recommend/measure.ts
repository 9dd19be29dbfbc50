import type { NeighbourOptions } from "./options";

/**
 * What is summed over the columns that two rows share, side by side for each row so that one
 * cache line serves a pair: n, Σxy, and with `width` 4 Σx², Σy², with 6 also Σx, Σy.
 */
export type SumsWidth = 2 | 4 | 6;

/** Similarity of the target (norm² and entries: first two) with a row (next two), from sums. */
type Measure = (
  sums: Float64Array,
  at: number,
  targetSquare: number,
  targetEntries: number,
  rowSquare: number,
  rowEntries: number,
) => number;

export interface PairMeasure {
  readonly width: SumsWidth;
  readonly measure: Measure;
}

/**
 * The measure that the options name, on values already centred as it asks (`prepareRows`):
 * - cosine, adjusted-cosine: Σxy / (√(Σx² Σy²) + shrinkage), sums over the columns both have
 *   (corated) or that each has (all);
 * - pearson: the same of deviations from the means over the columns both have, or all;
 * - jaccard: n / (|x| + |y| − n + shrinkage);
 * - msd: 1 / (mean squared difference + 1), times n / (n + shrinkage);
 * - pearson-baseline: cosine of deviations from the baselines, times (n−1) / (n−1 + shrinkage).
 *
 * @see Sarwar et al., "Item-based collaborative filtering", WWW 2001 (adjusted cosine)
 * @see Koren, "Factor in the Neighbors", TKDD 2010, eq. 2 (pearson-baseline)
 */
export function measureOf(options: NeighbourOptions): PairMeasure {
  const { shrinkage, overlap } = options;
  switch (options.similarity) {
    case "jaccard":
      return {
        width: 2,
        measure: (sums, at, _square, entries, _rowSquare, rowEntries) => {
          const n = sums[at] as number;
          return n / (entries + rowEntries - n + shrinkage);
        },
      };
    case "msd":
      return { width: 4, measure: (sums, at) => closeness(sums, at, shrinkage) };
    case "pearson":
      if (overlap === "corated") {
        return { width: 6, measure: (sums, at) => correlation(sums, at, shrinkage) };
      }
      return cosine(overlap, shrinkage);
    case "pearson-baseline": {
      const plain = cosine(overlap, 0);
      return {
        width: plain.width,
        measure: (sums, at, ...rest) => {
          const degrees = (sums[at] as number) - 1;
          if (degrees <= 0) return 0;
          return (plain.measure(sums, at, ...rest) * degrees) / (degrees + shrinkage);
        },
      };
    }
    default:
      return cosine(overlap, shrinkage);
  }
}

function cosine(overlap: NeighbourOptions["overlap"], shrinkage: number): PairMeasure {
  if (overlap === "all") {
    return {
      width: 2,
      measure: (sums, at, square, _entries, rowSquare) =>
        ratio(sums[at + 1] as number, Math.sqrt(square * rowSquare) + shrinkage),
    };
  }
  return {
    width: 4,
    measure: (sums, at) =>
      ratio(
        sums[at + 1] as number,
        Math.sqrt((sums[at + 2] as number) * (sums[at + 3] as number)) + shrinkage,
      ),
  };
}

function closeness(sums: Float64Array, at: number, shrinkage: number): number {
  const n = sums[at] as number;
  const square = (sums[at + 2] as number) + (sums[at + 3] as number) - 2 * (sums[at + 1] as number);
  return (1 / (Math.max(0, square) / n + 1)) * (n / (n + shrinkage));
}

function correlation(sums: Float64Array, at: number, shrinkage: number): number {
  const n = sums[at] as number;
  const sx = sums[at + 4] as number;
  const sy = sums[at + 5] as number;
  const varianceX = n * (sums[at + 2] as number) - sx * sx;
  const varianceY = n * (sums[at + 3] as number) - sy * sy;
  // What is left of n Σx² − (Σx)² when all x are equal is rounding.
  const noise = 1e-12;
  if (varianceX <= noise * sx * sx || varianceY <= noise * sy * sy) return 0;
  const covariance = n * (sums[at + 1] as number) - sx * sy;
  return covariance / (Math.sqrt(varianceX) * Math.sqrt(varianceY) + n * shrinkage);
}

function ratio(above: number, below: number): number {
  return below > 0 ? above / below : 0;
}
