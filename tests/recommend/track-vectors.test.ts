import { expect, test } from "vitest";
import { randomInt, seededRandom } from "../../src/base/random";
import { finish } from "../../src/base/steps";
import { linearRanker } from "../../src/recommend/linear";
import { fitSkipGramInSteps } from "../../src/recommend/skip-gram";
import { trackVectors, vectorDefaults, vectorWeights } from "../../src/recommend/track-vectors";
import { expectAdditive } from "./additive";
import { having, linearData, person } from "./linear-sample";

/** Sessions that stay within the first ten items or within the next ten; item 20 is heard once. */
function twoCircles(): Uint32Array[] {
  const random = seededRandom(3);
  const sessions = Array.from({ length: 300 }, (_, n) =>
    Uint32Array.from({ length: 12 }, () => (n % 2) * 10 + randomInt(random, 10)),
  );
  return [...sessions, Uint32Array.of(20, 1)];
}

const options = { ...vectorDefaults, dims: 12, window: 3, leastPlays: 2, epochs: 4, ordered: true };
const fit = () => finish(fitSkipGramInSteps(twoCircles(), 22, options));
const vectors = fit();
const weights = vectorWeights(vectors);

test("what is heard together lies together", () => {
  const all = Uint32Array.from({ length: 20 }, (_, i) => i);
  const mean = (list: Float64Array) => list.reduce((sum, x) => sum + x, 0) / list.length;
  for (const target of all) {
    const near = weights.weightsTo(target, all);
    const own = target < 10 ? near.subarray(0, 10) : near.subarray(10);
    const other = target < 10 ? near.subarray(10) : near.subarray(0, 10);
    expect(mean(own)).toBeGreaterThan(mean(other) + 0.5);
  }
});

test("vectors have length 1, and what was hardly ever heard has none", () => {
  for (let item = 0; item < 22; item++) {
    const v = vectors.value.subarray(item * 12, (item + 1) * 12);
    expect(Math.hypot(...v)).toBeCloseTo(item < 20 ? 1 : 0, 6);
  }
});

test("the same seed gives the same vectors", () => expect(fit()).toEqual(vectors));

test("an item more is folded in at once, and reasons add up", () => {
  const ranker = linearRanker(weights, (own) => own);
  const one = ranker.foldIn(having([2], 22));
  const two = ranker.foldIn(having([2, 15], 22));
  expect(two.scores[17]).toBeGreaterThan(one.scores[17] as number);
  expectAdditive(two);
});

test("without sessions, what a listener has is one", () => {
  const settings = { dims: 4, epochs: 1, leastPlays: 1 };
  expectAdditive(trackVectors.fitRanker(linearData, settings).foldIn(person));
});
