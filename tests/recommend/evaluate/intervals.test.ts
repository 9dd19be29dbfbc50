import { expect, test } from "vitest";
import { normalNumbers } from "../../../src/base/normal";
import { bootstrap, normalMean } from "../../../src/recommend/evaluate/intervals";

test("the mean of the normal distribution, what is no number left out", () => {
  // Standard deviation of 1, 2, 3, 4 is √(5/3), of their mean half of it.
  const { value, low, high } = normalMean([1, 2, Number.NaN, 3, 4]);
  expect(value).toBe(2.5);
  expect(high - value).toBeCloseTo(1.959964 * Math.sqrt(5 / 3 / 4), 12);
  expect(value - low).toBeCloseTo(high - value, 12);
  expect(normalMean([7])).toEqual({ value: 7, low: 7, high: 7 });
});

test("the bootstrap of a mean is near its normal interval, and the same for the same seed", () => {
  const values = normalNumbers(400, 3, 11);
  const mean = (drawn: Uint32Array) =>
    drawn.reduce((sum, person) => sum + (values[person] as number), 0) / drawn.length;
  const drawn = bootstrap(values.length, mean, 5);
  const normal = normalMean([...values]);
  expect(drawn.value).toBeCloseTo(normal.value, 12);
  expect(drawn.low).toBeCloseTo(normal.low, 1);
  expect(drawn.high).toBeCloseTo(normal.high, 1);
  expect(bootstrap(values.length, mean, 5)).toEqual(drawn);
  expect(bootstrap(values.length, mean, 6)).not.toEqual(drawn);
});
