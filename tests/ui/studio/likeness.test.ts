import { expect, test } from "vitest";
import { heatOf } from "../../../src/ui/studio/desk/heat";
import { isCopy, likeness, longestRun } from "../../../src/app/studio/likeness";
import { steppedReach } from "../../../src/ui/studio/desk/reach";
import { rangesText } from "../../../src/ui/studio/words";

test.each([
  [0, "new"],
  [0.1, "new"],
  [0.11, "alike"],
  [0.49, "alike"],
  [0.5, "copy"],
])("a share of %d is %s", (share, name) => expect(likeness({ share })).toBe(name));

test("a copy is of someone else's tune, and measured", () => {
  const found = { share: 0.6, percentile: 1 };
  expect(isCopy(undefined)).toBe(false);
  expect(isCopy(found)).toBe(true);
  expect(isCopy({ ...found, nearest: { title: "Mine", source: "own", bars: [0] } })).toBe(false);
});

test.each([
  [[], undefined],
  [[4], { first: 4, last: 4 }],
  [[7, 2, 3, 4, 8], { first: 2, last: 4 }],
  [[1, 2, 5, 6], { first: 1, last: 2 }],
])("the longest run of %j", (bars, run) => expect(longestRun(bars)).toEqual(run));

test.each([
  [undefined, 0],
  [0.5, 0],
  [0.49, 1],
  [0.25, 1],
  [0.24, 2],
])("a chance of %s is heat %d", (chance, heat) => expect(heatOf(chance)).toBe(heat));

test.each([
  [[], ""],
  [[3], "3"],
  [[5, 3, 4, 9, 3], "3–5, 9"],
])("bars %j are named %j", (bars, text) => expect(rangesText(bars)).toBe(text));

test.each([
  ["ArrowRight", false, { from: 3, to: 3 }],
  ["ArrowRight", true, { from: 1, to: 3 }],
  ["ArrowDown", true, { from: 1, to: 6 }],
  ["ArrowUp", false, { from: 0, to: 0 }],
  ["End", true, { from: 1, to: 7 }],
  ["Home", false, { from: 0, to: 0 }],
  ["a", false, undefined],
])("%s with shift %s", (key, shiftKey, next) => {
  const layout = { count: 8, row: 4 };
  expect(steppedReach({ key, shiftKey }, { from: 1, to: 2 }, 2, layout)).toEqual(next);
});
