import fc from "fast-check";
import { expect, test } from "vitest";
import { assignSlots, type Slot } from "../../../src/ui/library/slots";

const run = (first: number, end: number) =>
  Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);

test("rows that stay keep their drawing; new ones take those that are free", () => {
  const before = assignSlots([], run(0, 4));
  expect(before.map(({ slot }) => slot)).toEqual([0, 1, 2, 3]);
  const after = assignSlots(before, run(2, 6));
  expect(after.map(({ index }) => index)).toEqual([2, 3, 4, 5]);
  expect(after.slice(0, 2)).toEqual(before.slice(2));
  expect(new Set(after.map(({ slot }) => slot))).toEqual(new Set([0, 1, 2, 3]));
});

test("along any way of scrolling: every wanted row once, in order, no drawing twice", () => {
  const windows = fc.array(fc.tuple(fc.nat(50), fc.nat(12)), { maxLength: 20 });
  fc.assert(
    fc.property(windows, (steps) => {
      let drawn: readonly Slot[] = [];
      for (const [first, length] of steps) {
        const before = new Map(drawn.map(({ index, slot }) => [index, slot]));
        drawn = assignSlots(drawn, run(first, first + length));
        expect(drawn.map(({ index }) => index)).toEqual(run(first, first + length));
        expect(new Set(drawn.map(({ slot }) => slot)).size).toBe(drawn.length);
        for (const { index, slot } of drawn) {
          const old = before.get(index);
          if (old !== undefined) expect(slot).toBe(old);
        }
      }
    }),
  );
});
