import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { harmonise, type HarmonyModel } from "../../../src/compose/harmony/harmonise";
import { beatsOf } from "../../../src/compose/harmony/beats";
import { chordTones } from "../../../src/music/chord";
import { isChordSymbol } from "../../../src/music/chord-symbol";
import { parseAbc } from "../../../src/formats/abc/tunebook";
import { writeAbc } from "../../../src/formats/abc/write";
import type { ChordSymbol, Score } from "../../../src/music/score";
import { jig, reel } from "../../fixtures/music/tunes";
import { trainerPieces } from "./fixture";
import { committedHarmony } from "./model";

let model: HarmonyModel;
beforeAll(async () => {
  model = await committedHarmony();
});

const [hymn, pickup] = trainerPieces().map(({ score }) => score) as [Score, Score];
const symbols = fc.constantFrom("C", "F#m7", "Bb7", "Gsus4", "D/F#", "Edim7", "A13", "Ebmaj9");

function chordAt(chords: readonly ChordSymbol[], tick: number): string | undefined {
  return chords.findLast((chord) => chord.tick <= tick)?.symbol;
}

test("keeps every lock to the letter and the tick, in any colour, by the beat and by the bar", () => {
  const ticks = beatsOf(jig).flatMap(({ tick }) => [tick, tick + 240]);
  const locks = fc.uniqueArray(fc.tuple(fc.constantFrom(...ticks), symbols), {
    selector: ([tick]) => tick,
    maxLength: 4,
  });
  const options = fc.record({
    per: fc.constantFrom("beat" as const, "bar" as const),
    colour: fc.constantFrom(0, 0.5, 1),
    seed: fc.nat(),
    cadence: fc.constantFrom("authentic" as const, "half" as const, "plagal" as const),
  });
  fc.assert(
    fc.property(locks, options, (kept, wishes) => {
      const locked = kept.map(([tick, symbol]): ChordSymbol => ({ tick, symbol }));
      for (const chords of harmonise(model, jig, { ...wishes, locks: locked, count: 2 })) {
        for (const lock of locked) expect(chords).toContainEqual(lock);
        const order = chords.map(({ tick }) => tick);
        expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
        expect(chords.every(({ symbol }) => isChordSymbol(symbol))).toBe(true);
      }
    }),
    { numRuns: 25 },
  );
});

test("a cadence closes as it is called", () => {
  const last = (cadence: "authentic" | "half" | "plagal"): readonly string[] =>
    (harmonise(model, hymn, { per: "beat", cadence })[0] ?? []).slice(-2).map((c) => c.symbol);
  expect(last("authentic")).toEqual(["A", "D"]);
  expect(last("half")[1]).toBe("A");
  expect(last("plagal")).toEqual(["G", "D"]);
});

test("with a range the other bars keep what they had", () => {
  const [before = []] = harmonise(model, hymn, { per: "beat" });
  const score = { ...hymn, chords: before };
  const range = { first: 1, last: 2 };
  const from = hymn.bars[1]?.tick ?? 0;
  const to = (hymn.bars[2]?.tick ?? 0) + (hymn.bars[2]?.duration ?? 0);
  for (const chords of harmonise(model, score, { per: "beat", range, count: 4, seed: 3 })) {
    for (const { tick } of beatsOf(hymn)) {
      if (tick < from || tick >= to) expect(chordAt(chords, tick)).toBe(chordAt(before, tick));
    }
  }
});

test("alternatives differ, the same seed gives the same", () => {
  const ask = (seed: number): readonly (readonly ChordSymbol[])[] =>
    harmonise(model, hymn, { per: "beat", count: 4, seed });
  const found = ask(7).map((chords) => JSON.stringify(chords));
  expect(new Set(found).size).toBe(4);
  expect(ask(7)).toEqual(ask(7));
  expect(ask(8)[0]).toEqual(ask(7)[0]);
});

test("plain at colour 0, sevenths and more at colour 1, and never a semitone against a held note", () => {
  const size = (colour: number): number => {
    const [chords = []] = harmonise(model, hymn, { per: "bar", colour });
    const tones = chords.map(({ symbol }) => chordTones(symbol)?.pitchClasses.length ?? 0);
    return tones.reduce((a, b) => a + b, 0) / tones.length;
  };
  expect(size(0)).toBe(3);
  expect(size(0.4)).toBeGreaterThan(3.1);
  expect(size(1)).toBeGreaterThan(size(0.4));
});

test.each([reel, jig, hymn, pickup])("chords by the beat survive being written in ABC", (score) => {
  const [chords = []] = harmonise(model, score, { per: "beat" });
  const read = parseAbc(writeAbc({ ...score, chords }));
  expect(read.ok && read.value.chords).toEqual(chords);
});

test("a chord on every beat, inside long notes and rests, survives being written in ABC", () => {
  const long: Score = {
    ...hymn,
    parts: [
      {
        name: "melody",
        instrument: "piano",
        notes: [{ pitch: 62, tick: 0, duration: 3 * 1920, velocity: 80 }],
      },
    ],
  };
  const chords = beatsOf(long).map(({ tick }, i) => ({ tick, symbol: i % 2 ? "D" : "Gm7" }));
  const read = parseAbc(writeAbc({ ...long, chords }));
  expect(read.ok && read.value.chords).toEqual(chords);
});

test("a score without a note has its locks and nothing else", () => {
  const silent = { ...hymn, parts: [] };
  const locks = [{ tick: 0, symbol: "G" }];
  expect(harmonise(model, silent, { per: "bar", locks })).toEqual([locks]);
});
