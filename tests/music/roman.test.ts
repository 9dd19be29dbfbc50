import fc from "fast-check";
import { expect, test } from "vitest";
import { chordTones } from "../../src/music/chord";
import { MODES } from "../../src/music/key";
import { romanOf, symbolOf } from "../../src/music/roman";
import type { Key } from "../../src/music/score";

const C: Key = { tonic: "C", mode: "major" };
const a: Key = { tonic: "A", mode: "minor" };

test.each([
  ["C", C, "I"],
  ["Dm7", C, "ii7"],
  ["G7", C, "V7"],
  ["Cmaj7", C, "Imaj7"],
  ["Bdim", C, "vii°"],
  ["Bm7b5", C, "viiø7"],
  ["D7", C, "V7/V"],
  ["E7", C, "V7/vi"],
  ["A", C, "V/ii"],
  ["D7/F#", C, "V65/V"],
  ["Bb", C, "bVII"],
  ["Db7", C, "bII7"],
  ["F#dim7", C, "#iv°7"],
  ["C/E", C, "I6"],
  ["C/G", C, "I64"],
  ["G7/F", C, "V42"],
  ["Dm7/F", C, "ii65"],
  ["F/G", C, "IV/5"],
  ["C6", C, "Iadd6"],
  ["Gsus4", C, "Vsus4"],
  ["Caug", C, "I+"],
  ["Am", a, "i"],
  ["C", a, "III"],
  ["E7", a, "V7"],
  ["G#dim7", a, "#vii°7"],
  ["D", { tonic: "D", mode: "mixolydian" }, "I"],
  ["C", { tonic: "D", mode: "mixolydian" }, "VII"],
] as const)("%s in %o is %s, and back", (symbol, key, roman) => {
  expect(romanOf(symbol, key)).toBe(roman);
  expect(symbolOf(roman, key)).toBe(symbol);
});

test.each([
  ["ii7 V7 Imaj7", { tonic: "Bb", mode: "major" }, "Cm7 F7 Bbmaj7"],
  ["I V6 vi iii64 IV I6 IV V", { tonic: "D", mode: "major" }, "D A/C# Bm F#m/C# G D/F# G A"],
  ["i VII VI V", { tonic: "E", mode: "minor" }, "Em D C B"],
] as const)("the progression %s", (numerals, key, symbols) => {
  expect(numerals.split(" ").map((numeral) => symbolOf(numeral, key))).toEqual(symbols.split(" "));
});

test.each(["D.C.", "", "H7"])("%j is no chord", (text) => {
  expect(romanOf(text, C)).toBeUndefined();
});

test.each(["", "VIII", "V7/VIII", "ii/V", "x"])("%j is no numeral", (text) => {
  expect(symbolOf(text, C)).toBeUndefined();
});

test("there and back sounds the same, in every key", () => {
  const roots = fc.constantFrom("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B");
  const qualities = fc.constantFrom(
    "",
    "m",
    "7",
    "m7",
    "maj7",
    "dim",
    "dim7",
    "m7b5",
    "aug",
    "6",
    "9",
    "sus4",
  );
  const keys = fc.record({ tonic: roots, mode: fc.constantFrom(...MODES) });
  fc.assert(
    fc.property(roots, qualities, fc.option(roots), keys, (root, quality, bass, key) => {
      const symbol = root + quality + (bass === null ? "" : `/${bass}`);
      const again = symbolOf(romanOf(symbol, key) ?? "", key);
      expect(chordTones(again ?? "")).toEqual(chordTones(symbol));
    }),
  );
});
