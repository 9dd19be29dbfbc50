import fc from "fast-check";
import { expect, test } from "vitest";
import { pick, seededRandom } from "../../../src/base/random";
import { scoreToEvents } from "../../../src/compose/melody/from-score";
import type { Given } from "../../../src/compose/melody/given";
import { frameOf, writableLengths, writableTokens } from "../../../src/compose/melody/rules";
import { MelodyState } from "../../../src/compose/melody/state";
import { eventsToScore } from "../../../src/compose/melody/to-score";
import {
  METRES,
  hasLength,
  isEnd,
  tokenOf,
  type MelodyEvent,
} from "../../../src/compose/melody/vocabulary";
import { MODES } from "../../../src/music/key";
import { validate } from "../../../src/music/validate";

const givens = fc.record({
  key: fc.record({
    tonic: fc.constantFrom("C", "F#", "Bb", "D", "G", "A"),
    mode: fc.constantFrom(...MODES),
  }),
  meter: fc.constantFrom(...METRES.slice(1)).map((metre) => {
    const [beats = 0, unit = 0] = metre.split("/").map(Number);
    return { beats, unit };
  }),
});

/** A tune by chance alone: every choice that the rules leave open is equally likely. */
function byChance(given: Given, bars: number, seed: number): readonly MelodyEvent[] {
  const random = seededRandom(seed);
  const state = new MelodyState(given, { bars });
  const frame = frameOf(given, bars);
  const choose = (mask: Uint8Array) =>
    pick(
      random,
      Array.from(mask.keys()).filter((i) => mask[i] === 1),
    );
  while (!isEnd(state.events.at(-1)?.token ?? 0)) {
    const token = choose(writableTokens(state, frame));
    const length = hasLength(token) ? choose(writableLengths(state, token, frame)) : -1;
    state.push({ token, length });
  }
  return state.events;
}

test("whatever is chosen, the tune ends, every bar is exact, and the score says the same", () => {
  fc.assert(
    fc.property(givens, fc.integer({ min: 1, max: 40 }), fc.nat(), (given, bars, seed) => {
      const events = byChance(given, bars, seed);
      const score = eventsToScore(events, given, "By chance");
      expect(validate(score)).toEqual([]);
      expect(scoreToEvents(score)).toEqual({ ok: true, value: events });
    }),
    { numRuns: 150 },
  );
});

test("keeps to a scale when told", () => {
  const scale = [0, 2, 4, 5, 7, 9, 11];
  const given = { key: { tonic: "C", mode: "major" }, meter: { beats: 4, unit: 4 } } as const;
  const frame = frameOf(given, 8, scale);
  const state = new MelodyState(given, { bars: 8 });
  state.push({ token: tokenOf("||"), length: 0 });
  const pitches = writableTokens(state, frame).slice(20);
  pitches.forEach((allowed, i) => {
    if (allowed === 1) expect(scale).toContain((72 - 21 + i) % 12);
  });
  expect(pitches.some((allowed) => allowed === 1)).toBe(true);
});
