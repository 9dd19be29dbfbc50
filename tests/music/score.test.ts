import { expect, test } from "vitest";
import { barOf, barTicks, beatTicks, writtenTicks } from "../../src/music/bars";
import { contour } from "../../src/music/contour";
import { simpleChords } from "../../src/music/harmonise";
import { secToTicks, ticksToSec, usualBpm } from "../../src/music/tempo";
import { validate } from "../../src/music/validate";
import type { Score } from "../../src/music/score";
import { air, jig, reel, scoreOf, tunes } from "../fixtures/music/tunes";

test("lengths of bars and beats, and where a tick lies", () => {
  expect([
    barTicks({ beats: 6, unit: 8 }),
    beatTicks({ beats: 6, unit: 8 }),
    beatTicks({ beats: 3, unit: 4 }),
  ]).toEqual([1440, 720, 480]);
  expect([-5, 0, 239, 240, 2160, 99_999].map((tick) => barOf(reel, tick))).toEqual([
    0, 0, 0, 1, 2, 4,
  ]);
  expect(barOf({ bars: [] }, 0)).toBe(-1);
  expect(writtenTicks(jig)).toBe(4 * 1440);
});

test("ticks and seconds", () => {
  expect(ticksToSec(480, 120)).toBe(0.5);
  expect(secToTicks(ticksToSec(1234, 97), 97)).toBeCloseTo(1234, 9);
  expect(usualBpm("reel", { beats: 2, unit: 4 }) * 2).toBe(usualBpm("reel", { beats: 4, unit: 4 }));
});

test("the tunes of these tests are sound", () => {
  for (const tune of tunes) expect(validate(tune)).toEqual([]);
});

test.each<[string, Score, string]>([
  ["no bar", { ...air, bars: [] }, "no-bars"],
  [
    "a gap between bars",
    { ...air, bars: air.bars.map((b, i) => (i === 1 ? { ...b, tick: 9 } : b)) },
    "bars-not-contiguous",
  ],
  [
    "a short bar inside",
    scoreOf([{ steps: [[60, 8]] }, { steps: [[60, 7]] }, { steps: [[60, 8]] }]),
    "bar-length",
  ],
  ["a long bar", scoreOf([{ steps: [[60, 9]] }, { steps: [[60, 8]] }]), "bar-length"],
  [
    "a close that forgets its pickup",
    scoreOf([{ steps: [[60, 1]] }, { steps: [[60, 8]] }, { steps: [[60, 5]] }]),
    "bar-length",
  ],
  ["a note past the end", withNote(air, { tick: 4000, duration: 999 }), "note-outside"],
  ["a note of no length", withNote(air, { duration: 0 }), "note-values"],
  ["a pitch off the keyboard", withNote(air, { pitch: 128 }), "note-values"],
  ["notes out of order", withNote(air, { tick: 0, duration: 480 }), "notes-not-sorted"],
])("finds %s", (_, score, kind) => {
  expect(new Set(validate(score).map((problem) => problem.kind))).toEqual(new Set([kind]));
});

function withNote(score: Score, change: object): Score {
  const last = { pitch: 60, tick: 3840, duration: 480, velocity: 80, ...change };
  return {
    ...score,
    parts: score.parts.map((part) => ({ ...part, notes: [...part.notes, last] })),
  };
}

test("simple chords: one a bar, from the key, the tonic last", () => {
  expect(simpleChords(jig).map((chord) => chord.symbol)).toEqual(["Am", "Em", "Am", "Am"]);
  expect(simpleChords(reel).map((chord) => [chord.tick, chord.symbol])).toEqual([
    [240, "G"],
    [2160, "Am"],
    [4080, "G"],
    [5760, "G"],
  ]);
  expect(simpleChords(air).at(-1)?.symbol).toBe("Bb");
});

test("contour: the mean height by slice, held through rests", () => {
  const notes = [
    { pitch: 60, tick: 0, duration: 100, velocity: 80 },
    { pitch: 72, tick: 100, duration: 50, velocity: 80 },
  ];
  const { height, sounding } = contour(notes, 200, 4);
  expect(height).toEqual([0, 0, 1, 1]);
  expect(sounding).toEqual([1, 1, 1, 0]);
  expect(contour([{ pitch: 60, tick: 0, duration: 9, velocity: 1 }], 9, 2).height).toEqual([
    0.5, 0.5,
  ]);
});
