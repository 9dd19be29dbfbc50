import fc from "fast-check";
import { expect, test } from "vitest";
import { seededContour, smoothPath } from "../../../src/ui/player/seeded-contour";

test("the same id has the same line, inside its box", () => {
  fc.assert(
    fc.property(fc.string(), (id) => {
      const line = seededContour(id, 24);
      expect(line).toEqual(seededContour(id, 24));
      expect(line).toHaveLength(24);
      for (const height of line) {
        expect(height).toBeGreaterThanOrEqual(0);
        expect(height).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test("different names have different lines", () => {
  expect(seededContour("artist:a", 24)).not.toEqual(seededContour("artist:b", 24));
});

test("a path goes from edge to edge, high values at the top", () => {
  expect(smoothPath([0, 1], 10, 20)).toBe("M0 20C5 20 5 0 10 0");
});
