import { expect, test } from "vitest";
import { solveCholesky } from "../../src/base/cholesky";
import { normalNumbers } from "../../src/base/normal";
import { rowOf } from "../../src/base/sparse";
import { finish } from "../../src/base/steps";
import { factorRanker, fitIalsInSteps } from "../../src/recommend/ials";
import { gramOfFactors, LeastSquares } from "../../src/recommend/ials-system";
import { expectAdditive } from "./additive";
import { having, linear, linearData, person } from "./linear-sample";

const { options } = linear.ials;
const factors = finish(fitIalsInSteps(linearData.users, options));
const ranker = factorRanker(factors, (own) => own);

test("four sweeps give the factors that numpy's solver gives", () => {
  linear.ials.items.flat().forEach((expected, at) => {
    expect(factors.value[at]).toBeCloseTo(expected, 9);
  });
});

test("a new person is folded in by the solve of the fit", () => {
  const { scores } = ranker.foldIn(person);
  linear.ials.scores.forEach((expected, item) => expect(scores[item]).toBeCloseTo(expected, 9));
});

test("few entries are solved as many are", () => {
  const dims = 32;
  const value = normalNumbers(30 * dims, 0.3, 1);
  const system = new LeastSquares({
    ...factors,
    items: 30,
    dims,
    value,
    gram: gramOfFactors(value, dims),
  });
  const index = Uint32Array.of(0, 3, 8, 9, 20, 21, 22, 29);
  const row = { index, value: Float64Array.of(1, 2, 0.5, 1, -1, 3, 1, 1) };
  const expected = new Float64Array(dims);
  index.forEach((item, p) => {
    for (let d = 0; d < dims; d++) {
      const v = value[item * dims + d] as number;
      expected[d] = (expected[d] as number) + (row.value[p] as number) * v;
    }
  });
  solveCholesky(system.factorise(row), dims, expected);
  system.solve(row).forEach((x, d) => expect(x).toBeCloseTo(expected[d] as number, 9));
});

test("reasons add up to the score, whatever an item counts", () => {
  expectAdditive(ranker.foldIn(person));
  const signed = { index: Uint32Array.of(2, 5, 11), value: Float64Array.of(1, -1, 0.5) };
  expectAdditive(ranker.foldIn(signed));
  expectAdditive(ranker.foldIn(having([])));
});

test("each item's share is its confidence times its nearness for this person", () => {
  const taste = ranker.foldIn(person);
  const target = 3;
  for (const { source, similarity, value, amount } of taste.explain(target).contributions) {
    expect(amount).toBeCloseTo(similarity * value, 9);
    expect(person.index).toContain(source);
  }
});

test("an item that is disliked counts against what is like it", () => {
  const likes = ranker.foldIn({ index: Uint32Array.of(4), value: Float64Array.of(1) });
  const dislikes = ranker.foldIn({ index: Uint32Array.of(4), value: Float64Array.of(-1) });
  likes.scores.forEach((score, item) => expect(dislikes.scores[item]).toBeCloseTo(-score, 9));
});

test("a listener of the community folded in by their row has the scores of a last half-sweep", () => {
  const own = rowOf(linearData.users, 0);
  const { scores } = ranker.foldIn(own, 0);
  const x = new LeastSquares(factors).solve(own);
  scores.forEach((score, item) => {
    const v = factors.value.subarray(item * factors.dims, (item + 1) * factors.dims);
    expect(score).toBeCloseTo(
      v.reduce((sum, y, d) => sum + y * (x[d] as number), 0),
      9,
    );
  });
});

test("the same seed gives the same factors", () => {
  expect(finish(fitIalsInSteps(linearData.users, options))).toEqual(factors);
});

test("the share done grows from 0 to below 1", () => {
  const shares = [...fitIalsInSteps(linearData.users, options)];
  expect(shares.length).toBe(2 * options.iterations);
  expect(shares[0]).toBe(0);
  expect(Math.max(...shares)).toBeLessThan(1);
});
