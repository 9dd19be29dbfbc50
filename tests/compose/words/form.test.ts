import { expect, test } from "vitest";
import { parseLines, type LineForm } from "../../../src/compose/words/form";
import { parseSong } from "../../../src/compose/words/song-form";

function lines(scheme: string, syllables: string, metre?: string): readonly LineForm[] {
  const parsed = parseLines({ scheme, syllables, ...(metre === undefined ? {} : { metre }) });
  if (!parsed.ok) throw new Error(parsed.fault.message);
  return parsed.value;
}

test("reads letters and syllables; each line knows the earlier one that it rhymes with", () => {
  expect(lines("abab", "8,6,8,6")).toEqual([
    { syllables: 8, letter: "A" },
    { syllables: 6, letter: "B" },
    { syllables: 8, letter: "A", rhymesWith: 0 },
    { syllables: 6, letter: "B", rhymesWith: 1 },
  ]);
});

test("one number stands for all lines; an x is free", () => {
  expect(lines("xAxA", "7")).toEqual([
    { syllables: 7 },
    { syllables: 7, letter: "A" },
    { syllables: 7 },
    { syllables: 7, letter: "A", rhymesWith: 1 },
  ]);
});

test("a rhyme is with the line of the letter before it", () => {
  expect(lines("AAA", "5").map(({ rhymesWith }) => rhymesWith)).toEqual([undefined, 0, 1]);
});

test.each([
  ["iambic", [0, 1, 0, 1, 0]],
  ["trochaic", [1, 0, 1, 0, 1]],
  ["anapaestic", [0, 0, 1, 0, 0]],
  ["dactylic", [1, 0, 0, 1, 0]],
])("%s lines want these stresses", (metre, stresses) => {
  expect(lines("A", "5", metre)[0]?.stresses).toEqual(stresses);
});

test.each([
  ["A1AB", "8", '"1" is not a letter', { column: 2 }],
  ["", "8", "rhyme scheme is empty", undefined],
  ["ABAB", "8,0,8,6", '"0" is not a number of syllables', { column: 3 }],
  ["ABAB", "8,6,17", '"17" is not a number of syllables', { column: 5 }],
  ["ABAB", "8,6", "4 lines, but there are 2", undefined],
  ["A".repeat(17), "8", "at most 16 lines", undefined],
])("refuses %s of %s", (scheme, syllables, message, position) => {
  const parsed = parseLines({ scheme, syllables });
  expect(parsed).toMatchObject({ ok: false, fault: { message: expect.stringContaining(message) } });
  if (!parsed.ok) expect(parsed.fault.position).toEqual(position);
});

test("refuses a metre that is none", () => {
  expect(parseLines({ scheme: "A", syllables: "8", metre: "waltz" })).toMatchObject({ ok: false });
});

test("a song's section that returns brings back the form of the one before", () => {
  const song = parseSong("verse ABAB 8,6,8,6\nchorus AA 7 trochaic\n\nverse ABAB 8,6,8,6\nchorus");
  if (!song.ok) throw new Error(song.fault.message);
  expect(song.value.map(({ name, again }) => [name, again])).toEqual([
    ["verse", undefined],
    ["chorus", undefined],
    ["verse", undefined],
    ["chorus", 1],
  ]);
  expect(song.value[3]?.lines).toEqual(song.value[1]?.lines);
});

test.each([
  ["verse", { row: 1, column: 1 }],
  ["verse AB 8\nchorus A!A 7", { row: 2, column: 9 }],
  ["verse AB 8,x", { row: 1, column: 12 }],
  ["", undefined],
])("a fault of the song %j has its place", (text, position) => {
  const song = parseSong(text);
  expect(song.ok).toBe(false);
  if (!song.ok) expect(song.fault.position).toEqual(position);
});
