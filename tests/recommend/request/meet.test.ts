import { describe, expect, test } from "vitest";
import { fitOf, meetsOf, type ItemFacts } from "../../../src/recommend/request/meet";
import { requestReader } from "../../../src/recommend/request/read";

const wishes = (text: string) => requestReader()(text).wishes;
const match = (text: string, facts: ItemFacts) => fitOf(wishes(text), facts).met[0]?.match;
const tags = (...names: string[]) => ({ tags: new Set(names) });

describe("one wish", () => {
  test.each([
    ["calm", { energy: 0.2 }, 1],
    ["calm", { energy: 0.35 }, 1],
    ["calm", { energy: 0.5 }, 0.5],
    ["calm", { energy: 0.65 }, 0.25],
    ["not calm", { energy: 0.2 }, 0],
    ["not calm", { energy: 0.5 }, 0.5],
    ["slow", { tempo: 97 }, 0.5],
    ["fast", { tempo: 97 }, 2 ** (-23 / 12)],
    ["90s", { year: 1994 }, 1],
    ["90s", { year: 2003 }, 0.5],
    ["no vocals", { vocals: 0.1 }, 1 - 2 ** -2.5],
    ["relaxed", { energy: 0.3, valence: 0.25 }, 0.75],
    ["calm", { tempo: 80 }, undefined],
    ["calm", { energy: Number.NaN }, undefined],
    ["calm", {}, undefined],
  ])("“%s” is met by %o: %s", (text, measures, expected) => {
    const met = match(text, { measures });
    if (expected === undefined) expect(met).toBeUndefined();
    else expect(met).toBeCloseTo(expected, 12);
  });

  test("of a style is met by any of its names; other tags say no, no tags say nothing", () => {
    expect(match("hip-hop", tags("hip hop", "90s"))).toBe(1);
    expect(match("hip-hop", tags("jazz"))).toBe(0);
    expect(match("no jazz", tags("jazz"))).toBe(0);
    expect(match("hip-hop", tags())).toBeUndefined();
    expect(match("hip-hop", {})).toBeUndefined();
  });

  test("where nothing is measured a tag that says the same will do", () => {
    expect(match("calm", tags("peaceful"))).toBe(1);
    expect(match("instrumental", tags("instrumental"))).toBe(1);
    expect(match("90s", tags("90s"))).toBe(1);
    expect(match("不要人声", tags("vocal"))).toBe(0);
    expect(match("calm", { ...tags("peaceful"), measures: { energy: 0.95 } })).toBeCloseTo(1 / 16, 12); // prettier-ignore
  });
});

test("more met is a better fit, something unknown stands between yes and no", () => {
  const asked = wishes("calm jazz, no vocals");
  const score = (facts: ItemFacts) => fitOf(asked, facts).score;
  const all = score({ ...tags("jazz"), measures: { energy: 0.1, vocals: 0 } });
  const some = score({ ...tags("jazz"), measures: { energy: 0.1 } });
  const one = score({ ...tags("jazz"), measures: { energy: 0.9, vocals: 1 } });
  expect(all).toBeGreaterThan(some);
  expect(some).toBeGreaterThan(one);
  expect(score({})).toBeCloseTo((0.3 + 0.3 + 0.7) / 3, 12);
});

test("tells whether anything is known, and what is met, the best first", () => {
  const asked = wishes("calm jazz from the 60s");
  expect(fitOf(asked, {})).toMatchObject({ described: false });
  const fit = fitOf(asked, { ...tags("jazz"), measures: { energy: 0.45, year: 1990 } });
  expect(fit.described).toBe(true);
  expect(meetsOf(fit)).toEqual(["jazz", "calm"]);
  expect(fitOf([], tags("jazz"))).toEqual({ score: 0, described: false, met: [] });
});
