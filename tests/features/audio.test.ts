import { describe, expect, test } from "vitest";
import { seededRandom } from "../../src/base/random";
import { audioFeatures } from "../../src/features/audio";
import { onsetEnvelope, onsetRate } from "../../src/features/onsets";
import { estimateTempo } from "../../src/features/tempo";
import { measureTimbre } from "../../src/features/timbre";
import { chord, clicks, joined, RATE_HZ, sine } from "./sounds";

function noise(sec: number): Float32Array {
  const random = seededRandom("noise");
  return Float32Array.from({ length: sec * RATE_HZ }, () => 0.4 * random() - 0.2);
}

describe("tempo", () => {
  test.each([45, 60, 72, 90, 100, 120, 128, 140, 174, 200])("clicks at %d bpm", (bpm) => {
    const envelope = onsetEnvelope(clicks(bpm, 20), RATE_HZ);
    const tempo = estimateTempo(envelope);
    expect(Math.abs((tempo?.bpm ?? 0) / bpm - 1)).toBeLessThan(0.003);
    expect(tempo?.clarity).toBeGreaterThan(0.7);
    expect(onsetRate(envelope)).toBeCloseTo(bpm / 60, 0);
  });

  test.each([
    ["beats with soft eighths between", [1, 0.15], 110],
    ["strong and weak beats with sixteenths", [1, 0.1, 0.2, 0.1, 0.7, 0.1, 0.2, 0.1], 95],
  ])("%s: the beat, not its parts", (_, accent, bpm) => {
    const parts = accent.length === 2 ? 2 : 4;
    const tempo = estimateTempo(onsetEnvelope(clicks(parts * bpm, 20, accent), RATE_HZ));
    expect(Math.abs((tempo?.bpm ?? 0) / bpm - 1)).toBeLessThan(0.005);
  });

  test.each([
    ["silence", new Float32Array(RATE_HZ * 5)],
    ["noise", noise(10)],
    ["a held tone", sine(440, -12, 10)],
    ["nothing", new Float32Array()],
  ])("%s has none", (_, sound) => {
    expect(estimateTempo(onsetEnvelope(sound, RATE_HZ))).toBeUndefined();
  });
});

describe("key, from sound", () => {
  const cadences = {
    major: [[0, 4, 7], [5, 9, 12], [7, 11, 14], [0, 4, 7]],
    minor: [[0, 3, 7], [5, 8, 12], [7, 11, 14], [0, 3, 7]],
  } as const; // prettier-ignore
  const all = (["major", "minor"] as const).flatMap((mode) =>
    Array.from({ length: 12 }, (_, tonic) => [mode, tonic] as const),
  );
  test.each(all)("a cadence in %s on pitch class %d", (mode, tonic) => {
    const chords = cadences[mode].map((steps) =>
      chord(
        steps.map((step) => 60 + tonic + step),
        0.6,
      ),
    );
    const features = audioFeatures([joined(...chords)]);
    expect([features.key, features.mode]).toEqual([tonic, mode === "major" ? 1 : 0]);
  });

  test("a scale of D major", () => {
    const scale = [62, 64, 66, 67, 69, 71, 73, 74].map((pitch) => chord([pitch], 0.4));
    expect(audioFeatures([joined(...scale)])).toMatchObject({ key: 2, mode: 1 });
  });

  test("noise has none", () => {
    expect(audioFeatures([noise(5)]).key).toBeUndefined();
  });
});

describe("timbre", () => {
  test("the centroid of a sine is its frequency, that of white noise half of the band", () => {
    expect(measureTimbre(sine(1_500, -12, 2))?.brightness).toBeCloseTo(1_500, -1);
    const half = RATE_HZ / 4;
    expect(Math.abs((measureTimbre(noise(3))?.brightness ?? 0) / half - 1)).toBeLessThan(0.02);
  });

  test("one pitch fills one pitch class", () => {
    const chroma = measureTimbre(sine(440, -12, 2))?.chroma ?? [];
    expect(chroma.indexOf(1)).toBe(9);
    expect(chroma.filter((value) => value > 0.6)).toHaveLength(1);
  });

  test("does not change with loudness of pauses, and a steady sound does not vary", () => {
    const loud = sine(440, -12, 2);
    const one = measureTimbre(loud);
    const two = measureTimbre(joined(loud, new Float32Array(RATE_HZ * 2)));
    expect(Math.abs((two?.brightness ?? 0) / (one?.brightness ?? 1) - 1)).toBeLessThan(0.1);
    expect(Math.max(...(one?.mfccDeviation ?? [9]))).toBeLessThan(0.05);
  });
});

test("both channels count: a pan to one side is quieter by 3 dB and otherwise the same", () => {
  const sound = clicks(120, 8);
  const both = audioFeatures([sound, sound]);
  const left = audioFeatures([sound, new Float32Array(sound.length)]);
  expect((both.loudness ?? 0) - (left.loudness ?? 0)).toBeCloseTo(3.01, 1);
  expect(left.bpm).toBeCloseTo(both.bpm ?? 0, 0);
});

test("silence and nothing give nothing; a blink of sound gives finite numbers", () => {
  expect(audioFeatures([new Float32Array(RATE_HZ)])).toEqual({});
  expect(audioFeatures([])).toEqual({});
  const blink = audioFeatures([sine(440, -6, 0.01)]);
  expect(Object.values(blink).every(Number.isFinite)).toBe(true);
});
