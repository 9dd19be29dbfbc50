import { expect, test } from "vitest";
import { authorshipLines, withAuthored } from "../../../src/app/studio/authorship";
import { en } from "../../../src/i18n/en";
import type { AuthoredChange } from "../../../src/library/rows";

const timeMs = Date.UTC(2026, 10, 24);
const varied: AuthoredChange = {
  timeMs,
  by: "model",
  what: "vary",
  bars: [2, 3],
  model: "melody@2",
  seed: 7,
};
const mixed: AuthoredChange = { timeMs, by: "person", what: "arrangement" };

test("every model, version and seed and each change of the person has its line", () => {
  const lines = authorshipLines(en, {
    by: "model",
    model: "melody@1",
    seed: 5,
    device: "wasm",
    settings: {},
    changes: [varied, mixed],
  });
  expect(lines).toEqual([
    "First written by the model melody@1, seed 5",
    "2026-11-24: varied (written bars 3, 4) by the model melody@2, seed 7, chosen by a person",
    "2026-11-24: arranged by a person",
  ]);
});

test("a piece of a person or of a file begins so", () => {
  expect(authorshipLines(en, { by: "person" })).toEqual(["First written by a person"]);
  expect(authorshipLines(en, { by: "file", name: "a.abc" })).toEqual([
    "First read from the file a.abc",
  ]);
});

test("turning the same thing again is one change; what a model wrote is always its own", () => {
  const later = { ...mixed, timeMs: timeMs + 1_000 };
  expect(withAuthored([varied, mixed], later)).toEqual([varied, later]);
  expect(withAuthored([mixed], { ...later, bars: [1] })).toHaveLength(2);
  expect(withAuthored([varied], varied)).toHaveLength(2);
  expect(withAuthored([varied], mixed)).toEqual([varied, mixed]);
});
