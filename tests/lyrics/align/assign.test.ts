import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  assign,
  penaltiesOf,
  sum,
  type Assignment,
  type Setting,
} from "../../../src/lyrics/align/assign";
import type { Slot } from "../../../src/lyrics/align/slots";
import { divide } from "../../../src/lyrics/align/split";
import { metricalStrength } from "../../../src/lyrics/align/strength";
import type { LineSyllable } from "../../../src/lyrics/align/syllable";

const costOf = (setting: Setting, assignment: Assignment): number =>
  sum(penaltiesOf(setting, assignment).flat());

/** Every assignment there is: 0 to 6 syllables on each note, none held before the first. */
function all({ syllables, slots }: Setting): Assignment[] {
  const ways = (left: number, n: number): number[][] => {
    if (n === slots.length) return left === 0 ? [[]] : [];
    return Array.from({ length: Math.min(6, left) + 1 }, (_, parts) => parts)
      .filter((parts) => n > 0 || parts > 0)
      .filter((parts) => parts < 2 || divide((slots[n] as Slot).duration, parts) !== undefined)
      .flatMap((parts) => ways(left - parts, n + 1).map((rest) => [parts, ...rest]));
  };
  return ways(syllables.length, 0);
}

const slot: fc.Arbitrary<Slot> = fc.record({
  tick: fc.constant(0),
  duration: fc.constantFrom(60, 120, 240, 360, 480, 720, 160),
  pitch: fc.constant(60),
  offset: fc.constantFrom(0, 120, 240, 480, 960),
  prominence: fc.constantFrom(0.1, 0.25, 0.5, 0.75, 1),
  peak: fc.boolean(),
  restAfter: fc.constantFrom(0, 120, 480),
  boundary: fc.constantFrom(0, 0.1, 0.35, 0.6, 1),
});

const syllable: fc.Arbitrary<LineSyllable> = fc.record({
  text: fc.constant("la"),
  hyphen: fc.boolean(),
  inside: fc.boolean(),
  weight: fc.constantFrom("main", "side", "weak", "function", "free"),
  lineEnd: fc.boolean(),
  pause: fc.boolean(),
});

const setting: fc.Arbitrary<Setting> = fc.record({
  meter: fc.constantFrom({ beats: 4, unit: 4 }, { beats: 6, unit: 8 }),
  syllables: fc.array(syllable, { minLength: 1, maxLength: 6 }),
  slots: fc.array(slot, { minLength: 1, maxLength: 6 }),
  jumps: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
});

describe("the assignment of syllables to notes", () => {
  test("costs as little as the cheapest of all there are", () => {
    fc.assert(
      fc.property(setting, (given) => {
        const found = assign(given);
        const ways = all(given);
        if (found === undefined) {
          expect(ways).toEqual([]);
          return;
        }
        const least = Math.min(...ways.map((way) => costOf(given, way)));
        expect(costOf(given, found)).toBeCloseTo(least, 9);
      }),
      { numRuns: 250 },
    );
  });

  test("every syllable has a note, every note a syllable or the one before it", () => {
    fc.assert(
      fc.property(setting, (given) => {
        const found = assign(given);
        if (found === undefined) return;
        expect(found.length).toBe(given.slots.length);
        expect(found[0]).toBeGreaterThan(0);
        expect(found.reduce((total, parts) => total + parts, 0)).toBe(given.syllables.length);
      }),
    );
  });

  test("nothing to set, or too much for the notes, has none", () => {
    const [given] = fc.sample(setting, 1) as [Setting];
    expect(assign({ ...given, syllables: [] })).toBeUndefined();
    expect(assign({ ...given, slots: [] })).toBeUndefined();
    const short = { ...(given.slots[0] as Slot), duration: 15 };
    const two = [given.syllables[0], given.syllables[0]] as LineSyllable[];
    expect(assign({ ...given, slots: [short], syllables: two })).toBeUndefined();
    const many = Array.from({ length: 3000 }, () => two[0] as LineSyllable);
    const notes = Array.from({ length: 3000 }, () => short);
    expect(() => assign({ ...given, slots: notes, syllables: many })).toThrow(RangeError);
  });
});

test.each([
  [{ beats: 4, unit: 4 }, [1, 0.1, 0.25, 0.1, 0.5, 0.1, 0.25, 0.1, 0.75], 120],
  [{ beats: 3, unit: 4 }, [1, 0.25, 0.5, 0.25, 0.5, 0.25, 1], 240],
  [{ beats: 6, unit: 8 }, [1, 0.25, 0.25, 0.5, 0.25, 0.25, 1], 240],
  [{ beats: 2, unit: 4 }, [1, 0.25, 0.5, 0.25, 1], 240],
])("strength of places in %j", (meter, strengths, step) => {
  expect(strengths.map((_, i) => metricalStrength(meter, i * step))).toEqual(strengths);
});

test.each<[number, number, readonly number[] | undefined]>([
  [480, 1, [480]],
  [480, 2, [240, 240]],
  [720, 2, [480, 240]],
  [720, 3, [240, 240, 240]],
  [480, 3, [240, 120, 120]],
  [160, 2, [80, 80]],
  [30, 2, undefined],
  [7, 2, undefined],
])("a note of %i ticks for %i syllables", (duration, parts, lengths) => {
  expect(divide(duration, parts)).toEqual(lengths);
});
