export const similarities = [
  "cosine",
  "adjusted-cosine",
  "jaccard",
  "msd",
  "pearson",
  "pearson-baseline",
] as const;
type Similarity = (typeof similarities)[number];

export const centrings = ["none", "mean", "zscore", "baseline"] as const;
export type Centring = (typeof centrings)[number];

export const overlaps = ["corated", "all"] as const;
type Overlap = (typeof overlaps)[number];

export const weightings = ["binary", "log", "raw"] as const;
export type Weighting = (typeof weightings)[number];

/** How neighbours are found and what they give. */
export interface NeighbourOptions {
  readonly similarity: Similarity;
  /** What is taken off a neighbour's value before it is weighed, and put back after. */
  readonly centring: Centring;
  /** Norms over what both have, or over all that each has. Jaccard and MSD know only one way. */
  readonly overlap: Overlap;
  /** What a value counts: 1, log(1 + value), or itself. */
  readonly weighting: Weighting;
  /** Neighbours that give something, at most. */
  readonly k: number;
  /** Pulls the similarity of pairs with little in common toward zero; ≥ 0. See `measureOf`. */
  readonly shrinkage: number;
  /** A pair with fewer entries in common has similarity 0. */
  readonly minOverlap: number;
}

/** Plain neighbours as in the textbook, for stars. */
export const starDefaults: NeighbourOptions = {
  similarity: "cosine",
  centring: "none",
  overlap: "corated",
  weighting: "raw",
  k: 40,
  shrinkage: 0,
  minOverlap: 1,
};

/** Neighbours for lists from plays; item-knn differs (`completeOptions`). */
export const topNDefaults: NeighbourOptions = {
  ...starDefaults,
  overlap: "all",
  weighting: "binary",
  k: 50,
};

/** What a value counts under a weighting; never negative for values ≥ 0. */
export function weigh(value: number, weighting: Weighting): number {
  if (weighting === "binary") return value > 0 ? 1 : 0;
  return weighting === "log" ? Math.log1p(value) : value;
}
