import fc from "fast-check";
import { expect, test } from "vitest";
import { fromTriples } from "../../src/base/sparse";
import { finish } from "../../src/base/steps";
import { easeDefaults, fitEaseInSteps } from "../../src/recommend/ease";
import { linearRanker } from "../../src/recommend/linear";
import { tagRows } from "../../src/recommend/tag-rows";
import { expectAdditive } from "./additive";
import { having, linear, linearContent, linearData, person } from "./linear-sample";
import { interactions, smallShape, someRatings } from "./sample";

const every = Uint32Array.from({ length: linear.items }, (_, i) => i);
const fit = (form: "primal" | "dual", users = linearData.users, lambda = linear.ease.lambda) =>
  finish(fitEaseInSteps(users, { ...easeDefaults, lambda, form }));

test.each(["primal", "dual"] as const)("the %s form has the weights of numpy's inverse", (form) => {
  const weights = fit(form);
  for (const target of every) {
    weights.weightsTo(target, every).forEach((weight, source) => {
      expect(weight).toBeCloseTo(linear.ease.weights[source]?.[target] as number, 10);
    });
  }
  weights.scores(person).forEach((score, item) => {
    expect(score).toBeCloseTo(linear.ease.scores[item] as number, 10);
  });
});

test("the dual form equals the primal on any ratings", () => {
  fc.assert(
    fc.property(someRatings, fc.double({ min: 0.5, max: 500, noNaN: true }), (list, lambda) => {
      const { users } = interactions(list, smallShape);
      const own = having([0, 3, 7], smallShape.columns);
      const primal = fit("primal", users, lambda).scores(own);
      fit("dual", users, lambda)
        .scores(own)
        .forEach((score, item) => {
          expect(Math.abs(score - (primal[item] as number))).toBeLessThan(1e-6);
        });
    }),
  );
});

test("with dropout and rows of tags too, and it is the inverse of the whole", () => {
  const more = tagRows(linearContent, 0.7);
  const settings = { ...easeDefaults, lambda: 4, dropout: 0.25 };
  const [primal, dual] = (["primal", "dual"] as const).map((form) =>
    finish(fitEaseInSteps(linearData.users, { ...settings, form }, more)).scores(person),
  );
  dual?.forEach((score, item) => {
    expect(Math.abs(score - (primal?.[item] as number))).toBeLessThan(1e-6);
    expect(score).toBeCloseTo(linear.easeWithTags[item] as number, 9);
  });
});

test("tags make an item without listeners recommendable", () => {
  const { users } = interactions(
    [
      [0, 0, 1],
      [1, 0, 1],
      [1, 1, 1],
    ],
    { rows: 2, columns: 4 },
  );
  const rows = fromTriples(
    [
      [0, 0, 2],
      [3, 0, 1],
      [2, 1, 1],
    ],
    { rows: 4, columns: 2 },
  );
  const content = { features: ["jazz", "metal"], rows };
  const fitted = finish(fitEaseInSteps(users, { ...easeDefaults, lambda: 1 }, tagRows(content, 1)));
  const [, , metal = 0, jazz = 0] = fitted.scores(having([0], 4));
  expect(jazz).toBeGreaterThan(0.1);
  expect(metal).toBeCloseTo(0, 12);
});

test.each(["primal", "dual"] as const)("reasons of the %s form add up to the score", (form) => {
  const taste = linearRanker(fit(form), (own) => own).foldIn(person);
  expectAdditive(taste);
  const { contributions } = taste.explain(2);
  expect(contributions.length).toBeGreaterThan(2);
  for (const { source, similarity, amount } of contributions) {
    expect(similarity).toBeCloseTo(linear.ease.weights[source]?.[2] as number, 10);
    expect(amount).toBeCloseTo(similarity, 9);
  }
});

test("an item more gives its row of weights at once, and nothing is fitted again", () => {
  const weights = fit("dual");
  const before = weights.scores(having([1, 4]));
  const after = weights.scores(having([1, 4, 9]));
  after.forEach((score, item) => {
    const given = linear.ease.weights[9]?.[item] as number;
    expect(score - (before[item] as number)).toBeCloseTo(given, 10);
  });
});

test("a community too large for either form keeps its most popular items", () => {
  const entries = (item: number) => linearData.items.ptr.slice(item, item + 2);
  const listeners = (item: number) => {
    const [start = 0, end = 0] = entries(item);
    return end - start;
  };
  const popular = [...every].sort((a, b) => listeners(b) - listeners(a) || a - b).slice(0, 5);
  const steps = fitEaseInSteps(linearData.users, { lambda: 3, form: "auto", most: 5 });
  const weights = finish(steps);
  for (const target of every) {
    const given = weights.weightsTo(target, every);
    given.forEach((weight, source) => {
      const kept = popular.includes(source) && popular.includes(target) && source !== target;
      expect(weight !== 0).toBe(kept);
    });
    const own = having([popular[0] as number, popular[1] as number]);
    const sum = own.index.reduce((total, source) => total + (given[source] as number), 0);
    expect(weights.scores(own)[target]).toBeCloseTo(sum, 12);
  }
});

test("lambda must be above 0", () => {
  expect(() => fit("primal", linearData.users, 0)).toThrow(/lambda must be above 0/);
});
