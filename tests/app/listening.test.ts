import { expect, test } from "vitest";
import { hear, heardOf, startListening } from "../../src/app/listening";

test.each([
  ["whole", 40_000, 40_000, 1, false, 1, false],
  ["left at a quarter after 10 s", 40_000, 10_000, 1, true, 0.25, true],
  ["left after 31 s of a long piece", 600_000, 31_000, 1, true, 0.052, false],
  ["left past the half of a short piece", 20_000, 11_000, 1, true, 0.55, false],
  ["stopped early but not left", 40_000, 10_000, 1, false, 0.25, false],
  ["looped twice", 40_000, 80_000, 1, true, 1, false],
  ["whole at double tempo", 40_000, 20_000, 2, false, 1, false],
] as const)("%s", (_, lengthMs, playedMs, tempo, left, completion, skipped) => {
  const heard = hear(startListening("score:1", 5, lengthMs), playedMs, tempo);
  expect(heardOf(heard, "p", left)).toEqual({
    profileId: "p",
    trackId: "score:1",
    startMs: 5,
    playedMs,
    completion,
    skipped,
  });
});

test("hardly a second leaves no trace", () => {
  expect(heardOf(hear(startListening("score:1", 5, 40_000), 900), "p", true)).toBeUndefined();
});

test("time that runs backwards or not at all adds nothing", () => {
  let heard = startListening("score:1", 0, 1000);
  for (const ms of [-5, 0, Number.NaN]) heard = hear(heard, ms);
  expect([heard.playedMs, heard.heard]).toEqual([0, 0]);
});

test("stretches add up", () => {
  let heard = startListening("score:1", 0, 10_000);
  heard = hear(hear(heard, 2_000), 3_000, 0.5);
  expect(heard.playedMs).toBe(5_000);
  expect(heard.heard).toBeCloseTo(0.35, 10);
});
