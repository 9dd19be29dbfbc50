import { fromTriples, rowOf, type SparseVector, type Triple } from "../../src/base/sparse";
import { fixture, interactions } from "./sample";

/** What tests/fixtures/recommend/linear.py wrote: 18 users, 25 items, 12 tags, all values 1. */
interface LinearSample {
  readonly users: number;
  readonly items: number;
  readonly entries: readonly Triple[];
  /** Items of one more person. */
  readonly person: readonly number[];
  readonly ease: {
    readonly lambda: number;
    /** From each item to each. */
    readonly weights: readonly (readonly number[])[];
    readonly scores: readonly number[];
  };
  /** λ 4, dropout 0.25, tags as rows of 0.7 · (1 + ln count). */
  readonly easeWithTags: readonly number[];
  readonly ials: {
    readonly options: {
      readonly factors: number;
      readonly unobserved: number;
      readonly regularisation: number;
      readonly exponent: number;
      readonly iterations: number;
      readonly seed: number;
    };
    readonly items: readonly (readonly number[])[];
    readonly scores: readonly number[];
  };
  readonly rp3beta: {
    readonly alpha: number;
    readonly beta: number;
    readonly scores: readonly number[];
  };
  readonly tags: readonly Triple[];
  readonly tfidf: readonly (readonly number[])[];
  readonly content: readonly number[];
}

export const linear = fixture<LinearSample>("linear.json");

export const linearData = interactions(linear.entries, {
  rows: linear.users,
  columns: linear.items,
});

export const linearContent = {
  features: Array.from({ length: 12 }, (_, t) => `tag ${t}`),
  rows: fromTriples(linear.tags, { rows: linear.items, columns: 12 }),
};

/** A person who has these items, each once. */
export function having(items: readonly number[], columns = linear.items): SparseVector {
  const triples = items.map((item): Triple => [0, item, 1]);
  return rowOf(fromTriples(triples, { rows: 1, columns }), 0);
}

export const person = having(linear.person);
