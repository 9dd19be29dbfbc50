import { expect, test } from "vitest";
import { fromTriples, rowOf } from "../../src/base/sparse";
import { contentModel, fitContent } from "../../src/recommend/content-ranker";
import { tfidf } from "../../src/recommend/tfidf";
import { expectAdditive } from "./additive";
import { having, linear, linearContent, linearData, person } from "./linear-sample";

test("weights are scikit-learn's, with sublinear counts", () => {
  const rows = tfidf(linearContent.rows);
  linear.tfidf.forEach((row, item) => {
    const { index, value } = rowOf(rows, item);
    const dense = new Float64Array(row.length);
    index.forEach((feature, p) => (dense[feature] = value[p] as number));
    row.forEach((expected, feature) => expect(dense[feature]).toBeCloseTo(expected, 11));
  });
});

test("scores are scikit-learn's cosines with the profile", () => {
  const { scores } = fitContent(linearContent, (own) => own).foldIn(person);
  linear.content.forEach((expected, item) => expect(scores[item]).toBeCloseTo(expected, 9));
});

test("reasons add up to the score", () => {
  expectAdditive(fitContent(linearContent, (own) => own).foldIn(person));
});

// Up and Down are jazz, Left is jazz and vocal, Right is metal, New is jazz and nobody has it.
const small = {
  features: ["jazz", "metal", "vocal"],
  rows: fromTriples(
    [
      [0, 0, 3],
      [1, 0, 1],
      [2, 0, 1],
      [2, 2, 9],
      [3, 1, 2],
      [4, 0, 5],
    ],
    { rows: 6, columns: 3 },
  ),
};
const ranker = fitContent(small, (own) => own);

test("an item that nobody has is recommended for what it is", () => {
  const { scores } = ranker.foldIn(having([0], 6));
  expect(scores[4]).toBeCloseTo(1, 9);
  expect(scores[2]).toBeGreaterThan(0);
  expect(scores[2]).toBeLessThan(1);
});

test("what has nothing in common, or no features at all, has no score and no reasons", () => {
  const { scores, explain } = ranker.foldIn(having([0], 6));
  expect([scores[3], scores[5]]).toEqual([0, 0]);
  expect(explain(3).contributions).toEqual([]);
});

test("a reason names the features that both have, the strongest first", () => {
  const { contributions } = ranker.foldIn(having([2, 3], 6)).explain(4);
  expect(contributions.map(({ source, features }) => [source, features])).toEqual([[2, ["jazz"]]]);
  const own = ranker.foldIn(having([2], 6)).explain(2).contributions;
  expect(own[0]?.features).toEqual(["vocal", "jazz"]);
});

test("a play more changes the scores at once", () => {
  const before = ranker.foldIn(having([0], 6)).scores;
  const after = ranker.foldIn(having([0, 3], 6)).scores;
  expect(before[3]).toBe(0);
  expect(after[3]).toBeCloseTo(Math.SQRT1_2, 9);
});

test("without tags it says what it needs", () => {
  expect(() => contentModel.fitRanker(linearData, {})).toThrow(/needs the tags of items/);
});
