import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Taste } from "../../../src/compose/melody/rank";
import { learnPreferences, tasteOf, type Choice } from "../../../src/compose/personal/preferences";
import { TRAITS, traitsOf } from "../../../src/compose/personal/traits";
import { tuneOf } from "./tiny";

const file = new URL("../../fixtures/personal/preferences.json", import.meta.url);
const oracle = JSON.parse(readFileSync(file, "utf8")) as {
  readonly choices: readonly Choice[];
  readonly weights: readonly number[];
};

test("weights are those of scikit-learn, in whatever order the choices came", () => {
  for (const choices of [oracle.choices, oracle.choices.toReversed()]) {
    learnPreferences(choices).forEach((weight, i) =>
      expect(weight).toBeCloseTo(oracle.weights[i] ?? NaN, 4),
    );
  }
});

test("nothing is learned where nothing was passed over", () => {
  const kept = oracle.choices.filter((choice) => choice.kept);
  expect(learnPreferences(kept)).toEqual(TRAITS.map(() => 0));
  expect(learnPreferences([])).toEqual(TRAITS.map(() => 0));
});

test("what is liked costs less", () => {
  const melody = (...semitones: readonly number[]) =>
    ({ ...tuneOf(...semitones), bitsPerNote: 1.6 }) as unknown as Parameters<Taste>[0];
  const calm = melody(0, 2, 4, 2, 0, 2, 4, 2);
  const wild = melody(0, 12, -5, 14, 1, 19, 3, 10);
  const set = (name: string): readonly Choice[] => [
    { set: name, kept: true, features: traitsOf(calm) },
    { set: name, kept: false, features: traitsOf(wild) },
  ];
  const taste = tasteOf(learnPreferences(["a", "b", "c"].flatMap(set)));
  expect(taste(calm)).toBeLessThan(taste(wild));
  expect(taste(calm)).toBeGreaterThan(0);
  const open = tasteOf(learnPreferences([]));
  expect(open(calm)).toBeCloseTo(Math.LN2, 6);
});
