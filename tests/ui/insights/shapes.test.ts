import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breadthShape } from "../../../src/ui/insights/breadth-shape";
import { busiest, monthName, weekdayName } from "../../../src/ui/insights/clock-shape";
import { intervalShapes, verdictOf } from "../../../src/ui/insights/interval-shape";

const month = (month: string, artists: number, low: number, high: number) => ({
  ...{ month, plays: 10, artists, low, high },
});

describe("breadth", () => {
  test("the axis ends at a round number above the band, and begins at 0", () => {
    const shape = breadthShape([month("2026-01", 10, 8, 13), month("2026-02", 5, 4, 6)], 100, 50);
    expect(shape.ticks).toEqual([
      { value: 20, y: 0 },
      { value: 10, y: 25 },
      { value: 0, y: 50 },
    ]);
    expect(shape.line).toBe("M0 25L100 37.5");
    expect(shape.band).toBe("M0 17.5L100 35L100 40L0 30Z");
  });

  test("the line lies within the band, and both within the box", () => {
    const values = fc.tuple(fc.nat(300), fc.nat(50), fc.nat(50));
    const months = fc.array(values, { minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(months, (given) => {
        const rows = given.map(([low, a, b], i) => month(`m${i}`, low + a, low, low + a + b));
        const { points, ticks } = breadthShape(rows, 100, 50);
        const top = ticks[0]?.value ?? 0;
        expect(top).toBeGreaterThanOrEqual(Math.max(...rows.map((row) => row.high)));
        points.forEach(({ x, y }, i) => {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(100);
          expect(y).toBeCloseTo(50 * (1 - (rows[i]?.artists ?? 0) / top), 0);
        });
      }),
    );
  });
});

describe("the clock", () => {
  const clock = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  const at = (day: number, hour: number, plays: number) =>
    clock.map((row, d) => row.map((value, h) => (d === day && h === hour ? plays : value)));

  test("nothing heard has no busiest hour", () => expect(busiest(clock)).toBeUndefined());
  test("the busiest hour", () =>
    expect(busiest(at(5, 21, 3))).toEqual({ day: 5, hour: 21, plays: 3 }));
  test("0 is Sunday", () => {
    expect(weekdayName(0, "en", "long")).toBe("Sunday");
    expect(weekdayName(6, "zh-Hans", "long")).toBe("星期六");
  });
  test("a month in words", () => {
    expect(monthName("2026-11", "en")).toBe("Nov 2026");
    expect(monthName("2026-11", "zh-Hans")).toBe("2026年11月");
  });
});

describe("intervals", () => {
  test("share one axis that ends a little beyond the largest", () => {
    const [ours, popular] = intervalShapes([
      { value: 0.3, low: 0.2, high: 0.4 },
      { value: 0.1, low: 0.05, high: 0.2 },
    ]);
    expect(ours?.to).toBeCloseTo(1 / 1.1, 9);
    expect(popular?.to).toBeCloseTo(ours?.from ?? 0, 9);
    expect(ours?.at).toBeCloseTo(0.3 / 0.44, 9);
  });

  test.each([
    [0.01, 0.2, "better"],
    [-0.2, -0.01, "worse"],
    [-0.1, 0.2, "unsure"],
    [0, 0.2, "unsure"],
  ] as const)("from %d to %d is %s", (low, high, verdict) => {
    expect(verdictOf({ value: (low + high) / 2, low, high })).toBe(verdict);
  });
});
