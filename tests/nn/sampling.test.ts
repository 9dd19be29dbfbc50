import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../src/base/random";
import { logProbabilities, nucleus, sample, tokenAt } from "../../src/nn/sampling";

const logits = fc.array(fc.float({ min: -30, max: 30, noNaN: true }), {
  minLength: 1,
  maxLength: 40,
});
const uniform = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("log-probabilities", () => {
  const ln = Math.log;
  test.each<[string, number[], number[] | undefined, number, number[]]>([
    ["of equals", [2, 2], undefined, 1, [ln(1 / 2), ln(1 / 2)]],
    ["of odds 1 : 3", [0, ln(3)], undefined, 1, [ln(1 / 4), ln(3 / 4)]],
    ["with the mask", [0, 50, ln(3)], [1, 0, 1], 1, [ln(1 / 4), -Infinity, ln(3 / 4)]],
    ["at temperature 2, odds by the root", [0, ln(9)], undefined, 2, [ln(1 / 4), ln(3 / 4)]],
    ["at temperature ½, odds squared", [0, ln(3)], undefined, 0.5, [ln(1 / 10), ln(9 / 10)]],
    ["at temperature 0, the likeliest", [1, 3, 3], undefined, 0, [-Infinity, 0, -Infinity]],
    ["far from zero", [-1000, -1000 + ln(3)], undefined, 1, [ln(1 / 4), ln(3 / 4)]],
  ])("%s", (_, values, mask, temperature, wanted) => {
    const logs = logProbabilities(values, mask, temperature);
    for (const [i, log] of wanted.entries()) expect(logs[i]).toBeCloseTo(log, 12);
  });

  test("sum to one, and do not change when every logit does by the same", () => {
    const law = fc.property(logits, fc.float({ min: -50, max: 50, noNaN: true }), (values, by) => {
      const logs = logProbabilities(values);
      expect(logs.reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 10);
      const moved = logProbabilities(values.map((value) => value + by));
      for (const [i, log] of logs.entries()) expect(moved[i]).toBeCloseTo(log, 4);
    });
    fc.assert(law, { seed: 7 });
  });

  test("are refused where they make no sense", () => {
    expect(() => logProbabilities([1, 2], [0, 0])).toThrow("allows no token");
    expect(() => logProbabilities([1, Number.NaN])).toThrow("the logit of token 1 is NaN");
    expect(() => logProbabilities([1, Number.NaN], [1, 0])).not.toThrow();
    expect(() => logProbabilities([1], undefined, -1)).toThrow(RangeError);
  });
});

describe("the nucleus", () => {
  const logs = Float64Array.from([0.1, 0.4, 0.2, 0.3].map(Math.log));
  test.each<[number, number[]]>([
    [1, [0.1, 0.4, 0.2, 0.3]],
    [0.9, [0, 4 / 9, 2 / 9, 3 / 9]],
    [0.5, [0, 4 / 7, 0, 3 / 7]],
    [0.4, [0, 1, 0, 0]],
    [0, [0, 1, 0, 0]],
  ])("of %f", (topP, wanted) => {
    // A hair less, since .4 + .3 + .2 is not quite .9 in binary.
    const kept = nucleus(logs, topP === 1 ? 1 : Math.max(0, topP - 1e-9));
    for (const [i, p] of wanted.entries()) expect(kept[i]).toBeCloseTo(p, 12);
  });

  test("is the smallest set that holds topP, and keeps proportions", () => {
    const law = fc.property(logits, fc.double({ min: 0, max: 1, noNaN: true }), (values, topP) => {
      const all = logProbabilities(values).map(Math.exp);
      const kept = nucleus(logProbabilities(values), topP);
      const inside = [...kept.keys()].filter((i) => (kept[i] as number) > 0);
      const sum = inside.reduce((total, i) => total + (all[i] as number), 0);
      const least = Math.min(...inside.map((i) => all[i] as number));
      expect(inside.length).toBeGreaterThan(0);
      expect(sum).toBeGreaterThanOrEqual(topP - 1e-9);
      if (inside.length > 1 && topP < 1) expect(sum - least).toBeLessThan(topP);
      const outside = [...all.keys()].filter((i) => !inside.includes(i));
      for (const i of outside) expect(all[i] as number).toBeLessThanOrEqual(least);
      for (const i of inside) expect(kept[i]).toBeCloseTo((all[i] as number) / sum, 9);
    });
    fc.assert(law, { seed: 7 });
  });
});

describe("a sample", () => {
  test("falls where the uniform number does", () => {
    const at = [0, 0.0999, 0.1001, 0.5999, 0.6001, 0.9999].map((u) =>
      tokenAt([0.1, 0, 0.5, 0.4], u),
    );
    expect(at).toEqual([0, 0, 2, 2, 3, 3]);
    expect(tokenAt([0.3, 0.3, 0], 0.9999)).toBe(1); // what rounding leaves over goes to the last
    expect(() => tokenAt([0, 0], 0.5)).toThrow(RangeError);
  });

  test("is never what the mask forbids", () => {
    const law = fc.property(
      logits.chain((values) =>
        fc.tuple(
          fc.constant(values),
          fc.array(fc.boolean(), { minLength: values.length, maxLength: values.length }),
        ),
      ),
      fc.double({ min: 0, max: 3, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      uniform,
      ([values, mask], temperature, topP, u) => {
        fc.pre(mask.includes(true));
        expect(mask[sample(values, { mask, temperature, topP }, u)]).toBe(true);
      },
    );
    fc.assert(law, { numRuns: 1000, seed: 7 });
  });

  test("is the likeliest as the temperature goes to 0", () => {
    const law = fc.property(logits, uniform, (values, u) => {
      const best = Math.max(...values);
      expect(values[sample(values, { temperature: 0 }, u)]).toBe(best);
      const second = Math.max(-Infinity, ...values.filter((value) => value < best));
      fc.pre(best - second > 0.05);
      expect(values[sample(values, { temperature: 1e-5 }, u)]).toBe(best);
    });
    fc.assert(law, { seed: 7 });
  });

  test("comes as often as its probability: chi-square over 20,000 draws", () => {
    const values = [0.3, -1, 2, 1.2, 0, -3, 1.9, 0.8];
    const mask = [1, 1, 1, 0, 1, 1, 1, 1];
    const p = logProbabilities(values, mask, 0.8).map(Math.exp);
    const random = seededRandom("chi-square");
    const counts = new Float64Array(values.length);
    const draws = 20_000;
    for (let n = 0; n < draws; n++) {
      const token = sample(values, { mask, temperature: 0.8 }, random());
      counts[token] = (counts[token] as number) + 1;
    }
    let chi2 = 0;
    for (const [i, share] of p.entries()) {
      if (share > 0) chi2 += ((counts[i] as number) - draws * share) ** 2 / (draws * share);
    }
    expect(chi2).toBeLessThan(22.46); // the 99.9th percentile of six degrees of freedom
    expect(counts[3]).toBe(0);
  });
});
