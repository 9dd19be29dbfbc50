import fc from "fast-check";
import { expect, test } from "vitest";
import { notesShape } from "../../../src/ui/studio/motif/notes-shape";
import { isBlack, pianoKeys } from "../../../src/ui/studio/motif/piano-keys";

test("an octave has eight white keys side by side and five black ones over their gaps", () => {
  const keys = pianoKeys(60, 13);
  const white = keys.filter(({ pitch }) => !isBlack(pitch));
  expect(white.map(({ left }) => left)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((i) => i / 8));
  const black = keys.filter(({ pitch }) => isBlack(pitch));
  expect(black.map(({ pitch }) => pitch)).toEqual([61, 63, 66, 68, 70]);
  expect(black.map(({ left, width }) => Math.round(8 * (left + width / 2)))).toEqual([
    1, 2, 4, 5, 6,
  ]);
});

test("notes stay in sight, at least as wide as a finger needs", () => {
  const note = fc.record({
    pitch: fc.integer({ min: 40, max: 90 }),
    startSec: fc.double({ min: 0, max: 20, noNaN: true }),
    durationSec: fc.double({ min: 0.05, max: 3, noNaN: true }),
    confidence: fc.constant(1),
  });
  fc.assert(
    fc.property(fc.array(note, { minLength: 1, maxLength: 30 }), (notes) => {
      for (const { x, y, width } of notesShape(notes, { width: 300, height: 140 })) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(Math.min(300, width) + x).toBeLessThanOrEqual(300 + 1e-6);
        expect(width).toBeGreaterThanOrEqual(24);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(140 - 24 + 1e-6);
      }
    }),
  );
});
