import { expect, test } from "vitest";
import fc from "fast-check";
import { hear, type HeardNote } from "../../../src/compose/motif/hear";
import { quantise, tempoOf } from "../../../src/compose/motif/quantise";
import { validate } from "../../../src/music/validate";
import { RATE_HZ, sing, type Sung } from "./voice";

const four = { beats: 4, unit: 4 };

/** Notes at a tempo: pitch and length in quarters, one after the other. */
function played(bpm: number, notes: readonly (readonly [number, number])[]): readonly HeardNote[] {
  let sec = 0.37;
  return notes.map(([pitch, quarters]) => {
    const startSec = sec;
    sec += (quarters * 60) / bpm;
    return { pitch, startSec, durationSec: ((quarters * 60) / bpm) * 0.85, confidence: 1 };
  });
}

const phrase = [
  [62, 1],
  [64, 0.5],
  [66, 0.5],
  [69, 1],
  [69, 1],
  [71, 0.5],
  [69, 0.5],
  [66, 1],
  [62, 2],
] as const;

test.each([76, 92, 104, 120, 138])("finds the tempo %s", (bpm) => {
  expect(Math.abs(tempoOf(played(bpm, phrase)) - bpm)).toBeLessThanOrEqual(2);
});

test("writes the rhythm and the key that were meant", () => {
  const { key, parts, bars } = quantise(played(100, phrase), { meter: four });
  expect(key).toEqual({ tonic: "D", mode: "major" });
  expect(parts[0]?.notes.map(({ pitch }) => pitch)).toEqual(phrase.map(([pitch]) => pitch));
  expect(parts[0]?.notes.slice(0, -1).map(({ duration }) => duration / 480)).toEqual(
    phrase.slice(0, -1).map(([, quarters]) => quarters),
  );
  expect(bars).toHaveLength(2);
});

test("a rest that is meant stays a rest", () => {
  const notes = [
    { pitch: 60, startSec: 0, durationSec: 0.5, confidence: 1 },
    { pitch: 62, startSec: 1.5, durationSec: 0.5, confidence: 1 },
  ];
  const { parts } = quantise(notes, { meter: four, bpm: 120 });
  expect(parts[0]?.notes.map(({ tick, duration }) => [tick, duration])).toEqual([
    [0, 480],
    [1440, 480],
  ]);
});

test("from a hum to the page", () => {
  const sung: readonly Sung[] = phrase.reduce<Sung[]>((done, [pitch, quarters]) => {
    const start = done.reduce((_, [, s, d]) => s + d / 0.9, 0.2);
    return [...done, [pitch, start, quarters * 0.6 * 0.9]];
  }, []);
  const { parts } = quantise(hear(sing(sung, { slide: 0.04, vibrato: 0.15 }), RATE_HZ), {
    meter: four,
    bpm: 100,
  });
  expect(
    parts[0]?.notes.slice(0, -1).map(({ pitch, duration }) => [pitch, duration / 480]),
  ).toEqual(phrase.slice(0, -1));
});

test("whatever was heard, the score holds together", () => {
  const note = fc.record({
    pitch: fc.integer({ min: 30, max: 100 }),
    startSec: fc.double({ min: 0, max: 55, noNaN: true }),
    durationSec: fc.double({ min: 0.05, max: 8, noNaN: true }),
    confidence: fc.constant(1),
  });
  const meter = fc.constantFrom(four, { beats: 6, unit: 8 }, { beats: 3, unit: 4 });
  fc.assert(
    fc.property(fc.array(note, { maxLength: 40 }), meter, (notes, metre) => {
      const inOrder = notes.toSorted((a, b) => a.startSec - b.startSec);
      const score = quantise(inOrder, { meter: metre });
      expect(validate(score)).toEqual([]);
    }),
  );
});
