import { expect, test } from "vitest";
import { lineScroll } from "../../../src/ui/parts/score/follow";
import { followScroll } from "../../../src/ui/parts/score/roll";

test.each([
  ["the start rests", 50, 0, true, 0],
  ["the middle glides under the playhead", 1000, 0, true, 900],
  ["still: in sight, nothing moves", 900, 700, false, 700],
  ["still: out of sight, the page turns", 995, 700, false, 980],
  ["still: going back turns back", 100, 700, false, 85],
] as const)("%s", (_, x, left, flowing, to) => {
  expect(followScroll(x, { left, width: 300 }, flowing)).toBe(to);
});

test.each([
  ["in sight", 10, 90, 0, 200, 0],
  ["below", 300, 380, 0, 200, 270],
  ["above", 100, 180, 300, 200, 70],
  ["taller than the view", 300, 600, 0, 200, 300],
] as const)("a line %s", (_, top, bottom, scroll, height, to) => {
  expect(lineScroll(top, bottom, scroll, height)).toBe(to);
});
