import { expect, test } from "vitest";
import { rp3beta } from "../../src/recommend/rp3beta";
import { expectAdditive } from "./additive";
import { having, linear, linearData, person } from "./linear-sample";

const { alpha, beta } = linear.rp3beta;
const ranker = rp3beta.fitRanker(linearData, { alpha, beta, k: linear.items });

test("walks are numpy's products of transitions", () => {
  const { scores } = ranker.foldIn(person);
  linear.rp3beta.scores.forEach((expected, item) => expect(scores[item]).toBeCloseTo(expected, 11));
});

test("reasons add up to the score", () => expectAdditive(ranker.foldIn(person)));

test("an item more adds its walks, and nothing is fitted again", () => {
  const one = ranker.foldIn(having([3])).scores;
  const other = ranker.foldIn(having([8])).scores;
  ranker.foldIn(having([3, 8])).scores.forEach((score, item) => {
    expect(score).toBeCloseTo((one[item] as number) + (other[item] as number), 12);
  });
});

test("a larger beta holds popular items back", () => {
  const listeners = (item: number) =>
    (linearData.items.ptr[item + 1] as number) - (linearData.items.ptr[item] as number);
  const most = linear.person.length > 0 ? [...Array(linear.items).keys()] : [];
  most.sort((a, b) => listeners(b) - listeners(a));
  const [popular = 0, rare = 0] = [most[0], most.findLast((item) => listeners(item) > 0)];
  const ratio = (b: number) => {
    const fitted = rp3beta.fitRanker(linearData, { alpha, beta: b, k: linear.items });
    const { scores } = fitted.foldIn(having(most));
    return (scores[popular] as number) / (scores[rare] as number);
  };
  expect(ratio(1)).toBeLessThan(ratio(0));
});

test("only the strongest sources of an item are kept", () => {
  const few = rp3beta.fitRanker(linearData, { alpha, beta, k: 2 });
  for (let item = 0; item < linear.items; item++) {
    const all = having([...Array(linear.items).keys()]);
    expect(few.foldIn(all).explain(item).contributions.length).toBeLessThanOrEqual(2);
  }
});
