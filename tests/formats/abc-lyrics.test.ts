import abcjs from "abcjs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAbc } from "../../src/formats/abc/tunebook";
import { writeAbc } from "../../src/formats/abc/write";
import { lineText } from "../../src/music/lyrics";
import type { Score, Verse } from "../../src/music/score";
import { validate } from "../../src/music/validate";
import { arbitrarySung } from "../fixtures/music/sung";

function read(abc: string): Score {
  const result = parseAbc(abc);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

const sung = (body: string): Score => read(`X:1\nT:t\nM:4/4\nL:1/4\nK:C\n${body}\n`);

/** Syllables of a verse as [text, quarter, quarter of the last note held]. */
const syllables = (verse: Verse | undefined): unknown =>
  verse?.lines.flat().map(({ text, tick, until, hyphen }) => {
    return [text + (hyphen ? "-" : ""), tick / 480, ...(until === undefined ? [] : [until / 480])];
  });

test.each<[string, string, unknown]>([
  ["syllables and words", "CDEF|\nw: a-ve Ma-ri", [["a-", 0], ["ve", 1], ["Ma-", 2], ["ri", 3]]],
  ["a held note", "CDEF|\nw: oh__ no", [["oh", 0, 2], ["no", 3]]],
  ["a hyphen that holds", "CDEF|\nw: mer- -cy me", [["mer-", 0, 1], ["cy", 2], ["me", 3]]],
  ["an empty note", "CDEF|\nw: a * b", [["a", 0], ["b", 2]]],
  ["blanks and hyphens inside", "CDEF|\nw: of~the well\\-known", [["of the", 0], ["well-known", 1]]],
  ["the next bar", "CD z2|EF z2|\nw: a | b c", [["a", 0], ["b", 4], ["c", 5]]],
  ["rests and grace notes pass", "C z {d}D F|\nw: a b c", [["a", 0], ["b", 2], ["c", 3]]],
  ["a tied note counted", "C D-|D E|\nw: a b _ c", [["a", 0], ["b", 1], ["c", 3]]],
  ["a tied note not counted", "C D-|D E|\nw: a b c", [["a", 0], ["b", 1], ["c", 3]]],
  ["words too many for the notes", "CD z2|\nw: a b c d", [["a", 0], ["b", 1]]],
])("%s", (_, body, expected) => {
  expect(syllables(sung(body).lyrics?.[0])).toEqual(expected);
}); // prettier-ignore

test("each w: under a line is a verse, each line of words a line", () => {
  const score = sung("CDEF|\nw: one two\nw: three four\nGABc|\nw: five six,\n+: seven");
  expect(score.lyrics?.map(({ lines }) => lines.map(lineText))).toEqual([
    ["one two", "five six,", "seven"],
    ["three four"],
  ]);
});

test("a score without words is written as it was", () => {
  expect(sung("CDEF|").lyrics).toBeUndefined();
  expect(writeAbc(sung("CDEF|"))).not.toContain("w:");
});

test("what is written reads back: every syllable and every line", () => {
  fc.assert(
    fc.property(arbitrarySung, (score) => {
      const abc = writeAbc(score);
      const back = read(abc);
      expect(back.parts[0]?.notes).toEqual(score.parts[0]?.notes);
      expect(back.bars).toEqual(score.bars);
      const sung = score.lyrics?.some(({ lines }) => lines.length > 0);
      expect(back.lyrics).toEqual(sung ? score.lyrics : undefined);
      expect(validate(back).filter(({ kind }) => kind === "lyrics")).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("abcjs reads the words at the same notes", () => {
  const score = sung("D|GABc|\nw: the day is done and\nd4|]\nw: gone");
  const [parsed] = abcjs.parseOnly(writeAbc(score));
  const words = [...JSON.stringify(parsed?.lines).matchAll(/"syllable":"(\w+)"/g)];
  expect(words.map(([, syllable]) => syllable)).toEqual([
    "the",
    "day",
    "is",
    "done",
    "and",
    "gone",
  ]);
});
