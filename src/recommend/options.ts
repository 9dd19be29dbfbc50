import type { OptionTable, Task } from "./spec";

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

const overlaps = ["corated", "all"] as const;
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

/** What each of these options takes. */
export const neighbourTable = {
  similarity: { words: similarities },
  centring: { words: centrings },
  overlap: { words: overlaps },
  weighting: { words: weightings },
  k: { least: 1, whole: true },
  shrinkage: { least: 0 },
  minOverlap: { least: 1, whole: true },
} as const satisfies OptionTable;

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

/** Users like the person, for lists from plays. */
export const userListDefaults: NeighbourOptions = {
  ...starDefaults,
  overlap: "all",
  weighting: "binary",
  k: 50,
};

/** Best of k 20–1000 and shrinkage 0–20 for listeners who were held out (HetRec Last.fm). */
export const itemListDefaults: NeighbourOptions = { ...userListDefaults, k: 100, shrinkage: 10 };

/**
 * A measure or a centring that compares values makes raw values the default weighting of lists;
 * Pearson-baseline brings the shrinkage it was published with.
 *
 * @throws RangeError when values are to be compared that the weighting makes all equal
 */
export function entailedByNeighbours(
  given: Partial<NeighbourOptions>,
  task: Task,
): Partial<NeighbourOptions> {
  const { similarity = "cosine", centring = "none", weighting } = given;
  const comparesValues =
    ["adjusted-cosine", "msd", "pearson", "pearson-baseline"].includes(similarity) ||
    centring !== "none";
  if (comparesValues && weighting === "binary") {
    throw new RangeError(
      "weighting=binary makes all values equal, so there is nothing left for " +
        `similarity=${similarity} with centring=${centring} to compare: ` +
        "choose weighting=raw or log.",
    );
  }
  return {
    ...(similarity === "pearson-baseline" && { shrinkage: 100 }),
    ...(task === "topn" && comparesValues && { weighting: "raw" }),
  };
}

/** What a value counts under a weighting; never negative for values ≥ 0. */
export function weigh(value: number, weighting: Weighting): number {
  if (weighting === "binary") return value > 0 ? 1 : 0;
  return weighting === "log" ? Math.log1p(value) : value;
}
