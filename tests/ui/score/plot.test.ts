import { expect, test } from "vitest";
import { barLines, heightOf, melodyPaths, rangeOf } from "../../../src/ui/parts/score/plot";
import { reel } from "./tune";

const frame = { width: 640, height: 120, range: rangeOf([reel]) };

test("the range is that of the melody, over all that is drawn", () => {
  expect(rangeOf([reel])).toEqual([62, 74]);
  const low = { ...reel, parts: reel.parts.slice(1, 2) };
  expect(rangeOf([reel, low])).toEqual([43, 74]);
  expect(rangeOf([])).toEqual([60, 72]);
});

test.each([
  [74, 0],
  [62, 120],
  [68, 60],
])("pitch %i is %i px from the top", (pitch, y) => {
  expect(heightOf(pitch, frame)).toBe(y);
});

test("one pitch alone lies in the middle", () => {
  expect(heightOf(60, { ...frame, range: [60, 60] })).toBe(60);
});

test("a stroke for each note and a join for each leap", () => {
  const { held, joins } = melodyPaths(reel, frame);
  expect(held.startsWith("M0 120H10M10 80H20")).toBe(true);
  expect(held.match(/M/g)).toHaveLength(64);
  const pitches = reel.parts[0]?.notes.map((note) => note.pitch) ?? [];
  const moves = pitches.filter((pitch, i) => i > 0 && pitch !== pitches[i - 1]).length;
  expect(joins.match(/M/g)).toHaveLength(moves);
});

test("bar lines stand between bars, ends of sections apart", () => {
  const { bars, sections } = barLines(reel, frame);
  expect(bars.match(/M/g)).toHaveLength(6);
  expect(sections).toBe("M320.5 0V120");
});
