import { expect, test } from "vitest";
import { beatsOf, layOut } from "../../../src/compose/arrange/rhythm";
import type { Rhythm } from "../../../src/compose/arrange/style";

test.each([
  ["4/4", [480, 480, 480, 480]],
  ["3/8", [720]],
  ["9/8", [720, 720, 720]],
  ["5/4", [480, 480, 480, 480, 480]],
  ["5/8", [480, 720]],
  ["7/8", [480, 480, 720]],
  ["2/2", [480, 480, 480, 480]],
  ["1/16", [120]],
])("the beats of %s", (metre, lengths) => {
  const [beats, unit] = metre.split("/").map(Number) as [number, number];
  expect(beatsOf({ beats, unit }).map(({ length }) => length)).toEqual(lengths);
});

test.each<[string, Rhythm, string, boolean, number, [string, number, number][]]>([
  [
    "quarters and sixteenths",
    ["x ..x. . x"],
    "4/4",
    true,
    0,
    [
      ["x", 0, 480],
      ["x", 720, 120],
      ["x", 1440, 480],
    ],
  ],
  ["held over beats", ["x--- -... . ."], "4/4", true, 0, [["x", 0, 600]]],
  [
    "halves on beats of three",
    ["xo xo"],
    "6/8",
    false,
    0,
    [
      ["x", 0, 480],
      ["o", 480, 240],
      ["x", 720, 480],
      ["o", 1200, 240],
    ],
  ],
  [
    "thirds on beats of two",
    ["X.x X.x"],
    "2/4",
    false,
    0,
    [
      ["X", 0, 120],
      ["x", 240, 240],
      ["X", 480, 120],
      ["x", 720, 240],
    ],
  ],
  [
    "more beats than words",
    ["1 x"],
    "3/4",
    true,
    0,
    [
      ["1", 0, 480],
      ["x", 480, 480],
      ["x", 960, 480],
    ],
  ],
  [
    "half the beats: over the bar line",
    ["a b c d"],
    "2/4",
    true,
    1,
    [
      ["c", 0, 480],
      ["d", 480, 480],
    ],
  ],
  ["held over the bar line: struck again", ["x - - -"], "2/4", true, 1, [["x", 0, 960]]],
  ["one bar after the other", ["x . . .", ". x . ."], "4/4", true, 3, [["x", 480, 480]]],
])("%s", (_, rhythm, metre, atHome, bar, hits) => {
  const [beats, unit] = metre.split("/").map(Number) as [number, number];
  const laid = layOut(rhythm, bar, beatsOf({ beats, unit }), atHome);
  expect(laid.map(({ letter, at, length }) => [letter, at, length])).toEqual(hits);
});
