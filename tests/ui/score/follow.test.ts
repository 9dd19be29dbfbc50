import { expect, test } from "vitest";
import { followScroll, lineScroll } from "../../../src/ui/parts/score/follow";

test.each([
  ["the start rests", 50, 400, 2000, 0, false, 0],
  ["the middle glides under the playhead", 1000, 400, 2000, 0, false, 860],
  ["the end rests", 1990, 400, 2000, 1500, false, 1600],
  ["a short strip never scrolls", 100, 400, 300, 0, false, 0],
  ["still: in sight, nothing moves", 1000, 400, 2000, 700, true, 700],
  ["still: out of sight, the page turns", 1085, 400, 2000, 700, true, 1065],
  ["still: going back turns back", 100, 400, 2000, 700, true, 80],
] as const)("%s", (_, x, view, total, scroll, still, to) => {
  expect(followScroll(x, view, total, scroll, still)).toBe(to);
});

test.each([
  ["in sight", 10, 90, 0, 200, 0],
  ["below", 300, 380, 0, 200, 270],
  ["above", 100, 180, 300, 200, 70],
  ["taller than the view", 300, 600, 0, 200, 300],
] as const)("a line %s", (_, top, bottom, scroll, height, to) => {
  expect(lineScroll(top, bottom, scroll, height)).toBe(to);
});
