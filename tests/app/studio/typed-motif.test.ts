import { expect, test } from "vitest";
import { readMotif } from "../../../src/app/studio/typed-motif";

const frame = {
  key: { tonic: "G", mode: "major" },
  meter: { beats: 4, unit: 4 },
  bpm: 100,
} as const;

function notes(text: string): readonly string[] {
  const read = readMotif(text, frame);
  if (!read.ok) throw new Error(read.fault.message);
  return (read.value.parts[0]?.notes ?? []).map(({ pitch, duration }) => `${pitch}/${duration}`);
}

test.each([
  ["letters take the key's signature", "G A B F", ["67/240", "69/240", "71/240", "66/240"]],
  ["small letters are an octave up", "c d", ["72/240", "74/240"]],
  ["numbers are eighths", "G4 z2 A", ["67/960", "69/240"]],
  ["names with signs are as written", "Bb C#2 F#", ["70/240", "61/480", "66/240"]],
  ["numbers are degrees of the key", "1 2 3 5", ["55/480", "57/480", "59/480", "62/480"]],
  ["ABC is read as ABC", "G2 ^A>B |", ["67/480", "70/360", "71/120"]],
])("%s", (_, text, expected) => expect(notes(text)).toEqual(expected));

test("the frame gives key, metre and tempo", () => {
  const read = readMotif("G A B", frame);
  expect(read).toMatchObject({ ok: true, value: { ...frame } });
});

test("a whole tune in ABC brings its own", () => {
  const read = readMotif("X:1\nM:6/8\nK:Ador\nEAA ABc", frame);
  expect(read).toMatchObject({
    ok: true,
    value: { key: { tonic: "A", mode: "dorian" }, meter: { beats: 6, unit: 8 } },
  });
});

test.each([["", "   ", "hello there", "|||"]].flat())("%j has no notes", (text) => {
  expect(readMotif(text, frame).ok).toBe(false);
});
