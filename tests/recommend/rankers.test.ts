import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromTriples, rowOf, type SparseVector, type Triple } from "../../src/base/sparse";
import { fitRanker, modelNamed, models } from "../../src/recommend/models";
import type { Ranker, Taste } from "../../src/recommend/model";
import { similarities, weightings } from "../../src/recommend/options";
import type { Settings } from "../../src/recommend/spec";
import { interactions, smallShape, someRatings } from "./sample";

function person(...items: (readonly [item: number, value: number])[]): SparseVector {
  return rowOf(
    fromTriples(
      items.map(([item, value]) => [0, item, value]),
      { rows: 1, columns: smallShape.columns },
    ),
    0,
  );
}

function expectAdditive(taste: Taste): void {
  taste.scores.forEach((score, item) => {
    const { base, contributions } = taste.explain(item);
    expect(contributions.reduce((sum, { amount }) => sum + amount, base)).toBe(score);
  });
}

// Ann and Bob have 0 and 1, Cleo has 1 and 2, Dan has 3 alone.
const small: Triple[] = [
  [0, 0, 1], [0, 1, 7], [1, 0, 2], [1, 1, 1], [2, 1, 3], [2, 2, 1], [3, 3, 1],
]; // prettier-ignore
const community = interactions(small, { rows: 4, columns: 10 });

const rankers = models.filter(({ tasks }) => tasks.includes("topn")).map(({ name }) => name);
const neighbourModels = ["user-knn", "item-knn"];

const content = {
  features: ["jazz"],
  rows: fromTriples([[1, 0, 1]], { rows: smallShape.columns, columns: 1 }),
};

function fit(name: string, settings: Settings = {}, data = community): Ranker {
  return fitRanker(modelNamed(name), data, settings, content);
}

describe("a small community", () => {
  test("item-knn sums the similarities of the person's items, plays counted once", () => {
    const { scores } = fit("item-knn", { shrinkage: 0 }).foldIn(person([0, 5], [2, 9]));
    const expected = 2 / Math.sqrt(6) + 1 / Math.sqrt(3);
    expect(scores[1]).toBeCloseTo(expected, 12);
    expect(scores[3]).toBe(0);
  });

  test("user-knn sums the similarities of those who have the item", () => {
    const { scores, explain } = fit("user-knn").foldIn(person([0, 5]));
    expect(scores[1]).toBeCloseTo(2 * Math.SQRT1_2, 12);
    expect(explain(1).contributions.map(({ source }) => source)).toEqual([0, 1]);
  });

  test("nobody is a neighbour of themselves", () => {
    const taste = fit("user-knn").foldIn(rowOf(community.users, 3), 3);
    expect(Math.max(...taste.scores)).toBe(0);
  });

  test("popularity counts listeners, or plays", () => {
    const scores = (weighting: "binary" | "raw") =>
      fit("popularity", { weighting }).foldIn(person()).scores.subarray(0, 4);
    expect([...scores("binary")]).toEqual([2, 3, 1, 1]);
    expect([...scores("raw")]).toEqual([3, 11, 1, 1]);
  });

  test.each(rankers)("%s ranks by popularity for someone of whom nothing is known", (model) => {
    const { scores, explain } = fit(model).foldIn(person());
    expect([...scores.subarray(0, 4)]).toEqual([2, 3, 1, 1]);
    expect(explain(1)).toEqual({ source: "popular", base: 3, contributions: [] });
  });
});

const anyRanker = fc.record({
  model: fc.constantFrom(...neighbourModels),
  similarity: fc.constantFrom(...similarities),
  k: fc.integer({ min: 1, max: 6 }),
  weighting: fc.constantFrom(...weightings),
});

test("the reasons of every item add up to its score, exactly", () => {
  fc.assert(
    fc.property(someRatings, anyRanker, (list, { model, similarity, k, weighting }) => {
      fc.pre(weighting !== "binary" || similarity === "cosine" || similarity === "jaccard");
      const data = interactions(list, smallShape);
      const ranker = fit(model, { similarity, k, weighting }, data);
      expectAdditive(ranker.foldIn(rowOf(data.users, 0), 0));
    }),
  );
});

test("an item-knn score is linear in what the person has", () => {
  fc.assert(
    fc.property(someRatings, fc.nat(9), fc.nat(9), (list, a, b) => {
      fc.pre(a !== b);
      const data = interactions(list, smallShape);
      const ranker = fit("item-knn", {}, data);
      const both = ranker.foldIn(person([a, 1], [b, 1])).scores;
      const one = ranker.foldIn(person([a, 1])).scores;
      const other = ranker.foldIn(person([b, 1])).scores;
      both.forEach((score, i) =>
        expect(score).toBeCloseTo((one[i] as number) + (other[i] as number), 12),
      );
    }),
  );
});

test("the order of ratings does not matter", () => {
  fc.assert(
    fc.property(someRatings, fc.constantFrom(...rankers), (list, model) => {
      const scores = (ratings: readonly Triple[]) =>
        fit(model, {}, interactions(ratings, smallShape)).foldIn(person([0, 1], [3, 1])).scores;
      expect(scores([...list].reverse())).toEqual(scores(list));
    }),
    { numRuns: 40 },
  );
});
