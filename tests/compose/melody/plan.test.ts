import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "../../../src/base/random";
import { drawPlan } from "../../../src/compose/melody/plan";
import { sectionsOfForm, usualBars } from "../../../src/compose/melody/sections";

test.each([
  ["AABB", 16, "A8r B8r"],
  ["AABB", 32, "A8 A8 B8 B8"],
  ["AABA", 16, "A4 A4 B4 A4"],
  ["AABA", 24, "A8r B8 A8"],
  ["ABAC", 32, "A8 B8 A8 C8"],
  ["ABAC", 16, "A4 B4 A4 C4"],
  ["AAB", 12, "A4 A4 B4"],
  ["AA'B", 24, "A8 A8' B8"],
  ["A", 9, "A9"],
])("%s in %i bars is %s", (form, bars, written) => {
  const told = sectionsOfForm(form, bars).map(
    ({ letter, bars, repeated, varied }) =>
      `${letter}${bars}${repeated ? "r" : ""}${varied ? "'" : ""}`,
  );
  expect(told.join(" ")).toBe(written);
});

test.each([
  ["AABB", 16],
  ["ABAC", 32],
  ["AABA", 24],
])("%s usually has %i bars", (form, bars) => {
  expect(usualBars(form)).toBe(bars);
});

test("a form that is none, or that the bars do not fit, is refused with a reason", () => {
  expect(() => sectionsOfForm("BA", 16)).toThrow('"BA" is not a form');
  expect(() => sectionsOfForm("", 16)).toThrow("is not a form");
  expect(() => sectionsOfForm("ABC", 16)).toThrow("16 bars cannot be shared among the 3 sections");
});

const forms = fc.constantFrom(undefined, "AABB", "ABAC", "AABA", "ABCB", "AA'B", "AAB");

test("a plan has all its bars, and takes up only bars that came before", () => {
  fc.assert(
    fc.property(forms, fc.integer({ min: 1, max: 5 }), fc.nat(), (form, eights, seed) => {
      const bars = form === undefined ? eights * 8 - (seed % 8) : usualBars(form);
      const plan = drawPlan(bars, form, seededRandom(seed));
      expect(plan.bars).toHaveLength(bars);
      expect(plan.sections.reduce((sum, section) => sum + section.bars, 0)).toBe(bars);
      plan.bars.forEach(({ like }, i) => {
        if (like) expect(like.bar >= 0 && like.bar < i).toBe(true);
      });
    }),
  );
});

test("a section that comes again does so note for note", () => {
  const { bars } = drawPlan(32, "ABAC", seededRandom(3));
  const again = bars.slice(16, 23).map(({ like }) => like);
  expect(again).toEqual([0, 1, 2, 3, 4, 5, 6].map((bar) => ({ bar, how: "same" })));
});

test("the usual plans repeat as the books do, and end on the tonic", () => {
  const plans = Array.from({ length: 500 }, (_, i) => drawPlan(16, undefined, seededRandom(i)));
  const shares = plans.map(({ bars }) => {
    return bars.filter(({ like }) => like?.how === "same").length / bars.length;
  });
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  expect(mean).toBeGreaterThan(0.22);
  expect(mean).toBeLessThan(0.3);
  expect(plans.filter(({ bars }) => bars.at(-1)?.close === "tonic").length).toBeGreaterThan(425);
});
