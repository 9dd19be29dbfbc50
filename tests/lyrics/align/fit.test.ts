import { describe, expect, test } from "vitest";
import { parseAbc } from "../../../src/formats/abc/tunebook";
import { fitWords, type Fitted } from "../../../src/lyrics/align/fit";
import { karaoke } from "../../../src/lyrics/align/karaoke";
import { stanzasOf } from "../../../src/lyrics/align/stanzas";
import { lineText } from "../../../src/music/lyrics";
import type { Score } from "../../../src/music/score";
import { validate } from "../../../src/music/validate";
import { readLine } from "./reader";

function tune(abc: string): Score {
  const read = parseAbc(`X:1\nT:t\n${abc}\n`);
  if (!read.ok) throw new Error(read.fault.message);
  return read.value;
}

function fit(score: Score, text: string): Fitted {
  const stanzas = stanzasOf(text);
  if (!stanzas.ok) throw new Error(stanzas.fault.message);
  const fitted = fitWords(score, stanzas.value, readLine);
  if (fitted === undefined) throw new Error("cannot be set");
  expect(validate(fitted.score).filter(({ kind }) => kind !== "bar-length")).toEqual([]);
  return fitted;
}

/** Each verse as its lines, a number of held notes after a syllable in brackets. */
const words = (score: Score): unknown =>
  score.lyrics?.map(({ lines }) => lines.map((line) => lineText(line)));

/** Notes that no syllable begins on and none is held over. */
function bare(score: Score, verse = 0): readonly number[] {
  const syllables = score.lyrics?.[verse]?.lines.flat() ?? [];
  const onsets = (score.parts[0]?.notes ?? []).map((note) => note.tick);
  return onsets.filter(
    (tick) => !syllables.some((one) => one.tick <= tick && tick <= (one.until ?? one.tick)),
  );
}

/** A common metre with a pickup: 8, 6, 8, 6. */
const common = tune(
  "M:4/4\nL:1/4\nK:G\nD|G2 BG|B2 A2|G2 E2|D3 D|G2 BG|B2 A2|d4-|d2 z B|d2 Bd|B2 G2|D2 E2|G3 E|D2 GG|A2 B2|G4-|G3|]",
);
const hymn =
  "Amazing grace, how sweet the sound\nThat saved a wretch like me,\nI once was lost, but now am found,\nWas blind, but now I see.";

describe("a hymn in common metre", () => {
  const fitted = fit(common, hymn);

  test("has a line to each phrase, every stress on a beat", () => {
    expect(words(fitted.score)).toEqual([hymn.split("\n")]);
    expect(bare(fitted.score)).toEqual([]);
    expect(fitted.splits).toBe(0);
    expect(fitted.lines.map((line) => line.row)).toEqual([1, 2, 3, 4]);
    const starts = fitted.score.lyrics?.[0]?.lines.map((line) => line[0]?.tick);
    expect(starts?.[0]).toBe(0);
    expect(starts?.[2]).toBe(480 * 32);
  });

  test("says how well each note fits", () => {
    expect(fitted.fit).toBeGreaterThan(0.6);
    expect(fitted.stressFit).toBeGreaterThan(0.85);
    const fits = fitted.lines.flatMap((line) => line.notes.map((note) => note.fit));
    expect(fits.length).toBe(common.parts[0]?.notes.length);
    expect(fits.every((one) => one > 0 && one <= 1)).toBe(true);
  });
});

test("words against the stress fit worse than words with it, and say why", () => {
  const waltz = tune("M:3/4\nL:1/4\nK:C\nCEG|cGE|FDF|E3|]");
  const good = fit(waltz, "merrily, merrily, over the hill");
  const bad = fit(waltz, "tomorrow, again the allure of today");
  expect(good.stressFit).toBeGreaterThan(bad.stressFit);
  expect(good.fit).toBeGreaterThan(bad.fit);
  expect(bad.lines[0]?.notes.map((note) => note.reason)).toContain("stressed-on-weak");
});

test("more syllables than notes divide the long ones", () => {
  const few = tune("M:4/4\nL:1/4\nK:C\nC2E2|G4|]");
  const fitted = fit(few, "under the yellow moon");
  expect(fitted.splits).toBeGreaterThan(0);
  expect(words(fitted.score)).toEqual([["under the yellow moon"]]);
  expect(bare(fitted.score)).toEqual([]);
  const total = (score: Score) => score.parts[0]?.notes.reduce((sum, n) => sum + n.duration, 0);
  expect(total(fitted.score)).toBe(total(few));
});

test("fewer syllables than notes are held, rather on weak notes", () => {
  const runs = tune("M:4/4\nL:1/8\nK:C\nC2 DE F2 GA|c4 G4|]");
  const fitted = fit(runs, "Slow falls the rain");
  expect(fitted.melismas).toBeGreaterThan(0);
  expect(bare(fitted.score)).toEqual([]);
  const [line] = fitted.score.lyrics?.[0]?.lines ?? [];
  expect(line?.map(({ text, tick }) => [text, tick / 240])).toEqual([
    ["Slow", 0],
    ["falls", 4],
    ["the", 7],
    ["rain", 8],
  ]);
});

test("stanzas are verses where the whole tune is repeated", () => {
  const round = tune("M:4/4\nL:1/4\nK:C\n|:C2E2|G4:|");
  const fitted = fit(round, "# a title\nthe day is\n\nthe night was");
  expect(words(fitted.score)).toEqual([["the day is"], ["the night was"]]);
  const sung = karaoke(fitted.score).map(({ text, startMs, line }) => [text, startMs, line]);
  expect(sung).toEqual([
    ["the", 0, 0],
    ["day", 1000, 0],
    ["is", 2000, 0],
    ["the", 4000, 1],
    ["night", 5000, 1],
    ["was", 6000, 1],
  ]);
});

test("another ending has the words of its own time", () => {
  const ends = tune("M:4/4\nL:1/4\nK:C\n|:C2E2|[1 G4:|[2 c4|]");
  const fitted = fit(ends, "now comes day\nnow comes night");
  expect(words(fitted.score)).toEqual([["now comes day"], ["now comes night"]]);
  expect(karaoke(fitted.score).map(({ text }) => text)).toEqual(
    "now comes day now comes night".split(" "),
  );
});

test("one verse is sung again at the repeat", () => {
  const round = tune("M:4/4\nL:1/4\nK:C\n|:C2E2|G4:|");
  const fitted = fit(round, "fa la la");
  expect(karaoke(fitted.score, 60).map(({ startMs }) => startMs / 1000)).toEqual([
    0, 2, 4, 8, 10, 12,
  ]);
  expect(karaoke(fitted.score).map(({ noteIndex }) => noteIndex)).toEqual([0, 1, 2, 0, 1, 2]);
});

test("a Chinese character is a syllable", () => {
  const four = tune("M:4/4\nL:1/4\nK:C\nCDEG|A3z|]");
  const fitted = fit(four, "明月几时有，");
  expect(fitted.score.lyrics?.[0]?.lines[0]?.map(({ text }) => text)).toEqual([
    ..."明月几时",
    "有，",
  ]);
});

test("words without notes, or only marks for words, are not set", () => {
  const one = tune("M:4/4\nL:1/64\nK:C\nCz|]");
  expect(fitWords(one, [[{ row: 1, text: "a b c d e f g h" }]], readLine)).toBeUndefined();
  expect(fitWords(one, [[{ row: 1, text: "- -" }]], readLine)).toBeUndefined();
});

test.each([
  ["", "There are no words in this text."],
  ["# only a title\n\n", "There are no words in this text."],
])("%j has no stanza", (text, message) => {
  const read = stanzasOf(text);
  expect(read.ok ? "" : read.fault.message).toBe(message);
});
