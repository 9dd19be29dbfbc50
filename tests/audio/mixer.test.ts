import fc from "fast-check";
import { expect, test } from "vitest";
import { nearest, SAMPLE_RATE_HZ, type Bank } from "../../src/audio/bank";
import { LevelMeter, PEAK } from "../../src/audio/level";
import { addVoice, silence } from "../../src/audio/mixer";
import { Limiter } from "../../src/audio/limiter";
import { LowCut } from "../../src/audio/low-cut";
import { mixdown, TAIL_SEC } from "../../src/audio/render";
import { Room } from "../../src/audio/room";
import { highest } from "../../src/audio/true-peak";
import { MAX_LENGTH_SEC, planVoices, type Voice } from "../../src/audio/voices";
import { INSTRUMENTS, type Instrument } from "../../src/music/score";
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
  send: 0,
  ...change,
});

const everyInstrument = new Map<Instrument, Bank>(
  INSTRUMENTS.map((name) => [name, sines(40, 60, 80)]),
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
  const { dry } = silence(1.5);
  addVoice({ dry, send: new Float32Array(dry[0].length) }, voice({ pitch }), sines(60, 72));
  const at = (sec: number): number => Math.round(sec * SAMPLE_RATE_HZ);
  expect(pitchAt(dry[0], SAMPLE_RATE_HZ, 0.4, { low: 50, high: 80 })).toBe(pitch);
  expect(loudest(dry[0], 0, at(0.25))).toBe(0);
  expect(loudest(dry[0], at(0.3), at(0.7))).toBeCloseTo(0.5 * Math.SQRT1_2, 2);
  expect(loudest(dry[0], at(0.95))).toBeLessThan(0.001);
});

test("a looped sound is held as long as the note, and rises as slowly as it should", () => {
  const mix = silence(4);
  const bank: Bank = { ...sines(69), looped: true, attackSec: 0.2, releaseSec: 0.05 };
  addVoice(mix, voice({ startSec: 0, durationSec: 3 }), bank);
  const peak = (sec: number): number =>
    loudest(mix.dry[0], sec * SAMPLE_RATE_HZ, (sec + 0.02) * SAMPLE_RATE_HZ);
  expect(peak(0.09)).toBeCloseTo(0.25 * Math.SQRT1_2, 1);
  for (const sec of [0.3, 1.49, 2.9]) expect(peak(sec)).toBeCloseTo(0.5 * Math.SQRT1_2, 2);
  expect(peak(3.5)).toBeLessThan(0.001);
});

test.each([
  [-1, 0.5, 0],
  [0, 0.3536, 0.3536],
  [1, 0, 0.5],
])("panned to %f", (pan, left, right) => {
  const { dry, send } = silence(1.5);
  addVoice({ dry, send }, voice({ pan, send: 0.5 }), sines(69));
  expect(loudest(dry[0])).toBeCloseTo(left, 3);
  expect(loudest(dry[1])).toBeCloseTo(right, 3);
  expect(loudest(send)).toBeCloseTo(0.25, 3);
});

test("a note at the end is cut by the mix, never past it", () => {
  const mix = silence(0.3);
  addVoice(mix, voice(), sines(69));
  addVoice(mix, voice({ startSec: 9 }), sines(69));
  expect(mix.dry[0].length).toBe(Math.ceil(0.3 * SAMPLE_RATE_HZ));
});

test("the room answers what is sent to it, dies away, and does the same in one block as in many", () => {
  const click = silence(2);
  click.send[0] = 1;
  const again = silence(2);
  again.send[0] = 1;
  new Room().process(click, 0, click.send.length);
  const room = new Room();
  for (let from = 0; from < again.send.length; from += 1000) {
    room.process(again, from, Math.min(again.send.length, from + 1000));
  }
  expect(again).toEqual(click);
  expect(loudest(click.dry[1], 1000, 20_000)).toBeGreaterThan(0.005);
  expect(loudest(click.dry[1], 1.8 * SAMPLE_RATE_HZ)).toBeLessThan(1e-3);
});

test("what is constant is cut, what is heard stays", () => {
  const wave = (sec: number): number => 0.3 + 0.5 * Math.sin(2 * Math.PI * 110 * sec);
  const mix = silence(2).dry;
  for (const channel of mix) channel.set(channel.map((_, i) => wave(i / SAMPLE_RATE_HZ)));
  new LowCut().process(mix, 0, mix[0].length);
  const second = mix[0].subarray(SAMPLE_RATE_HZ);
  expect(Math.abs(second.reduce((sum, value) => sum + value, 0) / second.length)).toBeLessThan(
    1e-3,
  );
  expect(loudest(second)).toBeCloseTo(0.5, 2);
});

test("the highest point of a wave lies between its samples too", () => {
  // A sine of a quarter of the rate, sampled 45° off its crests: 3 dB more than its samples show.
  const wave = Float32Array.from({ length: 400 }, (_, i) =>
    Math.sin((Math.PI * i) / 2 + Math.PI / 4),
  );
  expect(loudest(wave)).toBeCloseTo(Math.SQRT1_2, 5);
  expect(highest(wave, 50, 350)).toBeCloseTo(1, 1);
});

test("a limiter holds every peak and leaves the quiet alone", () => {
  const wave = Float32Array.from({ length: SAMPLE_RATE_HZ }, (_, i) => {
    const loud = i > 20_000 && i < 21_000 ? 1 : 0.2;
    return loud * Math.sin((2 * Math.PI * 440 * i) / SAMPLE_RATE_HZ);
  });
  const mix = [wave, wave.slice()] as const;
  const limiter = new Limiter(wave.length, 2, 0.9);
  limiter.look(mix, 0, wave.length);
  limiter.settle();
  limiter.apply(mix, 0, wave.length);
  expect(highest(mix[0], 0, wave.length)).toBeLessThanOrEqual(0.9);
  expect(loudest(mix[0], 20_000, 21_000)).toBeGreaterThan(0.85);
  expect(loudest(mix[0], 0, 15_000)).toBeCloseTo(0.4, 2);
});

test("silence stays silent", () => {
  const meter = new LevelMeter();
  meter.add(silence(1).dry, 0, SAMPLE_RATE_HZ);
  expect([meter.factor(), meter.lufs()]).toEqual([1, undefined]);
});

test("a plan plays the repeats, adds an accompaniment to a lone melody only", () => {
  const plan = planVoices(reel);
  expect(plan.lengthSec).toBeCloseTo((2 * (240 + 1920 * 2) + 1680 + 1920) / 480 / 3, 6);
  expect(new Set(plan.voices.map((v) => v.instrument))).toEqual(
    new Set(["fiddle", "piano", "guitar", "upright", "drums"]),
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
