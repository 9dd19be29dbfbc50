import fc from "fast-check";
import { expect, test } from "vitest";
import { pick, seededRandom } from "../../../src/base/random";
import { scoreToEvents } from "../../../src/compose/melody/from-score";
import { gridOf, type Given } from "../../../src/compose/melody/given";
import { layOut, layoutOf, type LaidBar } from "../../../src/compose/melody/layout";
import { drawPlan } from "../../../src/compose/melody/plan";
import {
  frameOf,
  writableLengths,
  writablePickups,
  writableTokens,
} from "../../../src/compose/melody/rules";
import { MelodyState } from "../../../src/compose/melody/state";
import { eventsToScore } from "../../../src/compose/melody/to-score";
import { METRES, ticksOf, tokenOf, type MelodyEvent } from "../../../src/compose/melody/vocabulary";
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

/** A tune by chance alone: every choice that plan and rules leave open is equally likely. */
function byChance(given: Given, bars: number, seed: number): readonly MelodyEvent[] {
  const random = seededRandom(seed);
  const state = new MelodyState(given, { bars });
  const frame = frameOf(given);
  const choose = (mask: Uint8Array) =>
    pick(
      random,
      Array.from(mask.keys()).filter((i) => mask[i] === 1),
    );
  const pickup = choose(writablePickups(state));
  const plan = drawPlan(bars, undefined, random);
  const layout = layOut(plan, pickup, ticksOf(pickup), gridOf(given.meter).full);
  for (const { line, to } of layout.bars) {
    state.push(line);
    while (state.position < to) {
      const token = choose(writableTokens(state, frame));
      const length = choose(writableLengths(state, token, frame, to - state.position));
      state.push({ token, length });
    }
  }
  state.push({ token: layout.end, length: -1 });
  return state.events;
}

test("whatever is chosen, every bar is exact, and the score says the same", () => {
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

test("a tune has the layout it was written on", () => {
  fc.assert(
    fc.property(givens, fc.integer({ min: 1, max: 24 }), fc.nat(), (given, bars, seed) => {
      const events = byChance(given, bars, seed);
      const { layout, sounds } = layoutOf(events, given);
      const again = layout.bars.flatMap(({ line }, i) => [line, ...(sounds[i] ?? [])]);
      expect([...again, { token: layout.end, length: -1 }]).toEqual(events);
      for (const { from, to } of layout.bars as LaidBar[]) {
        expect(from >= 0 && from < to && to <= gridOf(given.meter).full).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test("keeps to a scale when told", () => {
  const scale = [0, 2, 4, 5, 7, 9, 11];
  const given = { key: { tonic: "C", mode: "major" }, meter: { beats: 4, unit: 4 } } as const;
  const frame = frameOf(given, scale);
  const state = new MelodyState(given, { bars: 8 });
  state.push({ token: tokenOf("||"), length: 0 });
  const pitches = writableTokens(state, frame).slice(20);
  pitches.forEach((allowed, i) => {
    if (allowed === 1) expect(scale).toContain((72 - 21 + i) % 12);
  });
  expect(pitches.some((allowed) => allowed === 1)).toBe(true);
});
