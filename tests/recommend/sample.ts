import { readFileSync } from "node:fs";
import fc from "fast-check";
import { transpose, fromTriples, type Triple } from "../../src/base/sparse";
import type { Interactions } from "../../src/recommend/interactions";

/** What tests/fixtures/recommend/make.py wrote: 40 users, 60 items, about 600 ratings. */
export interface Sample {
  readonly users: number;
  readonly items: number;
  readonly ratings: readonly Triple[];
  /** Upper triangle of items × items, row by row. */
  readonly similarity: Readonly<Record<string, readonly number[]>>;
  readonly baselines: {
    readonly mean: number;
    readonly user: readonly number[];
    readonly item: readonly number[];
  };
  /** users × items; null where there is a rating. k = 5. */
  readonly userStars: readonly (readonly (number | null)[])[];
  readonly itemStars: readonly (readonly (number | null)[])[];
}

export const sample = fixture<Sample>("similarity.json");

export function fixture<T>(name: string): T {
  const path = new URL(`../fixtures/recommend/${name}`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

/** Users and items numbered as given. */
export function interactions(
  ratings: readonly Triple[],
  shape?: { readonly rows: number; readonly columns: number },
): Interactions {
  const users = fromTriples(ratings, shape);
  return {
    userIds: Array.from({ length: users.rows }, (_, u) => String(u)),
    itemIds: Array.from({ length: users.columns }, (_, i) => String(i)),
    users,
    items: transpose(users),
  };
}

/** Some ratings of 8 users and 10 items in half stars, each pair at most once. */
export const someRatings: fc.Arbitrary<Triple[]> = fc.uniqueArray(
  fc.tuple(
    fc.nat(7),
    fc.nat(9),
    fc.integer({ min: 1, max: 10 }).map((v) => v / 2),
  ),
  { selector: ([u, i]) => u * 10 + i, minLength: 8, maxLength: 60 },
);

export const smallShape = { rows: 8, columns: 10 };
