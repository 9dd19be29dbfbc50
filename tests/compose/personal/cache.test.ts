import { expect, test } from "vitest";
import { MelodyState } from "../../../src/compose/melody/state";
import { FIRST_PITCH, LENGTHS } from "../../../src/compose/melody/vocabulary";
import { StyleCache } from "../../../src/compose/personal/cache";
import { tuneOf } from "./tiny";

const pitch = (semitones: number) => FIRST_PITCH + 21 + semitones;
const tune = tuneOf(0, 2, 4, 5, 7, 9, 11, 12, 0, 2, 4, 7);

function stateAfter(events: number, of = tune): MelodyState {
  const state = new MelodyState(of.given);
  of.events.slice(0, events).forEach((event) => state.push(event));
  return state;
}

test("leans to what the tune did after the longest context it knows", () => {
  const cache = new StyleCache([tune]);
  const { odds } = cache.tokens(stateAfter(4)) ?? { odds: new Float32Array() };
  expect(odds.indexOf(Math.max(...odds))).toBe(pitch(5)); // 0 2 4 came twice, on to 5 and to 7
  expect(odds[pitch(7)]).toBeGreaterThan(0);
  const lengths = cache.lengths(stateAfter(4), pitch(5))?.odds;
  expect(lengths?.[LENGTHS.indexOf(24)]).toBeCloseTo(1, 6);
});

test("odds sum to 1 wherever it has something to say", () => {
  const cache = new StyleCache([tune, tuneOf(12, 11, 9, 7, 5, 4, 2, 0)]);
  for (let at = 0; at < 6; at++) {
    const said = cache.tokens(stateAfter(at));
    expect(said?.odds.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
  }
});

test("backs off to shorter contexts, and is silent at a place it never saw", () => {
  const cache = new StyleCache([tune]);
  const other = tuneOf(9, 9, 9, 9);
  expect(cache.tokens(stateAfter(3, other))?.odds[pitch(4)]).toBeGreaterThan(0);
  const jig = { ...other.given, meter: { beats: 6, unit: 8 } };
  expect(cache.tokens(new MelodyState(jig))).toBeUndefined();
});

test("counts for more with more tunes, never for most, and not at all while it would copy", () => {
  const shares = [1, 2, 5, 20, 1_000].map(
    (count) => new StyleCache(Array(count).fill(tune)).tokens(stateAfter(2))?.share ?? 0,
  );
  expect(shares[0]).toBeGreaterThan(0.05);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBeLessThanOrEqual(0.3);
  const cache = new StyleCache([tune]);
  expect(cache.tokens(stateAfter(6))).toBeDefined();
  expect(cache.tokens(stateAfter(8))).toBeUndefined(); // six notes stand as in the tune
  expect(new StyleCache([]).tokens(stateAfter(2))).toBeUndefined();
});
