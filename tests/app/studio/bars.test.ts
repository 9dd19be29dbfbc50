import { describe, expect, test } from "vitest";
import {
  changedBars,
  fitted,
  openBars,
  rangeOf,
  shiftedLocks,
  toggleLocks,
} from "../../../src/app/studio/bars";
import { tune } from "../tune";

test("a range reads the same drawn either way", () => {
  expect(rangeOf({ from: 5, to: 2 })).toEqual(rangeOf({ from: 2, to: 5 }));
});

test.each([
  [undefined, 4, undefined],
  [{ first: 1, last: 9 }, 4, { first: 1, last: 3 }],
  [{ first: 4, last: 6 }, 4, undefined],
])("%o in %d bars", (range, count, expected) => expect(fitted(range, count)).toEqual(expected));

describe("locks", () => {
  test("are put on what is open of a range, and taken off where nothing is", () => {
    expect(toggleLocks([2], { first: 1, last: 3 })).toEqual([1, 2, 3]);
    expect(toggleLocks([0, 1, 2, 3], { first: 1, last: 3 })).toEqual([0]);
  });

  test("leave the rest of a range open", () => {
    expect(openBars({ first: 0, last: 3 }, [1, 7])).toBe(3);
  });

  test.each([
    ["put in", 3, 4, [1, 8]],
    ["taken out", 1, -2, [1, 2]],
    ["taken out with a locked one", 2, -2, [1]],
  ])("follow their bars when some are %s", (_, after, by, expected) => {
    expect(shiftedLocks([1, 4], after, by)).toEqual(expected);
  });
});

test("bars differ by notes, chords and place", () => {
  const before = tune("Before");
  const part = before.parts[0];
  if (part === undefined) throw new Error("no melody");
  const notes = part.notes.map((note) => (note.tick === 1920 ? { ...note, pitch: 70 } : note));
  const after = {
    ...before,
    parts: [{ ...part, notes }],
    chords: [{ tick: 3840, symbol: "G" }],
    bars: [...before.bars, { tick: 7680, duration: 1920 }],
  };
  expect(changedBars(before, after)).toEqual([1, 2, 4]);
  expect(changedBars(before, before)).toEqual([]);
});
