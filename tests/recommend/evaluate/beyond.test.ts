import { expect, test } from "vitest";
import { fromTriples } from "../../../src/base/sparse";
import {
  catalogueOf,
  characterOf,
  coverageOf,
  giniOf,
} from "../../../src/recommend/evaluate/beyond";
import { interactions } from "../sample";

// Item 0 is had by all four, 1 and 2 by the same two, 3 by one other.
const data = interactions(
  [[0, 0, 5], [1, 0, 1], [2, 0, 1], [3, 0, 9], [0, 1, 2], [1, 1, 1], [0, 2, 1], [1, 2, 7], [2, 3, 1]],
  { rows: 4, columns: 4 },
); // prettier-ignore
const catalogue = catalogueOf(data);
const person = { index: Uint32Array.of(0, 1), value: Float64Array.of(1, 50) };
const content = {
  features: ["folk", "rock"],
  rows: fromTriples([[0, 0, 3], [1, 1, 2], [2, 0, 1], [2, 1, 1]], { rows: 4, columns: 2 }),
}; // prettier-ignore

test("novelty is the bits of surprise that the list is", () => {
  const novelty = (list: number[]) => characterOf(catalogue, undefined)(list, person).novelty;
  expect(novelty([0])).toBe(0);
  expect(novelty([1, 3])).toBe((1 + 2) / 2);
});

test("diversity goes by listeners, how much they listen aside", () => {
  const diversity = (list: number[]) => characterOf(catalogue, undefined)(list, person).diversity;
  expect(diversity([1, 2])).toBeCloseTo(0, 12);
  expect(diversity([1, 3])).toBe(1);
  expect(diversity([0, 1, 2])).toBeCloseTo((2 * (1 - 2 / Math.sqrt(8))) / 3, 12);
  expect(diversity([1])).toBeNaN();
  const { itemIds, users, listeners } = catalogue;
  expect(characterOf({ itemIds, users, listeners }, undefined)([1, 2], person)).toEqual({
    novelty: 1,
  });
});

test("diversity goes by tags where there are any; an item without tags is like nothing", () => {
  const diversity = (list: number[]) => characterOf(catalogue, content)(list, person).diversity;
  expect(diversity([0, 1])).toBe(1);
  expect(diversity([0, 2])).toBeCloseTo(1 - Math.SQRT1_2, 12);
  expect(diversity([0, 3])).toBe(1);
});

test("calibration is the divergence from the tags of the person's items, each item counted once", () => {
  const calibration = (list: number[]) => characterOf(catalogue, content)(list, person).calibration;
  expect(calibration([2])).toBeCloseTo(0, 12);
  // Half folk, half rock is wanted; all folk is given: .99 · (1, 0) + .01 · (.5, .5).
  expect(calibration([0])).toBeCloseTo(
    0.5 * Math.log(0.5 / 0.995) + 0.5 * Math.log(0.5 / 0.005),
    12,
  );
  const nobody = { index: Uint32Array.of(3), value: Float64Array.of(1) };
  expect(characterOf(catalogue, content)([0], nobody).calibration).toBeNaN();
  expect(characterOf(catalogue, undefined)([0], person)).not.toHaveProperty("calibration");
});

test("coverage and Gini: all alike, one alone, none", () => {
  expect(coverageOf([[0, 1], [1, 2]], 4)).toBe(0.75); // prettier-ignore
  expect(giniOf([[0, 1], [2, 3]], 4)).toBe(0); // prettier-ignore
  expect(giniOf([[0], [0]], 4)).toBe(0.75);
  expect(giniOf([[0, 1], [0]], 2)).toBeCloseTo(1 / 6, 12); // prettier-ignore
  expect(giniOf([], 4)).toBe(0);
});
