import fc from "fast-check";
import { expect, test } from "vitest";
import { chordTones, voiceAbove } from "../../src/music/chord";
import { isChordSymbol } from "../../src/music/chord-symbol";
import {
  degreeOf,
  MODES,
  pitchClassOf,
  scalePitchClasses,
  signature,
  signatureFifths,
} from "../../src/music/key";
import { pitchName, pitchOf, spell } from "../../src/music/spelling";
import { transpose, transposeKey } from "../../src/music/transpose";
import type { Key, Mode } from "../../src/music/score";
import { reel } from "../fixtures/music/tunes";

const key = (tonic: string, mode: Mode = "major"): Key => ({ tonic, mode });
const keys = fc.record({
  tonic: fc.constantFrom("C", "G", "D", "A", "E", "B", "F#", "F", "Bb", "Eb", "Ab", "Db", "Gb"),
  mode: fc.constantFrom(...MODES),
});

test.each([
  [key("D"), 2],
  [key("D", "dorian"), 0],
  [key("G", "minor"), -2],
  [key("A", "mixolydian"), 2],
  [key("B", "phrygian"), 1],
  [key("F", "lydian"), 0],
  [key("Gb"), -6],
])("signature of %o", (k, fifths) => {
  expect(signatureFifths(k)).toBe(fifths);
  expect(Object.values(signature(k)).reduce((a, b) => a + b)).toBe(fifths);
});

test("the signature and the scale agree in every key", () => {
  fc.assert(
    fc.property(keys, (k) => {
      const bySignature = Object.entries(signature(k)).map(
        ([letter, alteration]) => (pitchClassOf(letter) + alteration + 12) % 12,
      );
      expect(bySignature.sort()).toEqual([...scalePitchClasses(k)].sort());
    }),
  );
});

test.each([
  [66, key("G"), "F#4"],
  [70, key("F"), "Bb4"],
  [65, key("G"), "F4"],
  [68, key("A", "minor"), "G#4"],
  [73, key("G"), "C#5"],
  [59, key("Gb"), "Cb4"],
  [60, key("C#"), "B#3"],
  [63, key("C"), "Eb4"],
])("%i in %o is %s", (pitch, k, name) => {
  expect(pitchName(pitch, k)).toBe(name);
});

test("a spelled pitch sounds what was spelled", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 127 }), keys, (pitch, k) => {
      expect(pitchOf(spell(pitch, k))).toBe(pitch);
      expect(degreeOf(pitch, k) !== undefined).toBe(scalePitchClasses(k).includes(pitch % 12));
    }),
  );
});

test("transposing there and back changes nothing; keys take few accidentals", () => {
  expect(transpose(transpose(reel, 5), -5)).toEqual(reel);
  expect(transpose(reel, 3).chords[0]?.symbol).toBe("Bb");
  expect(transposeKey(key("G"), 1)).toEqual(key("Ab"));
  expect(() => transpose(reel, 90)).toThrow(RangeError);
  expect(() => pitchClassOf("H")).toThrow(RangeError);
});

test.each([
  ["G", [7, 11, 2], 7],
  ["Am7", [9, 0, 4, 7], 9],
  ["D/F#", [2, 6, 9], 6],
  ["Bdim", [11, 2, 5], 11],
  ["E7#9b13", [4, 8, 11], 4],
])("chord %s", (symbol, pitchClasses, bass) => {
  const tones = chordTones(symbol);
  expect(tones?.bass).toBe(bass);
  expect(tones?.pitchClasses.slice(0, pitchClasses.length)).toEqual(pitchClasses);
});

test("remarks are not chords; voicings rise from their floor", () => {
  expect(["D.C.", "Fine", "slow", "DC", ""].filter(isChordSymbol)).toEqual([]);
  expect(chordTones("Fine")).toBeUndefined();
  expect(voiceAbove({ pitchClasses: [7, 11, 2], bass: 7 }, 55)).toEqual([55, 59, 62]);
});
