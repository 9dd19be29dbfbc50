import { expect, test } from "vitest";
import { readTyped } from "../../../src/compose/motif/typed";
import type { Key, Meter } from "../../../src/music/score";

const inD: { key: Key; meter: Meter } = {
  key: { tonic: "D", mode: "major" },
  meter: { beats: 4, unit: 4 },
};
const inA: typeof inD = { ...inD, key: { tonic: "A", mode: "minor" } };

function notesOf(text: string, setting = inD) {
  const read = readTyped(text, setting);
  if (!read.ok) throw new Error(read.fault.message);
  return read.value.parts[0]?.notes.map(({ pitch, duration }) => [pitch, duration / 480]);
}

test.each([
  ["letters", "D E F A", [62, 64, 66, 69]],
  ["a line of ABC", "D2 FA d2", [62, 66, 69, 74]],
  ["numbers", "1 2 3 5 | 1' 6 5 -", [62, 64, 66, 69, 74, 71, 69]],
  ["numbers below and altered", "1 7, 6, #4", [62, 61, 59, 68]],
])("%s", (_, text, pitches) => {
  expect(notesOf(text)?.map(([pitch]) => pitch)).toEqual(pitches);
});

test("numbers count the degrees of a minor key as they stand in it", () => {
  expect(notesOf("1 3 6 7", inA)?.map(([pitch]) => pitch)).toEqual([57, 60, 65, 67]);
});

test("numbers have lengths: halved, dotted, held, and rests", () => {
  expect(notesOf("5_ 5_ 6. 1'_ | 2 - - 0")).toEqual([
    [69, 0.5],
    [69, 0.5],
    [71, 1.5],
    [74, 0.5],
    [64, 3],
  ]);
});

test("a whole tune keeps its own head", () => {
  const read = readTyped("T:Mine\nM:3/4\nL:1/4\nK:G\nGBd|", inD);
  expect(read.ok && read.value.key).toEqual({ tonic: "G", mode: "major" });
  expect(read.ok && read.value.meter).toEqual({ beats: 3, unit: 4 });
});

test("what is no tune is a fault with a sentence", () => {
  const read = readTyped("(((", inD);
  expect(read.ok).toBe(false);
  expect(!read.ok && read.fault.message.length).toBeGreaterThan(10);
});
