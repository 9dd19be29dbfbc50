import fc from "fast-check";
import { expect, test } from "vitest";
import { visibleRange } from "../../../src/ui/library/visible-range";

test.each([
  ["at the top", 100, 800, 50, 1000, 0, 0, 14],
  ["scrolled past the first rows", -500, 800, 50, 1000, 0, 10, 26],
  ["with spare rows", -500, 800, 50, 1000, 5, 5, 31],
  ["a short list", 0, 800, 50, 3, 10, 0, 3],
  ["an empty list", 0, 800, 50, 0, 10, 0, 0],
  ["scrolled far past the end", -90_000, 800, 50, 1000, 0, 1000, 1000],
  ["below the screen", 900, 800, 50, 1000, 0, 0, 0],
] as const)("%s", (_, top, screen, row, total, spare, first, end) => {
  expect(visibleRange(top, screen, row, total, spare)).toEqual({ first, end });
});

test("every row on the screen is drawn, and never more than fit with the spare", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -100_000, max: 2_000 }),
      fc.integer({ min: 0, max: 20_000 }),
      fc.integer({ min: 20, max: 200 }),
      (top, total, row) => {
        const { first, end } = visibleRange(top, 800, row, total, 3);
        expect(end - first).toBeLessThanOrEqual(Math.ceil(800 / row) + 1 + 6);
        for (let i = 0; i < total; i += 97) {
          const seen = top + i * row < 800 && top + (i + 1) * row > 0;
          if (seen) expect(i >= first && i < end).toBe(true);
        }
      },
    ),
  );
});
