import { expect, test } from "vitest";
import { parseAbc } from "../../../src/formats/abc/tunebook";
import { headAt, writtenOf } from "../../../src/ui/parts/score/written";
import { reel } from "./tune";

const written = writtenOf(reel);

test("writes no title and keeps the music", () => {
  expect(written.abc).not.toContain("T:");
  expect(written.abc).not.toContain("R:");
  const read = parseAbc(written.abc);
  expect(read.ok && read.value.parts[0]?.notes).toHaveLength(64);
});

test("one place for each head", () => {
  expect(written.ticks).toHaveLength(64);
});

test.each([
  ["the first note", 0, 0],
  ["the second", 0.25, 1],
  ["inside the second", 0.4, 1],
  ["the last before the repeat", 7.9, 31],
  ["the repeat comes back to the first", 8, 0],
  ["and goes on after it", 16, 32],
  ["the last", 23.9, 63],
  ["past the end", 60, 63],
])("%s", (_, sec, head) => {
  expect(headAt(written, sec)).toBe(head);
});

test("nothing sounds in a score without bars", () => {
  expect(headAt(writtenOf({ ...reel, bars: [], parts: [] }), 0)).toBe(-1);
});
