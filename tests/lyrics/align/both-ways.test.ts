import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAbc } from "../../../src/formats/abc/tunebook";
import { lineSlots } from "../../../src/lyrics/align/line-slots";
import { replacementsFor } from "../../../src/lyrics/align/replacements";
import { rhythmOf } from "../../../src/lyrics/align/rhythm";
import { lineSyllables } from "../../../src/lyrics/align/spoken";
import { barTicks } from "../../../src/music/bars";
import type { Score } from "../../../src/music/score";
import { arbitraryScore } from "../../fixtures/music/arbitrary";
import { pronounced, readLine } from "./reader";

function tune(abc: string): Score {
  const read = parseAbc(`X:1\nT:t\n${abc}\n`);
  if (!read.ok) throw new Error(read.fault.message);
  return read.value;
}

const line = (text: string) => lineSyllables(text, readLine);

describe("the lines that a melody asks for", () => {
  test("a common metre asks for four iambic lines", () => {
    const common = tune("M:4/4\nL:1/4\nK:G\nD|GABc|BAGF|ABcA|G3 D|GABc|BAGF|ABcA|G3|]");
    const lines = lineSlots(common);
    expect(lines.every(({ syllables, stresses }) => stresses.length === syllables)).toBe(true);
    expect(lines.map(({ syllables }) => syllables)).toEqual([8, 6, 8, 6]);
    expect(lines[0]?.stresses.join("")).toBe("01010101");
  });

  test("a jig's beats want the stress", () => {
    const [first] = lineSlots(tune("M:6/8\nL:1/8\nK:C\nCEG cGE|G6|]"));
    expect(first?.stresses).toEqual([1, 0, 0, 1, 0, 0, 1]);
  });

  test("phrases follow each other and cover the melody", () => {
    const law = fc.property(arbitraryScore, (score) => {
      const lines = lineSlots(score);
      let next = 0;
      for (const { first, last, syllables, stresses } of lines) {
        expect(first).toBe(next);
        expect(syllables).toBe(stresses.length);
        expect(syllables).toBeGreaterThan(0);
        expect(syllables).toBeLessThanOrEqual(14);
        next = last + 1;
      }
      expect(next).toBe(score.parts[0]?.notes.length);
    });
    fc.assert(law);
  });
});

describe("a rhythm from stresses", () => {
  const common = { beats: 4, unit: 4 };

  test("stressed syllables on beats, what stands before is a pickup, the last is held", () => {
    const { lines, pickup, bars } = rhythmOf(
      [line("The curfew tolls the knell of parting day"), line("the ploughman homeward")],
      common,
    );
    expect(pickup).toBe(240);
    const starts = lines[0]?.map(({ tick }) => (tick - pickup) / 480);
    expect(starts).toEqual([-0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]);
    expect(lines[0]?.at(-1)).toEqual({ tick: 240 + 4 * 480, duration: 4 * 480 - 240 });
    expect(bars).toBe(3);
  });

  test("a dactyl fills a beat of three", () => {
    const { lines } = rhythmOf([line("merrily merrily")], { beats: 6, unit: 8 });
    expect(lines[0]?.slice(0, 4).map(({ duration }) => duration)).toEqual([240, 240, 240, 240]);
  });

  test("every line has a note for each syllable, one after the other, in whole bars", () => {
    const meter = fc.constantFrom(common, { beats: 3, unit: 4 }, { beats: 6, unit: 8 });
    const words = ["the", "merrily", "river", "tomorrow", "of", "day", "understand", "a", "and"];
    const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 9 });
    const law = fc.property(
      meter,
      fc.array(text, { minLength: 1, maxLength: 4 }),
      (given, texts) => {
        const lines = texts.map((one) => line(one.join(" ")));
        const found = rhythmOf(lines, given);
        expect(found.lines.map((notes) => notes.length)).toEqual(lines.map((one) => one.length));
        let tick = 0;
        for (const note of found.lines.flat()) {
          expect(note.tick).toBe(tick);
          expect(Number.isInteger(note.duration) && note.duration > 0).toBe(true);
          tick += note.duration;
        }
        expect(tick).toBe(found.bars * barTicks(given));
      },
    );
    fc.assert(law);
  });
});

test("other words of the right stress, the usual ones first", () => {
  const words = ["the", "again", "river", "tomorrow", "today", "morning"];
  const lexicon = { words, pronounce: (word: string) => [pronounced(word)] };
  expect(replacementsFor(lexicon, "Again", [0, 1])).toEqual(["today"]);
  expect(replacementsFor(lexicon, "again", [1, 0])).toEqual(["river", "morning"]);
  expect(replacementsFor(lexicon, "again", [1, 0], { most: 1 })).toEqual(["river"]);
  const accepts = (word: string): boolean => word.startsWith("m");
  expect(replacementsFor(lexicon, "again", [1, 0], { accepts })).toEqual(["morning"]);
});
