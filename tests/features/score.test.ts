import fc from "fast-check";
import { expect, test } from "vitest";
import { scoreFeatures } from "../../src/features/score";
import { toVector, VECTOR_NAMES } from "../../src/features/vector";
import { estimateKey } from "../../src/features/key";
import { FEATURES_VERSION, RANGES, type Features } from "../../src/features/names";
import { scoreOf } from "../fixtures/music/tunes";
import { arbitraryScore } from "../fixtures/music/arbitrary";

const tune = scoreOf([{ steps: [[60, 1], [64, 1], [67, 2]] }], { bpm: 120, title: "C" }); // prettier-ignore

test("what a score says of itself", () => {
  const features = scoreFeatures(tune);
  expect(features).toMatchObject({ bpm: 120, span: 7, chroma0: 0.5, chroma4: 0.5, chroma7: 1 });
  expect(features.register).toBeCloseTo((60 + 64 + 2 * 67) / 4, 6);
  expect(features.energy).toBe(features.density);
});

test("notes at once are one onset and as many notes", () => {
  const two = scoreFeatures({ ...tune, parts: [...tune.parts, ...tune.parts] });
  const one = scoreFeatures(tune);
  expect(two.energy).toBe(one.energy);
  expect(two.density).toBe(2 * (one.density ?? 0));
});

test.each([
  [4, 4, 120],
  [2, 2, 60],
  [6, 8, 80],
  [9, 8, 80],
  [3, 8, 120],
])("in %d/%d a piece of 120 quarters a minute has %d beats", (beats, unit, bpm) => {
  expect(scoreFeatures({ ...tune, meter: { beats, unit } }).bpm).toBe(bpm);
});

test("the profile of a key has that key; equal weights have none", () => {
  const dMinor = [4.38, 4.09, 6, 1, 3.5, 5.4, 1, 2.5, 0.5, 4.7, 3.9, 0.5];
  expect(estimateKey(dMinor)).toMatchObject({ tonic: 2, mode: "minor" });
  expect(estimateKey(new Array<number>(12).fill(1))).toBeUndefined();
  expect(estimateKey(new Array<number>(12).fill(0))).toBeUndefined();
});

test("every score gives finite features, and every vector lies between 0 and 1", () => {
  fc.assert(
    fc.property(arbitraryScore, (score) => {
      const features = scoreFeatures(score);
      expect(Object.values(features).every(Number.isFinite)).toBe(true);
      const vector = toVector(features);
      expect(vector.every((value) => value >= 0 && value <= 1)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

function cosine(a: Features, b: Features): number {
  const [x, y] = [toVector(a), toVector(b)];
  const dot = (u: Float64Array, v: Float64Array) =>
    u.reduce((sum, one, i) => sum + one * (v[i] as number), 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

test("near values are near, far ones far, whatever the unit; the same is 1", () => {
  const slow = { bpm: 60, energy: 1, brightness: 800, loudness: -22 };
  const slower = { bpm: 66, energy: 1.2, brightness: 900, loudness: -21 };
  const fast = { bpm: 180, energy: 7, brightness: 3_500, loudness: -8 };
  expect(cosine(slow, slow)).toBeCloseTo(1, 12);
  expect(cosine(slow, slower)).toBeGreaterThan(0.9);
  expect(cosine(slow, fast)).toBeLessThan(0.1);
});

test("a fifth is nearer than a semitone", () => {
  const c = { key: 0, mode: 1 };
  expect(cosine(c, { key: 7, mode: 1 })).toBeGreaterThan(cosine(c, { key: 1, mode: 1 }));
});

test("values past their range are held at its ends; nothing measured is nothing", () => {
  expect(toVector({ bpm: 1_000 })).toEqual(toVector({ bpm: RANGES.bpm.max }));
  expect(toVector({}).every((value) => value === 0)).toBe(true);
  expect(new Set(VECTOR_NAMES).size).toBe(VECTOR_NAMES.length);
  expect(FEATURES_VERSION).toBeGreaterThan(0);
});
