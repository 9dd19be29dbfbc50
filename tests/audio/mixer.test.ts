import fc from "fast-check";
import { expect, test } from "vitest";
import { nearest, SAMPLE_RATE_HZ, type Bank } from "../../src/audio/bank";
import { LevelMeter, PEAK } from "../../src/audio/level";
import { addVoice, silence } from "../../src/audio/mixer";
import { mixdown, TAIL_SEC } from "../../src/audio/render";
import { Room } from "../../src/audio/room";
import { MAX_LENGTH_SEC, planVoices, type Voice } from "../../src/audio/voices";
import type { Instrument } from "../../src/music/score";
import { pitchAt } from "../fixtures/music/pitch";
import { air, reel, scoreOf, tunes } from "../fixtures/music/tunes";

/** A second and a half of a sine at each pitch. */
function sines(...pitches: number[]): Bank {
  return {
    gain: 1,
    releaseSec: 0.02,
    samples: pitches.map((pitch) => ({
      pitch,
      samples: Float32Array.from({ length: 1.5 * SAMPLE_RATE_HZ }, (_, i) =>
        Math.sin((2 * Math.PI * 440 * 2 ** ((pitch - 69) / 12) * i) / SAMPLE_RATE_HZ),
      ),
    })),
  };
}

const voice = (change: Partial<Voice> = {}): Voice => ({
  instrument: "piano",
  pitch: 69,
  startSec: 0.25,
  durationSec: 0.5,
  level: 0.5,
  pan: 0,
  ...change,
});

const everyInstrument = new Map<Instrument, Bank>(
  (["piano", "bass", "drums", "pad", "pluck"] as const).map((name) => [name, sines(40, 60, 80)]),
);

function loudest(samples: Float32Array, from = 0, to = samples.length): number {
  return samples.subarray(from, to).reduce((peak, value) => Math.max(peak, Math.abs(value)), 0);
}

test("the nearest sample, the lower of two as near", () => {
  const bank = sines(60, 64);
  expect([0, 61, 62, 63, 99].map((pitch) => nearest(bank, pitch).pitch)).toEqual([
    60, 60, 60, 64, 64,
  ]);
  expect(() => nearest({ ...bank, samples: [] }, 60)).toThrow(RangeError);
});

test.each([57, 66, 69, 74])("a note of pitch %i sounds it, from its start to its end", (pitch) => {
  const mix = silence(1.5);
  addVoice(mix, voice({ pitch }), sines(60, 72));
  const at = (sec: number): number => Math.round(sec * SAMPLE_RATE_HZ);
  expect(pitchAt(mix[0], SAMPLE_RATE_HZ, 0.4, { low: 50, high: 80 })).toBe(pitch);
  expect(loudest(mix[0], 0, at(0.25))).toBe(0);
  expect(loudest(mix[0], at(0.3), at(0.7))).toBeCloseTo(0.5 * Math.SQRT1_2, 2);
  expect(loudest(mix[0], at(0.95))).toBeLessThan(0.001);
});

test.each([
  [-1, 0.5, 0],
  [0, 0.3536, 0.3536],
  [1, 0, 0.5],
])("panned to %f", (pan, left, right) => {
  const mix = silence(1.5);
  addVoice(mix, voice({ pan }), sines(69));
  expect(loudest(mix[0])).toBeCloseTo(left, 3);
  expect(loudest(mix[1])).toBeCloseTo(right, 3);
});

test("a note at the end is cut by the mix, never past it", () => {
  const mix = silence(0.3);
  addVoice(mix, voice(), sines(69));
  addVoice(mix, voice({ startSec: 9 }), sines(69));
  expect(mix[0].length).toBe(Math.ceil(0.3 * SAMPLE_RATE_HZ));
});

test("the room dies away and does the same in one block as in many", () => {
  const click = silence(2);
  click[0][0] = 1;
  const again = silence(2);
  again[0][0] = 1;
  new Room().process(click, 0, click[0].length);
  const room = new Room();
  for (let from = 0; from < again[0].length; from += 1000) {
    room.process(again, from, Math.min(again[0].length, from + 1000));
  }
  expect(again).toEqual(click);
  expect(loudest(click[1], 1000, 20_000)).toBeGreaterThan(0.005);
  expect(loudest(click[1], 1.8 * SAMPLE_RATE_HZ)).toBeLessThan(1e-4);
});

test.each([
  ["quiet peaks are raised to −1 dBFS", [0.01, ...new Array<number>(39).fill(0)], PEAK],
  ["an even tone stays at −16 dBFS", [0.5, -0.5, 0.5, -0.5], 10 ** (-16 / 20)],
  ["silence stays silent", [0, 0, 0], 0],
])("%s", (_, samples, peak) => {
  const mix = [Float32Array.from(samples), Float32Array.from(samples)] as const;
  const meter = new LevelMeter();
  meter.add(mix, 0, 2);
  meter.add(mix, 2, samples.length);
  expect(loudest(mix[0]) * meter.factor()).toBeCloseTo(peak, 5);
});

test("a plan plays the repeats, adds an accompaniment to a lone melody only", () => {
  const plan = planVoices(reel);
  expect(plan.lengthSec).toBeCloseTo((2 * (240 + 1920 * 2) + 1680 + 1920) / 480 / 3, 6);
  expect(new Set(plan.voices.map((v) => v.instrument))).toEqual(
    new Set(["piano", "bass", "drums"]),
  );
  const full = {
    ...reel,
    parts: [...reel.parts, { name: "none", instrument: "pad" as const, notes: [] }],
  };
  expect(new Set(planVoices(full).voices.map((v) => v.instrument))).toEqual(new Set(["piano"]));
  expect(planVoices(scoreOf([{ steps: [[60, 80_000]] }])).lengthSec).toBe(MAX_LENGTH_SEC);
});

test("nothing that can be played clips, whatever its notes", async () => {
  const notes = fc.array(
    fc.tuple(fc.integer({ min: 21, max: 108 }), fc.integer({ min: 1, max: 4 })),
    { minLength: 1, maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(notes, async (steps) => {
      const plan = planVoices(scoreOf([{ steps }], { bpm: 400 }));
      const mix = await mixdown(plan, everyInstrument, new AbortController().signal);
      expect(mix[0].length).toBe(Math.ceil((plan.lengthSec + TAIL_SEC) * SAMPLE_RATE_HZ));
      expect(Math.max(loudest(mix[0]), loudest(mix[1]))).toBeLessThanOrEqual(PEAK + 1e-6);
      expect(loudest(mix[0])).toBeGreaterThan(0.1);
    }),
    { numRuns: 15 },
  );
});

test("a mix stops when it is no longer wanted", async () => {
  const stopped = mixdown(planVoices(air), everyInstrument, AbortSignal.abort());
  await expect(stopped).rejects.toThrow(/abort/i);
});

test("every tune of the tests has voices in order of time", () => {
  for (const tune of tunes) {
    const starts = planVoices(tune).voices.map((v) => v.startSec);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  }
});
