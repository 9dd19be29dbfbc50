import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { overlapArea } from "../../scripts/tunes/density";
import { OVERLAP_FEATURES, overlapFeatures } from "../../scripts/tunes/features";
import { setOverlap } from "../../scripts/tunes/sets";
import type { Note, Score } from "../../src/music/score";

interface Case {
  readonly name: string;
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly area: number;
}

const cases = JSON.parse(
  readFileSync(new URL("../fixtures/overlap/areas.json", import.meta.url), "utf8"),
) as readonly Case[];

test.each(cases)("$name: the area is SciPy's", ({ a, b, area }) => {
  expect(overlapArea(Float64Array.from(a), Float64Array.from(b))).toBeCloseTo(area, 3);
});

test("sets of one value overlap wholly with themselves, and not at all with another", () => {
  const ones = Float64Array.from([1, 1, 1]);
  expect(overlapArea(ones, ones)).toBe(1);
  expect(overlapArea(ones, Float64Array.from([2, 2, 2]))).toBe(0);
});

test("distances inside a set are taken both ways, between sets once", () => {
  // inside: 3, 3, between: 0, 3, 3, 0 for equal sets; the second set's inside is the same
  const set = [[0, 0], [3, 0]]; // prettier-ignore
  const { first, second } = setOverlap(set, set);
  expect(first).toBe(second);
  const far = setOverlap([[0], [1], [2.5]], [[1000], [1001], [1002.5]]);
  expect(far.first).toBeLessThan(0.01);
});

/** C4 for a quarter, E4 for an eighth, C5 for a triplet eighth, C4 for a dotted half. */
const tune: Score = {
  title: "",
  key: { tonic: "C", mode: "major" },
  meter: { beats: 4, unit: 4 },
  bpm: 120,
  bars: [],
  chords: [],
  parts: [
    {
      name: "Melody",
      instrument: "piano",
      notes: (
        [
          [60, 0, 480],
          [64, 480, 240],
          [72, 720, 160],
          [60, 960, 1440],
        ] as const
      ).map(([pitch, tick, duration]): Note => ({ pitch, tick, duration, velocity: 80 })),
    },
  ],
};

test("the nine features of a short tune", () => {
  const found = overlapFeatures(tune) ?? [];
  const [pc, pch, pctm, pr, pi, nc, ioi, nlh, nltm] = found;
  expect(OVERLAP_FEATURES.map(({ name }) => name).join(" ")).toBe(
    "PC PCH PCTM PR PI NC IOI NLH NLTM",
  );
  expect([pc, pr, nc]).toEqual([[3], [12], [4]]);
  expect(pi?.[0]).toBeCloseTo((4 + 8 + 12) / 3);
  expect(ioi?.[0]).toBeCloseTo(2 / 3);
  expect([pch?.[0], pch?.[4]]).toEqual([0.75, 0.25]);
  expect([pctm?.[4], pctm?.[12 * 4], pctm?.[0]]).toEqual([1 / 3, 1 / 3, 1 / 3]);
  expect([nlh?.[2], nlh?.[3], nlh?.[11], nlh?.[5]]).toEqual([0.25, 0.25, 0.25, 0.25]);
  expect([nltm?.[12 * 2 + 3], nltm?.[12 * 3 + 11], nltm?.[12 * 11 + 5]]).toEqual([
    1 / 3,
    1 / 3,
    1 / 3,
  ]);
});

test("a tune of one note has no features", () => {
  const [part] = tune.parts;
  const parts = part ? [{ ...part, notes: part.notes.slice(0, 1) }] : [];
  expect(overlapFeatures({ ...tune, parts })).toBeUndefined();
});
