import { describe, expect, test } from "vitest";
import { randomInt, seededRandom } from "../../src/base/random";
import type { Triple } from "../../src/base/sparse";
import { finish } from "../../src/base/steps";
import { fitHybridInSteps, hybrid } from "../../src/recommend/hybrid";
import { hybridRanker, unitOf } from "../../src/recommend/hybrid-ranker";
import { searchWeights, type Example } from "../../src/recommend/hybrid-weights";
import type { Ranker } from "../../src/recommend/model";
import { expectAdditive } from "./additive";
import { having, linear, linearContent, linearData, person } from "./linear-sample";
import { interactions } from "./sample";

const options = { heldOut: 0.3, lambda: 5, factors: 6, seed: 1 };

/** Scores that are given, each item of the person's having an equal share. */
function fixed(...scores: number[]): Ranker {
  return {
    foldIn: (own) => ({
      scores: Float64Array.from(scores),
      explain: (item) => ({
        source: "item",
        base: 0,
        contributions: Array.from(own.index, (source) => {
          const amount = (scores[item] as number) / own.index.length;
          return { source, similarity: amount, value: 1, amount };
        }),
      }),
    }),
  };
}

describe("a mixture", () => {
  const members = [
    { model: "loud", ranker: fixed(0, 100, 300, 200) },
    { model: "quiet", ranker: fixed(0, 3, 1, 2) },
    { model: "mute", ranker: fixed(5, 5, 5, 5) },
  ];
  const own = having([0], 4);

  test("puts every member on one scale before it is weighed", () => {
    const { scores } = hybridRanker(members, [0.5, 0.5, 0]).foldIn(own);
    expect(scores[1]).toBeGreaterThan(0);
    const loud = unitOf(Float64Array.of(0, 100, 300, 200), own);
    const quiet = unitOf(Float64Array.of(0, 3, 1, 2), own);
    expect(scores[2]).toBeCloseTo(150 / loud + 0.5 / quiet, 9);
  });

  test("does not hear who says the same of every item", () => {
    const with3 = hybridRanker(members, [0.4, 0.2, 0.4]).foldIn(own);
    const with2 = hybridRanker(members, [0.4, 0.2, 0]).foldIn(own);
    expect(with3.scores).toEqual(with2.scores);
    expect(with3.explain(2).parts?.map(({ model }) => model)).toEqual(["loud", "quiet"]);
  });

  test("tells what each member gave, and each own item, both adding up to the score", () => {
    const taste = hybridRanker(members, [0.7, 0.3, 0]).foldIn(having([0, 3], 4));
    expectAdditive(taste);
    taste.scores.forEach((score, item) => {
      const { parts = [], contributions } = taste.explain(item);
      expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(score);
      expect(contributions.map(({ source }) => source)).toEqual([0, 3]);
    });
  });
});

describe("weights", () => {
  const random = seededRandom(5);
  /** The first member knows, the second guesses. */
  const examples = Array.from({ length: 40 }, (): Example => {
    const items = Uint32Array.from({ length: 60 }, (_, i) => i);
    const relevant = new Set(Array.from({ length: 5 }, () => randomInt(random, 60)));
    const knows = Float64Array.from(items, (i) => Number(relevant.has(i)) + random() / 2);
    return { items, relevant, scores: [knows, Float64Array.from(items, () => random())] };
  });

  test("go to the member that ranks well, and none to one that guesses", () => {
    expect(searchWeights(examples, 2)).toEqual([1, 0]);
  });

  test("go to both where each knows a half", () => {
    const halves = examples.map((one): Example => {
      const known = [...one.relevant];
      const part = (rest: number) =>
        Float64Array.from(one.items, (i) => Number(known.indexOf(i) % 2 === rest) + random() / 2);
      return { ...one, scores: [part(0), part(1)] };
    });
    const [first = 0, second = 0] = searchWeights(halves, 2);
    expect(first + second).toBeCloseTo(1, 12);
    expect(Math.min(first, second)).toBeGreaterThan(0.2);
  });
});

/** Listeners of two circles of 30 items, most of what they have from their own. */
function circles(): ReturnType<typeof interactions> {
  const random = seededRandom(9);
  const entries = new Map<string, Triple>();
  for (let user = 0; user < 120; user++) {
    for (let n = 0; n < 14; n++) {
      const circle = random() < 0.9 ? user % 2 : 1 - (user % 2);
      const item = circle * 30 + Math.floor(30 * random() ** 2);
      entries.set(`${user} ${item}`, [user, item, 1]);
    }
  }
  return interactions([...entries.values()], { rows: 120, columns: 60 });
}

test("a community weighs its members, folds a person in and explains, with no tags", () => {
  const data = circles();
  const { ranker, members, weights } = finish(fitHybridInSteps(data, options));
  expect(members).toEqual(["ease", "ials", "item-knn", "popularity"]);
  expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
  const taste = ranker.foldIn(having([0, 4, 7], 60));
  expectAdditive(taste);
  const mean = (from: number) =>
    taste.scores.subarray(from, from + 30).reduce((sum, s) => sum + s, 0) / 30;
  expect(mean(0)).toBeGreaterThan(mean(30));
  const more = ranker.foldIn(having([0, 4, 7, 35, 36, 37, 38, 39], 60));
  expect(more.scores[31]).toBeGreaterThan(taste.scores[31] as number);
});

test("the same seed gives the same weights, whatever is known of the items", () => {
  const data = circles();
  const content = {
    features: ["a"],
    rows: { ...linearContent.rows, rows: 60, ptr: new Uint32Array(61) },
  };
  const plain = finish(fitHybridInSteps(data, options)).weights;
  expect(finish(fitHybridInSteps(data, options)).weights).toEqual(plain);
  expect(finish(fitHybridInSteps(data, options, content)).weights).toEqual(plain);
});

test("a community too small to hold anyone out mixes EASE and iALS, with tags or without", () => {
  const { weights } = finish(fitHybridInSteps(linearData, options));
  expect(weights).toEqual([0.5, 0.5, 0, 0]);
  const settings = { lambda: 5, factors: 6 };
  const plain = hybrid.fitRanker(linearData, settings).foldIn(person);
  const tagged = hybrid.fitRanker(linearData, settings, linearContent).foldIn(person);
  expectAdditive(tagged);
  expect(tagged.scores.length).toBe(linear.items);
  expect(tagged.scores).not.toEqual(plain.scores);
});
