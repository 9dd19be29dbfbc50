import fc from "fast-check";
import { expect, test } from "vitest";
import {
  pitchRange,
  rollOf,
  secAtX,
  soundingAt,
  stepBars,
  stepBeats,
} from "../../../src/ui/parts/score/roll";
import { reel } from "./tune";

const options = { pxPerSec: 90, rowPx: 9, minRows: 18 };
const roll = rollOf(reel, options);

test("lays out what sounds: repeats played, drums left out", () => {
  expect([roll.lengthSec, roll.width]).toEqual([24, 2160]);
  expect(roll.bars.map((bar) => bar.number)).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(roll.beats).toHaveLength(48);
  expect([0, 1, 2].map((part) => roll.notes.filter((note) => note.part === part).length)).toEqual([
    96, 12, 0,
  ]);
  expect([roll.rows[0]?.pitch, roll.rows.at(-1)?.pitch]).toEqual([75, 42]);
  expect(roll.rows.filter((row) => row.kind === "tonic").map((row) => row.pitch)).toEqual([
    74, 62, 50,
  ]);
});

test("a pickup is bar 0 and its beats count back from the bar line", () => {
  const [, ...rest] = reel.bars;
  const bars = [{ tick: 0, duration: 720 }, ...rest.map((b) => ({ ...b, tick: b.tick - 1200 }))];
  const short = rollOf({ ...reel, bars, parts: [] }, options);
  expect(short.bars[0]?.number).toBe(0);
  expect(short.beats.slice(0, 3)).toEqual([0, 0.25, 0.75]);
});

test("the range has a row around the notes and never fewer rows than asked", () => {
  const note = { pitch: 60, tick: 0, duration: 480, velocity: 80 };
  expect(pitchRange([note], 3)).toEqual({ lowest: 59, highest: 61 });
  expect(pitchRange([note], 5)).toEqual({ lowest: 58, highest: 62 });
  expect(pitchRange([], 12)).toEqual({ lowest: 60, highest: 71 });
});

test("melody and bass sound together, each to its end", () => {
  expect(soundingAt(roll, 0.1).map((note) => note.part)).toEqual([0, 1]);
  expect(soundingAt(roll, 0.25)[0]?.startSec).toBe(0.25);
  expect(soundingAt(roll, 24)).toEqual([]);
});

test.each([
  ["on", 0, 1, 0.5],
  ["on from inside", 0.7, 1, 1],
  ["on from the last beat", 23.6, 1, 23.5],
  ["back to the start of this beat", 0.9, -1, 0.5],
  ["back over a start just passed", 1.05, -1, 0.5],
  ["back from the first", 0, -1, 0],
] as const)("a beat %s", (_, sec, by, to) => {
  expect(stepBeats(roll, sec, by)).toBe(to);
});

test.each([
  ["on", 0, 1, 2],
  ["back to its own start", 3, -1, 2],
  ["back over a start just passed", 2.1, -1, 0],
  ["on from the last", 23, 1, 22],
] as const)("a bar %s", (_, sec, by, to) => {
  expect(stepBars(roll, sec, by)).toBe(to);
});

test("a place on the roll is a time within the piece", () => {
  expect([-5, 90, 9000].map((x) => secAtX(roll, x, 90))).toEqual([0, 1, 24]);
});

test("steps on reach the last beat from anywhere, and steps back come home", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 24, noNaN: true }), (start) => {
      let sec = start;
      for (let i = 0; i < 50; i++) sec = stepBeats(roll, sec, 1);
      expect(sec).toBe(23.5);
      for (let i = 0; i < 50; i++) sec = stepBeats(roll, sec, -1);
      expect(sec).toBe(0);
    }),
    { numRuns: 50 },
  );
});
