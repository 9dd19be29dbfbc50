import { expect, test } from "vitest";
import { levelDb } from "../../src/app/level";

test.each([
  ["a loud file comes down to −16 LUFS", -8, -8],
  ["one that is there stays", -16, 0],
  ["a soft one stays soft", -24, 0],
  ["one not measured stays", undefined, 0],
])("%s", (_, loudness, decibel) => {
  expect(levelDb(loudness)).toBeCloseTo(decibel, 12);
});
