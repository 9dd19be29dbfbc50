import { describe, expect, test } from "vitest";
import { seededRandom, type Random } from "../../../src/base/random";
import { chooseArms, learn, type Bandit, type Policy } from "../../../src/recommend/explore/bandit";
import { contextOf, contextSize } from "../../../src/recommend/explore/context";
import { beta, normal } from "../../../src/recommend/explore/gaussian";
import {
  freshRidge,
  learned,
  uncertainty,
  weightsOfRidge,
} from "../../../src/recommend/explore/ridge";
import { decisions } from "../decisions";

const { ridge } = decisions;
const close = (ours: ArrayLike<number>, theirs: readonly number[]) =>
  theirs.forEach((value, at) => expect(ours[at]).toBeCloseTo(value, 9));

test("forty updates one by one equal the batch ridge regression of scikit-learn", () => {
  let state = freshRidge(5);
  ridge.x.forEach((x, at) => {
    state = learned(state, Float64Array.from(x), ridge.reward[at] as number);
  });
  close(state.inverse, ridge.inverse);
  close(weightsOfRidge(state), ridge.theta);
  expect(uncertainty(state, Float64Array.from(ridge.probe))).toBeCloseTo(ridge.uncertainty, 9);
  expect(state.n).toBe(40);
});

test("the state is plain data: through JSON nothing is lost", () => {
  let bandit: Bandit = {};
  for (const arm of ["jazz", "constructor", "__proto__"]) {
    bandit = learn(bandit, arm, Float64Array.of(1, 0.3), 1);
  }
  const again = JSON.parse(JSON.stringify(bandit)) as Bandit;
  expect(again).toEqual(bandit);
  expect(Object.keys(again)).toHaveLength(3);
  expect(Object.getOwnPropertyDescriptor(again, "__proto__")?.value).toMatchObject({ n: 1 });
});

const x = Float64Array.of(1);
const order = (bandit: Bandit, arms: readonly string[], policy: Policy, random: Random) =>
  chooseArms(bandit, arms, x, { n: arms.length, policy, random });

test("LinUCB goes by mean plus width × deviation, worked out by hand for one number", () => {
  // After n rewards of 1 in context 1: A = 1 + n, θ = n / (1 + n), deviation 1 / √(1 + n).
  const after = (n: number, r: number) => {
    let bandit: Bandit = {};
    for (let i = 0; i < n; i++) bandit = learn(bandit, "tried", x, r);
    return order(bandit, ["tried", "new"], "linucb", seededRandom(1))[0];
  };
  // The new arm's bound is 2.07; ten rewards of 1 give .91 + .62, ten of 5 give 4.5 + .62.
  expect(after(10, 1)).toBe("new");
  expect(after(10, 5)).toBe("tried");
  expect(after(0, 1)).toBe("tried");
});

describe("draws", () => {
  const drawn = (draw: (random: Random) => number, n = 4000) => {
    const random = seededRandom(5);
    return Array.from({ length: n }, () => draw(random)).sort((a, b) => a - b);
  };

  test.each(decisions.beta)("of Beta(%d, %d) have its quantiles", (a, b, quantiles) => {
    const sorted = drawn((random) => beta(random, a, b));
    [0.1, 0.5, 0.9].forEach((q, at) => {
      const below = sorted.filter((value) => value <= (quantiles[at] as number)).length;
      // Four standard errors of a share of 4,000.
      expect(Math.abs(below / sorted.length - q)).toBeLessThan(4 * Math.sqrt((q * (1 - q)) / 4000));
    });
  });

  test("of the normal distribution have its mean and spread", () => {
    const values = drawn(normal);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const square = values.reduce((a, b) => a + b * b, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.07);
    expect(Math.abs(square - 1)).toBeLessThan(0.1);
  });
});

/** Rewards by chance; what suits depends on the context: by day one arm, by night another. */
function regret(policy: Policy | "uniform", rounds: number, contextual: boolean): number {
  const random = seededRandom("world");
  const chooser = seededRandom(`chooser ${policy}`);
  const arms = ["a", "b", "c", "d", "e"];
  let bandit: Bandit = {};
  let lost = 0;
  for (let round = 0; round < rounds; round++) {
    const night = random() < 0.5 ? 1 : 0;
    const context = Float64Array.of(1, night);
    const chance = (arm: string) => {
      if (!contextual) return arm === "c" ? 0.7 : 0.3;
      return arm === (night ? "b" : "d") ? 0.8 : 0.2;
    };
    const [arm = "a"] =
      policy === "uniform"
        ? [arms[Math.floor(chooser() * 5)]]
        : chooseArms(bandit, arms, context, { n: 1, policy, random: chooser });
    lost += Math.max(...arms.map(chance)) - chance(arm);
    bandit = learn(bandit, arm, context, random() < chance(arm) ? 1 : 0);
  }
  return lost;
}

test.each([
  ["linucb", true],
  ["thompson", true],
  ["linucb", false],
  ["thompson", false],
  ["beta-thompson", false],
] as const)("%s loses ever less, far less than chance (in context: %s)", (policy, contextual) => {
  const [short, long] = [regret(policy, 500, contextual), regret(policy, 2000, contextual)];
  expect(long).toBeLessThan(0.3 * regret("uniform", 2000, contextual));
  // Sublinear: four times the rounds cost less than twice and a half the regret.
  expect(long).toBeLessThan(2.5 * short);
});

test("a context is the hour as a circle, the weekend and the device", () => {
  const saturday = Date.UTC(2026, 10, 21, 6);
  expect(Array.from(contextOf(saturday, () => 0, "phone"))).toEqual([1, 1, expect.closeTo(0, 12), 1, 1, 0, 0]); // prettier-ignore
  const monday = contextOf(saturday + 86_400_000 * 2, () => 60, "desktop");
  expect(monday).toHaveLength(contextSize);
  expect(Array.from(monday.subarray(3))).toEqual([0, 0, 0, 1]);
});
