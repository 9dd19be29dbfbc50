import fc from "fast-check";
import { expect, test } from "vitest";
import { markAway, rollOf, soundingAt } from "../../../src/ui/parts/score/roll";
import { reel } from "./tune";

const roll = rollOf(reel);

test("lays out what sounds: repeats played, drums left out", () => {
  expect(roll.lengthSec).toBe(24);
  expect(roll.bars.map((bar) => bar.number)).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(roll.beats).toHaveLength(48);
  expect(roll.notes.filter((note) => note.lead)).toHaveLength(96);
  expect([roll.low, roll.high]).toEqual([43, 74]);
  expect(roll.tonics).toEqual([50, 62, 74]);
});

test("a pickup is bar 0 and its beats count back from the bar line", () => {
  const [, ...rest] = reel.bars;
  const bars = [{ tick: 0, duration: 720 }, ...rest.map((b) => ({ ...b, tick: b.tick - 1200 }))];
  const short = rollOf({ ...reel, bars, parts: [] });
  expect(short.bars[0]?.number).toBe(0);
  expect(short.beats.slice(0, 3)).toEqual([0, 0.25, 0.75]);
});

test("a score without notes has a range to draw", () => {
  const none = rollOf({ ...reel, parts: [] });
  expect([none.low, none.high]).toEqual([60, 72]);
});

test("melody and bass sound together, each to its end", () => {
  expect(soundingAt(roll.notes, 0.1).map((note) => note.pitch)).toEqual([50, 62]);
  expect(soundingAt(roll.notes, 0.25).map((note) => note.pitch)).toEqual([50, 66]);
  expect(soundingAt(roll.notes, 24)).toEqual([]);
});

test.each([
  ["on", 0, 1, 0.5],
  ["on from inside", 0.7, 1, 1],
  ["on from the last beat", 23.6, 1, 23.5],
  ["back to the start of this beat", 0.9, -1, 0.5],
  ["back over a start just passed", 1.05, -1, 0.5],
  ["back from the first", 0, -1, 0],
] as const)("a beat %s", (_, sec, by, to) => {
  expect(markAway(roll.beats, sec, by)).toBe(to);
});

test("steps on reach the last beat from anywhere, and steps back come home", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 24, noNaN: true }), (start) => {
      let sec = start;
      for (let i = 0; i < 50; i++) sec = markAway(roll.beats, sec, 1);
      expect(sec).toBe(23.5);
      for (let i = 0; i < 50; i++) sec = markAway(roll.beats, sec, -1);
      expect(sec).toBe(0);
    }),
    { numRuns: 50 },
  );
});
