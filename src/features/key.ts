/** Tonic as a pitch class (0 is C), mode, and how well the profile fits. */
export interface KeyEstimate {
  readonly tonic: number;
  readonly mode: "major" | "minor";
  /** Correlation with the profile of the key, −1 to 1. */
  readonly fit: number;
}

/** How well each degree fits after a cadence, in the ears of listeners; C major and C minor. */
const PROFILES = {
  major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
  minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
} as const;

/**
 * The key whose profile correlates best with how much each pitch class sounds.
 *
 * @param chroma  weight of the twelve pitch classes from C, ≥ 0
 * @returns nothing where all sound alike, as in silence and noise
 * @see Krumhansl, "Cognitive Foundations of Musical Pitch", 1990, tables 2.1 and 4.1
 */
export function estimateKey(chroma: ArrayLike<number>): KeyEstimate | undefined {
  let best: KeyEstimate | undefined;
  for (const mode of ["major", "minor"] as const) {
    for (let tonic = 0; tonic < 12; tonic++) {
      const fit = correlation(PROFILES[mode], (i) => chroma[(tonic + i) % 12] as number);
      if (fit !== undefined && fit > (best?.fit ?? -1)) best = { tonic, mode, fit };
    }
  }
  return best;
}

function correlation(
  profile: readonly number[],
  heard: (degree: number) => number,
): number | undefined {
  const n = profile.length;
  let sums = { x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
  profile.forEach((x, i) => {
    const y = heard(i);
    const { xx, yy, xy } = sums;
    sums = { x: sums.x + x, y: sums.y + y, xx: xx + x * x, yy: yy + y * y, xy: xy + x * y };
  });
  const varies = sums.yy - sums.y ** 2 / n;
  if (!(varies > 1e-9)) return undefined;
  return (sums.xy - (sums.x * sums.y) / n) / Math.sqrt((sums.xx - sums.x ** 2 / n) * varies);
}
