import { expect, test } from "vitest";
import {
  beatsOf,
  chordsByBar,
  moveChord,
  parseChordLine,
  shownSymbol,
  tidySymbol,
  withChord,
} from "../../../src/app/studio/chord-lane";
import type { Score } from "../../../src/music/score";
import { tune } from "../tune";

const score: Score = {
  ...tune("Chords"),
  chords: [
    { tick: 0, symbol: "D" },
    { tick: 960, symbol: "A7" },
    { tick: 3840, symbol: "Bm" },
  ],
};

test("chords stand in their bars", () => {
  const rows = chordsByBar(score).map((row) => row.map(({ symbol }) => symbol));
  expect(rows).toEqual([["D", "A7"], [], ["Bm"], []]);
});

test("a chord is put in, written over, moved and taken out, in order", () => {
  const symbols = (of: Score) => of.chords.map(({ tick, symbol }) => `${tick} ${symbol}`);
  expect(symbols(withChord(score, 1920, "G"))[2]).toBe("1920 G");
  expect(symbols(withChord(score, 960, "G"))).toEqual(["0 D", "960 G", "3840 Bm"]);
  expect(symbols(withChord(score, 960, undefined))).toEqual(["0 D", "3840 Bm"]);
  expect(symbols(moveChord(score, 960, 480, "Em"))).toEqual(["0 D", "480 Em", "3840 Bm"]);
});

test.each([
  ["4/4", { beats: 4, unit: 4 }, [0, 480, 960, 1440]],
  ["6/8", { beats: 6, unit: 8 }, [0, 720, 1440]],
])("beats of a bar of four quarters in %s", (_, meter, expected) => {
  expect(beatsOf({ ...score, meter }, 0)).toEqual(expected);
});

test.each([
  ["am7", "Am7"],
  ["B♭ maj7", "Bbmaj7"],
  ["f♯/c♯", "F#/C#"],
])("%s is stored as %s", (typed, stored) => expect(tidySymbol(typed)).toBe(stored));

test("flats and sharps are shown as such", () => {
  expect(shownSymbol("Bbm7/F#")).toBe("B♭m7/F♯");
  expect(shownSymbol("Am7b5")).toBe("Am7b5");
});

test("a line of chords is read, and what is none is named", () => {
  expect(parseChordLine("Am F | c, G7 – % |")).toEqual({
    symbols: ["Am", "F", "C", "G7", "G7"],
    wrong: [],
  });
  expect(parseChordLine("Am hello G").wrong).toEqual(["hello"]);
  expect(parseChordLine("  ")).toEqual({ symbols: [], wrong: [] });
});
