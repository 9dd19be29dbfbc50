import fc from "fast-check";
import { expect, test } from "vitest";
import type { Score } from "../../../src/music/score";
import { barsARow, gridOf } from "../../../src/ui/studio/desk/grid-shape";
import { tune } from "../../app/tune";

const size = { width: 400, height: 60, perRow: 4 };

/** A tune of sections with pickups of a quarter. */
function withPickups(): Score {
  const plain = tune("Pickups");
  const lengths = [480, 1920, 1920, 1440, 480, 1920, 1440];
  const bars = lengths.map((duration, i) => ({
    tick: lengths.slice(0, i).reduce((a, b) => a + b, 0),
    duration,
    ...((i === 3 || i === 6) && { repeatEnd: true as const }),
  }));
  return { ...plain, bars };
}

test.each([
  [358, 4],
  [900, 8],
  [200, 2],
  [100, 1],
])("a row %d px wide has %d bars", (width, count) => expect(barsARow(width)).toBe(count));

test("bars of a row lie side by side over its width", () => {
  const { rows } = gridOf(tune("Plain"), size);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.bars.map(({ x, width }) => [x, width])).toEqual([
    [0, 100],
    [100, 100],
    [200, 100],
    [300, 100],
  ]);
  expect(rows[0]?.x(1920 + 960)).toBe(150);
  expect(rows[0]?.x(4 * 1920)).toBeUndefined();
});

test("a section begins a row, its pickup to the left of the full bars", () => {
  const { rows } = gridOf(withPickups(), size);
  expect(rows.map(({ bars }) => bars.map(({ index }) => index))).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6],
  ]);
  const firstFull = rows.map(({ bars }) => bars[1]?.x);
  expect(firstFull[0]).toBeCloseTo(firstFull[1] ?? 0);
  expect(rows[0]?.bars[0]?.x).toBeCloseTo(0);
});

test("every note is drawn within its row, whatever the rows", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 50, max: 1200 }),
      (perRow, width) => {
        const { rows, notePx } = gridOf(withPickups(), { width, height: 60, perRow });
        for (const { notes } of rows) {
          for (const note of notes) {
            expect(note.x).toBeGreaterThanOrEqual(-1e-6);
            expect(note.x + note.width).toBeLessThanOrEqual(width + 1e-6);
            expect(note.y + notePx).toBeLessThanOrEqual(60 + 1e-6);
          }
        }
      },
    ),
  );
});
