import { expect, test } from "vitest";
import { hear, type HeardNote } from "../../../src/compose/motif/hear";
import { RATE_HZ, sing, type Manner, type Sung } from "./voice";

const tune: readonly Sung[] = [
  [60, 0.1, 0.4],
  [62, 0.5, 0.4],
  [64, 0.9, 0.4],
  [67, 1.3, 0.8],
  [64, 2.3, 0.4],
  [60, 2.7, 0.9],
];

const higher = (by: number) => tune.map(([p, s, d]): Sung => [p + by, s, d]);
const pitches = (notes: readonly HeardNote[]) => notes.map(({ pitch }) => pitch);

test.each<[string, readonly Sung[], Manner]>([
  ["a plain hum", tune, {}],
  ["a low hum", higher(-14), {}],
  ["a whistle", higher(24), { overtones: [1], noise: 0.01 }],
  ["a hum with vibrato", tune, { vibrato: 0.4 }],
  ["a hum that slides from note to note", tune, { slide: 0.09 }],
  ["a hum a third of a semitone flat", tune, { tuning: -0.34 }],
  ["a hum with breath and room", tune, { noise: 0.03, vibrato: 0.2, slide: 0.06, tuning: 0.2 }],
])("hears %s", (_, sung, manner) => {
  const heard = hear(sing(sung, manner), RATE_HZ);
  expect(pitches(heard)).toEqual(sung.map(([pitch]) => pitch));
  heard.forEach(({ startSec, durationSec, confidence }, i) => {
    const [, start, duration] = sung[i] as Sung;
    expect(Math.abs(startSec - start)).toBeLessThan(0.08);
    expect(Math.abs(durationSec - duration)).toBeLessThan(0.15);
    expect(confidence).toBeGreaterThan(0.4);
  });
});

test("a note sung again on its pitch is two notes", () => {
  const again: readonly Sung[] = [0, 1, 2, 3].map((i): Sung => [65, 0.1 + i * 0.35, 0.33]);
  expect(pitches(hear(sing(again), RATE_HZ))).toEqual([65, 65, 65, 65]);
});

test("an unsteady note is less sure than a steady one", () => {
  const sure = hear(sing([[64, 0.1, 1]]), RATE_HZ)[0];
  const unsure = hear(sing([[64, 0.1, 1]], { vibrato: 0.55, noise: 0.08 }), RATE_HZ)[0];
  expect(sure?.confidence).toBeGreaterThan(0.9);
  expect(unsure?.confidence).toBeLessThan(0.8 * (sure?.confidence ?? 0));
});

test.each([
  ["silence", new Float32Array(RATE_HZ)],
  ["noise", sing([[60, 0, 0.001]], { noise: 0.3 })],
  ["nothing", new Float32Array(0)],
])("hears no note in %s", (_, samples) => {
  expect(hear(samples, RATE_HZ)).toEqual([]);
});

test("what is not a number is silence", () => {
  expect(hear(new Float32Array(RATE_HZ).fill(Number.NaN), RATE_HZ)).toEqual([]);
});

test("refuses a rate that is none", () => {
  expect(() => hear(new Float32Array(10), 0)).toThrow(RangeError);
});
