import { expect, test } from "vitest";
import { seededRandom } from "../../../src/base/random";
import { GRID } from "../../../src/formats/tastecard/card";
import {
  chanceOnCard,
  discreteLaplace,
  noisyCard,
  noisyWeight,
  threshold,
} from "../../../src/formats/tastecard/noise";

const DRAWS = 200_000;

function histogram(draw: () => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let n = 0; n < DRAWS; n++) {
    const k = draw();
    counts.set(k, (counts.get(k) ?? 0) + 1);
  }
  return counts;
}

/** P(k) as written down by Ghosh, Roughgarden and Sundararajan, section 2.2. */
function law(k: number, rate: number): number {
  const a = Math.exp(-rate);
  return ((1 - a) / (1 + a)) * a ** Math.abs(k);
}

test.each([0.25, 0.5, 1.5])("noise of rate %d follows the discrete Laplace law", (rate) => {
  const random = seededRandom(`noise ${rate}`);
  const counts = histogram(() => discreteLaplace(rate, random));
  // Pearson's statistic over the numbers that are expected 50 times or more, and all the rest.
  let [statistic, cells, restCount, restShare] = [0, 0, DRAWS, 1];
  for (let k = -200; k <= 200; k++) {
    const expected = DRAWS * law(k, rate);
    if (expected < 50) continue;
    const observed = counts.get(k) ?? 0;
    statistic += (observed - expected) ** 2 / expected;
    restCount -= observed;
    restShare -= law(k, rate);
    cells++;
  }
  statistic += (restCount - DRAWS * restShare) ** 2 / (DRAWS * restShare);
  // The statistic has mean `cells` and variance 2 · cells; five deviations.
  expect(statistic).toBeLessThan(cells + 5 * Math.sqrt(2 * cells));
});

test("a weight all the way up or not there at all: no outcome is more than e^ε likelier", () => {
  const epsilon = 2;
  const random = seededRandom("neighbours");
  const liked = histogram(() => noisyWeight(GRID, epsilon, random));
  const absent = histogram(() => noisyWeight(0, epsilon, random));
  let compared = 0;
  let largest = 0;
  for (let k = -2 * GRID; k <= 3 * GRID; k++) {
    const [a, b] = [liked.get(k) ?? 0, absent.get(k) ?? 0];
    if (a < 400 || b < 400) continue;
    compared++;
    // Of counts this large the logarithm is within .1 of the truth (two deviations).
    const loss = Math.abs(Math.log(a / b));
    expect(loss).toBeLessThan(epsilon + 0.2);
    largest = Math.max(largest, loss);
  }
  expect(compared).toBeGreaterThan(20);
  // The bound is met, not just kept: the noise is no larger than it must be.
  expect(largest).toBeGreaterThan(epsilon - 0.2);
});

test("being on a card is at most e^ε likelier for what is liked than for what is not", () => {
  const plan = { items: 1_000, strangers: 5, epsilon: 4 };
  const least = threshold(1_000, plan.strangers, plan.epsilon);
  const random = seededRandom("card");
  const share = (weight: number) => {
    let on = 0;
    for (let n = 0; n < DRAWS; n++)
      on += Number(noisyWeight(weight, plan.epsilon, random) >= least);
    return on / DRAWS;
  };
  const [liked, absent] = [share(GRID), share(0)];
  expect(liked / absent).toBeLessThan(Math.exp(plan.epsilon) * 1.15);
  expect((1 - absent) / (1 - liked)).toBeLessThan(Math.exp(plan.epsilon) * 1.15);
});

test.each([
  [GRID, 5],
  [GRID, 12],
  [4, 5],
  [0, 8],
])("an item of weight %d is on a card with ε = %d as often as is said", (weight, epsilon) => {
  const plan = { strangers: 10, epsilon };
  const said = chanceOnCard(weight, 3_000, plan);
  const least = threshold(3_000, plan.strangers, epsilon);
  const random = seededRandom(`chance ${weight} ${epsilon}`);
  let on = 0;
  for (let n = 0; n < DRAWS; n++) on += Number(noisyWeight(weight, epsilon, random) >= least);
  // Five deviations of a binomial count, and one draw.
  const room = 5 * Math.sqrt(DRAWS * said * (1 - said)) + 1;
  expect(Math.abs(on - DRAWS * said)).toBeLessThan(room);
});

test("under strong noise a favourite is on the card about 4 times in 10", () => {
  // a = e^(−5/16); the threshold of 10 strangers among 3,000 is 17: P(noise ≥ 1) = a / (1 + a).
  expect(chanceOnCard(GRID, 3_000, { strangers: 10, epsilon: 5 })).toBeCloseTo(0.422505, 5);
});

test("chance puts no more strangers on a card than planned", () => {
  const random = seededRandom("strangers");
  for (const [epsilon, strangers] of [
    [8, 10],
    [4, 10],
    [2, 2],
  ] as const) {
    const publicItems = 3_000;
    let total = 0;
    const cards = 40;
    for (let n = 0; n < cards; n++) {
      total += noisyCard(
        new Uint8Array(publicItems),
        { items: 3_000, strangers, epsilon },
        random,
      ).length;
    }
    expect(total / cards).toBeLessThan(strangers + 4 * Math.sqrt(strangers / cards));
    expect(total).toBeGreaterThan(0);
  }
});

test("a card holds the largest weights, cut to 1–16, the largest first", () => {
  const weights = Uint8Array.from({ length: 500 }, (_, n) => (n < 20 ? GRID : 0));
  const card = noisyCard(weights, { items: 20, strangers: 2, epsilon: 50 }, seededRandom(1));
  expect(card.length).toBeLessThanOrEqual(20);
  expect(card.filter(({ item }) => item < 20).length).toBeGreaterThan(17);
  card.forEach(({ weight }, n) => {
    expect(weight).toBeGreaterThanOrEqual(1);
    expect(weight).toBeLessThanOrEqual(GRID);
    expect(weight).toBeLessThanOrEqual(card[n - 1]?.weight ?? GRID);
  });
});

test("no noise at all is not noise", () => {
  expect(() => discreteLaplace(0, Math.random)).toThrow(RangeError);
});
