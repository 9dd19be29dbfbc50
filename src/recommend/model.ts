import type { SparseVector } from "../base/sparse";

/** One part of a score: what it came from, and how much of the score it is. */
export interface Contribution {
  /** An item of the person (item-knn) or a user of the community (user-knn). */
  readonly source: number;
  readonly similarity: number;
  /** What the person gave that item, or what that user gave this one. */
  readonly value: number;
  readonly amount: number;
  /** What both are, the strongest first, where the model compares items themselves. */
  readonly features?: readonly string[];
}

/** What one member of a hybrid gives to a score, all it gives taken together. */
export interface Part {
  readonly model: string;
  readonly weight: number;
  readonly amount: number;
}

/** Why a score is what it is: base + the amounts, summed in the order given, is the score. */
export interface Explanation {
  readonly source: "item" | "listener" | "popular";
  readonly base: number;
  readonly contributions: readonly Contribution[];
  /** The same score by member, for a hybrid: these amounts add up to it as well. */
  readonly parts?: readonly Part[];
}

/** A person's own items (numbers ascending) and what they count, e.g. 1 for a play. */
export type Person = SparseVector;

/** What a model thinks of one person, whose data are folded in exactly: nothing is retrained. */
export interface Taste {
  /** A score for each item; 0 where nothing speaks for it. The person's own items have one too. */
  readonly scores: Float64Array;
  explain(item: number): Explanation;
}

/** A model that ranks, fitted to a community. */
export interface Ranker {
  /** @param self  the person's own row where they are in the community: no neighbour of itself */
  foldIn(person: Person, self?: number): Taste;
}

/** Predicted stars with their reason. */
export interface Estimate extends Explanation {
  readonly stars: number;
}

/** A model that predicts stars, fitted to a community. */
export interface StarModel {
  /** Stars for pairs of row numbers, −1 for a user or item that the community does not know. */
  predict(users: Int32Array, items: Int32Array): Float64Array;
  foldIn(person: Person): { predict(item: number): Estimate };
}
