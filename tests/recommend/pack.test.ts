import { expect, test } from "vitest";
import { rowOf } from "../../src/base/sparse";
import { finish } from "../../src/base/steps";
import { easeDefaults, fitEaseInSteps } from "../../src/recommend/ease";
import { unitOf } from "../../src/recommend/hybrid-ranker";
import { factorRanker, fitIalsInSteps } from "../../src/recommend/ials";
import type { Pack, PackItem } from "../../src/recommend/pack";
import { inEightBits, pruneInSteps, wideFactors } from "../../src/recommend/pack-learn";
import { packRanker, weightsByItem } from "../../src/recommend/pack-ranker";
import { expectAdditive } from "./additive";
import { having, linear, linearData, person } from "./linear-sample";

const every = Uint32Array.from({ length: linear.items }, (_, i) => i);
const weights = finish(fitEaseInSteps(linearData.users, { ...easeDefaults, lambda: 3 }));
const factors = finish(fitIalsInSteps(linearData.users, linear.ials.options));

function pack(perItem: number, more: Partial<Pack> = {}): Pack {
  const named = (id: number): PackItem => ({ id: `work:test|${id}`, name: `Item ${id}` });
  return {
    items: Array.from(every, named),
    users: linear.users,
    popularity: every.map((i) => rowOf(linearData.items, i).index.length),
    weights: finish(pruneInSteps(weights, every, perItem)),
    ...more,
  };
}

const ranker = (made: Pack) => packRanker(made, weightsByItem(made.weights));

test("the weights kept are the strongest, each within half a step of what it was", () => {
  const { ptr, index, value, scale } = pack(4).weights;
  for (const target of every) {
    const exact = weights.weightsTo(target, every);
    const order = [...exact].map(Math.abs).sort((a, b) => b - a);
    const entries = Array.from(index.keys()).slice(ptr[target], ptr[target + 1]);
    expect(entries.length).toBeLessThanOrEqual(4);
    for (const entry of entries) {
      const was = exact[index[entry] as number] as number;
      const step = scale[target] as number;
      expect(Math.abs(was)).toBeGreaterThanOrEqual(order[3] as number);
      expect(Math.abs((value[entry] as number) * step - was)).toBeLessThan(0.5001 * step);
    }
  }
});

test("items that are left out have no weights and give none", () => {
  const among = Uint32Array.of(2, 3, 9, 20);
  const { ptr, index } = finish(pruneInSteps(weights, among, 3));
  for (const target of every) {
    const entries = (ptr[target + 1] as number) - (ptr[target] as number);
    expect(entries > 0).toBe(among.includes(target));
  }
  expect([...index].every((source) => among.includes(source))).toBe(true);
});

test("factors are within half a step, and what folds a person in is of those kept", () => {
  const { value, scale, gram, dims } = inEightBits(factors);
  const wide = wideFactors(value, scale, dims);
  wide.forEach((x, at) => {
    const step = scale[Math.floor(at / dims)] as number;
    expect(Math.abs(x - (factors.value[at] as number))).toBeLessThan(0.5001 * step);
  });
  const square = wide.filter((_, at) => at % dims === 0).reduce((sum, x) => sum + x * x, 0);
  expect(gram[0]).toBeCloseTo(square, 12);
  const exact = factorRanker(factors, (own) => own).foldIn(person).scores;
  const kept = { ...factors, value: wide, gram };
  const scores = factorRanker(kept, (own) => own).foldIn(person).scores;
  scores.forEach((score, item) =>
    expect(Math.abs(score - (exact[item] as number))).toBeLessThan(0.02),
  );
});

test("a pack of all weights scores as the community does, but for 8 bits", () => {
  const exact = weights.scores(person);
  const unit = unitOf(exact, person);
  const { scores } = ranker(pack(linear.items)).foldIn(person);
  scores.forEach((score, item) => {
    expect(Math.abs(score - (exact[item] as number) / unit)).toBeLessThan(0.05);
  });
});

test("reasons tell what weights, factors and tags gave, and add up", () => {
  const made = pack(6, { factors: inEightBits(factors) });
  const tagged = {
    ...made,
    items: made.items.map((item, n) => ({ ...item, tags: [`t${n % 3}`] })),
  };
  const taste = ranker(tagged).foldIn(person);
  expectAdditive(taste);
  taste.scores.forEach((score, item) => {
    const { parts = [] } = taste.explain(item);
    expect(parts.map(({ model }) => model)).toEqual(["ease", "ials", "content"]);
    expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(score);
  });
});

test("an item more changes the scores without the community", () => {
  const made = ranker(pack(6));
  const one = made.foldIn(having([3]));
  const two = made.foldIn(having([3, 8]));
  expect(two.scores).not.toEqual(one.scores);
  const sources = [...every].flatMap((item) =>
    two.explain(item).contributions.map(({ source }) => source),
  );
  expect(new Set(sources)).toEqual(new Set([3, 8]));
});
