import { expect, test } from "vitest";
import { barCounts, barNumber } from "../../src/music/bar-count";
import { tune } from "../app/tune";

test("bars are counted from the first full one; a pickup belongs to the bar before", () => {
  const plain = tune("Plain");
  expect(barNumber(plain, 0)).toBe(1);
  const durations = [480, 1920, 1440, 480, 1920, 1440];
  const bars = durations.map((duration, i) => ({
    tick: durations.slice(0, i).reduce((a, b) => a + b, 0),
    duration,
    ...(i === 2 && { repeatEnd: true as const }),
  }));
  const counts = barCounts({ ...plain, bars });
  expect(counts.map(({ number }) => number)).toEqual([0, 1, 2, 2, 3, 4]);
  expect(counts.flatMap(({ pickup }, i) => (pickup ? [i] : []))).toEqual([0, 3]);
});
