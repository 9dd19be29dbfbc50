import { expect, test } from "vitest";
import { seededRandom } from "../../../src/base/random";
import { drawForm, offeredTypes, readForms } from "../../../src/compose/melody/forms";

const FORMS = readForms([
  ["jig", "G", "maj", "6/8", 16, 60],
  ["jig", "E", "min", "6/8", 8, 20],
  ["reel", "D", "maj", "2/2", 16, 120],
  ["waltz", "C", "maj", "3/4", 16, 2],
  ["reel", "D", "maj", "2/2", 17, 9],
]);

test("offers types with enough tunes, the most frequent first", () => {
  expect(offeredTypes(FORMS)).toEqual(["reel", "jig"]);
});

test("forms with an odd bar out are left aside", () => {
  expect(FORMS.map(({ bars }) => bars)).not.toContain(17);
});

test("draws types in the proportions of the books", () => {
  const random = seededRandom(1);
  const drawn = Array.from({ length: 4000 }, () => drawForm(FORMS, {}, random));
  const share = (type: string) => drawn.filter((form) => form.type === type).length / 4000;
  expect(share("reel")).toBeCloseTo(0.6, 1);
  expect(share("jig")).toBeCloseTo(0.4, 1);
  expect(share("waltz")).toBe(0);
});

test.each([
  ["a type too rare to be drawn", { type: "waltz" }, { type: "waltz", bars: 16 }],
  ["a mode", { key: { mode: "minor" } }, { type: "jig", bars: 8 }],
  ["bars that no such tune has", { type: "jig", bars: 12 }, { type: "jig", bars: 12 }],
  ["a type unknown to the books", { type: "polka", bars: 8 }, { type: "polka", bars: 8 }],
] as const)("keeps to %s", (_, wishes, expected) => {
  expect(drawForm(FORMS, wishes, seededRandom(2))).toMatchObject(expected);
});

test("refuses what is not a list of forms", () => {
  expect(() => readForms({})).toThrow(RangeError);
});
