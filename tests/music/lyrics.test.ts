import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineText, refitLyrics } from "../../src/music/lyrics";
import type { Score, SungSyllable, Verse } from "../../src/music/score";
import { transpose } from "../../src/music/transpose";
import { validate } from "../../src/music/validate";
import { scoreOf } from "../fixtures/music/tunes";

/** Two bars of four quarters. */
const tune = scoreOf([{ steps: quarters(60) }, { steps: quarters(64) }]);

const sung = withWords(tune, [
  [
    { tick: 0, text: "hap", hyphen: true },
    { tick: 480, text: "py", until: 960 },
    { tick: 1440, text: "days," },
  ],
  [
    { tick: 1920, text: "they" },
    { tick: 2400, text: "come" },
    { tick: 2880, text: "back", until: 3360 },
  ],
]);

function quarters(pitch: number): [number, number][] {
  return Array.from({ length: 4 }, (_, i) => [pitch + i, 2]);
}

function withWords(score: Score, lines: readonly SungSyllable[][]): Score {
  return { ...score, lyrics: [{ lines }] };
}

const ticksOf = (score: Score): unknown => score.lyrics?.[0]?.lines.flat().map((one) => one.tick);

test("a line reads as its words", () => {
  expect(lineText(sung.lyrics?.[0]?.lines[0] ?? [])).toBe("happy days,");
});

test.each<[string, SungSyllable[][]]>([
  ["words where no note begins", [[{ tick: 100, text: "la" }]]],
  ["an empty line", [[]]],
  ["an empty syllable", [[{ tick: 0, text: "" }]]],
  [
    "two syllables on one note",
    [
      [
        { tick: 0, text: "a" },
        { tick: 0, text: "b" },
      ],
    ],
  ],
  ["a line before the one it follows", [[{ tick: 960, text: "a" }], [{ tick: 480, text: "b" }]]],
  [
    "a syllable on a note that is still held",
    [
      [
        { tick: 0, text: "a", until: 960 },
        { tick: 480, text: "b" },
      ],
    ],
  ],
  ["a syllable held to no note", [[{ tick: 0, text: "a", until: 481 }]]],
])("finds %s", (_, lines) => {
  expect(validate(sung)).toEqual([]);
  const kinds = validate(withWords(tune, lines)).map((problem) => problem.kind);
  expect(new Set(kinds)).toEqual(new Set(["lyrics"]));
});

test("words stay under a tune in another key", () => {
  expect(transpose(sung, 3).lyrics).toEqual(sung.lyrics);
});

describe("refitting the words of a changed tune", () => {
  test("a bar before it moves them", () => {
    const longer = scoreOf([
      { steps: quarters(72) },
      ...[60, 64].map((p) => ({ steps: quarters(p) })),
    ]);
    const moved = refitLyrics(sung, longer, (bar) => bar + 1);
    expect(ticksOf(moved)).toEqual([1920, 2400, 3360, 3840, 4320, 4800]);
    expect(moved.lyrics?.[0]?.lines[0]?.[1]?.until).toBe(2880);
    expect(validate(moved)).toEqual([]);
  });

  test("a bar in another rhythm takes them note by note", () => {
    const other = scoreOf([{ steps: [[60, 3], [62, 1], [64, 4]] }, { steps: quarters(64) }]); // prettier-ignore
    const moved = refitLyrics(sung, other);
    expect(ticksOf(moved)).toEqual([0, 720, 960, 1920, 2400, 2880]);
    expect(moved.lyrics?.[0]?.lines.map(lineText)).toEqual(["happy days,", "they come back"]);
    expect(validate(moved)).toEqual([]);
  });

  test("a syllable without a note goes, and no hyphen points at it", () => {
    const other = scoreOf([{ steps: [[60, 8]] }, { steps: quarters(64) }]);
    const moved = refitLyrics(sung, other);
    expect(moved.lyrics?.[0]?.lines[0]).toEqual([{ tick: 0, text: "hap" }]);
    expect(validate(moved)).toEqual([]);
  });

  test("words of a bar that is gone are gone", () => {
    const shorter = scoreOf([{ steps: quarters(64) }]);
    const moved = refitLyrics(sung, shorter, (bar) => (bar === 1 ? 0 : undefined));
    expect(moved.lyrics?.[0]?.lines.map(lineText)).toEqual(["they come back"]);
  });

  test("whatever the change, none is left in the air", () => {
    const rhythm = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 8 });
    const tunes = fc
      .array(rhythm, { minLength: 1, maxLength: 4 })
      .map((bars) => scoreOf(bars.map((steps) => ({ steps: steps.map((n) => [60, n]) }))));
    const law = fc.property(tunes, tunes, fc.infiniteStream(fc.integer({ min: 1, max: 4 })), (old, changed, gaps) => {
      const onsets = old.parts[0]?.notes.map((note) => note.tick) ?? [];
      const syllables: SungSyllable[] = [];
      for (let i = 0; i < onsets.length; ) {
        const length = gaps.next().value as number;
        const [tick, until] = [onsets[i] as number, onsets[i + Math.min(length, 2) - 1]];
        const held = until !== undefined && until > tick ? { until } : {};
        syllables.push({ tick, text: `la${i}`, hyphen: length === 1, ...held });
        i += length;
      }
      const verse: Verse = { lines: [syllables.slice(0, 3), syllables.slice(3)].filter((l) => l.length > 0) };
      const moved = refitLyrics({ ...old, lyrics: [verse] }, changed);
      expect(validate(moved).filter((problem) => problem.kind === "lyrics")).toEqual([]);
      expect(refitLyrics({ ...old, lyrics: [verse] }, old).lyrics?.[0]?.lines.flat().map((s) => s.text)).toEqual(
        syllables.map((s) => s.text),
      );
    }); // prettier-ignore
    fc.assert(law, { numRuns: 200 });
  });
});
