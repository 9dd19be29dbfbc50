import { expect, test } from "vitest";
import { BAR, END, FIRST_PITCH, tokenOf } from "../../../src/compose/melody/vocabulary";
import { advantages, type Earned } from "../../../src/compose/practice/advantages";

/** A tune of a note a bar. */
function tune(bars: readonly number[], whole: number, drift = 0): Earned {
  const events = [
    ...bars.flatMap((_, bar) => [
      { token: bar === 0 ? tokenOf("||") : BAR, length: bar === 0 ? 0 : -1 },
      { token: FIRST_PITCH, length: 14 },
    ]),
    { token: END, length: -1 },
  ];
  return { events, judgement: { bars, whole }, drift };
}

test("one number for each event; together they are centred, with a spread of one", () => {
  const worth = advantages([tune([0.2, 0.4], 0.3), tune([0.5, 0.5, 0.8], 0.6)], 0);
  expect(worth.map((list) => list.length)).toEqual([5, 7]);
  const bars = [worth[0]?.[0], worth[0]?.[2], worth[1]?.[0], worth[1]?.[2], worth[1]?.[4]];
  const sum = bars.reduce((total: number, value = NaN) => total + value, 0);
  const squares = bars.reduce((total: number, value = NaN) => total + value ** 2, 0);
  expect(sum).toBeCloseTo(0, 6);
  expect(squares / 5).toBeCloseTo(1, 4);
});

test("a bar earns its own chance, and a part of what it led to", () => {
  const [worth = []] = advantages([tune([0.5, 0.5, 0.9, 0.5, 0.5], 0.5)], 0);
  const [first = NaN, second = NaN, third = NaN, fourth = NaN] = [1, 3, 5, 7].map((i) => worth[i]);
  expect(third).toBeGreaterThan(second);
  expect(second).toBeGreaterThan(first);
  expect(fourth).toBeLessThan(first);
});

test("of equal tunes the one that drifted further is worth less", () => {
  const [near = [], far = []] = advantages([tune([0.5], 0.5), tune([0.5], 0.5, 0.1)], 1);
  expect(near[0]).toBeCloseTo(1, 3);
  expect(far[0]).toBeCloseTo(-1, 3);
});

test("no event counts for more than two", () => {
  const many = Array.from({ length: 30 }, () => tune([0.5], 0.5));
  const worth = advantages([...many, tune([1], 1)], 0).flat();
  expect(Math.max(...worth)).toBe(2);
});

test("tunes that are all alike teach nothing", () => {
  const worth = advantages([tune([0.5], 0.5), tune([0.5], 0.5)], 1).flat();
  worth.forEach((value) => expect(value).toBeCloseTo(0, 9));
});
