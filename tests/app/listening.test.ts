import { expect, test } from "vitest";
import { hear, listenOf, startListening } from "../../src/app/listening";

const track = { id: "score:1", artistId: "artist:me" };

test.each([
  ["whole", 40_000, 40_000, false, 1, false],
  ["left at a quarter after 10 s", 40_000, 10_000, true, 0.25, true],
  ["left after 31 s of a long piece", 600_000, 31_000, true, 0.052, false],
  ["left past the half of a short piece", 20_000, 11_000, true, 0.55, false],
  ["stopped early but not left", 40_000, 10_000, false, 0.25, false],
  ["looped twice", 40_000, 80_000, true, 1, false],
] as const)("%s", (_, lengthMs, playedMs, left, completion, skipped) => {
  const heard = hear(startListening(track, 5, lengthMs), playedMs);
  expect(listenOf(heard, "p", left)).toEqual({
    id: "p|score:1|5",
    profileId: "p",
    trackId: "score:1",
    artistId: "artist:me",
    startMs: 5,
    playedMs,
    completion,
    skipped,
    source: "app",
  });
});

test("hardly a second leaves no trace", () => {
  expect(listenOf(hear(startListening(track, 5, 40_000), 900), "p", true)).toBeUndefined();
});

test("time that runs backwards or not at all adds nothing", () => {
  let heard = startListening(track, 0, 1000);
  for (const ms of [-5, 0, Number.NaN]) heard = hear(heard, ms);
  expect(heard.playedMs).toBe(0);
});
