import fc from "fast-check";
import { expect, test } from "vitest";
import { chordScale, chordTones } from "../../src/music/chord";
import { voiceLead } from "../../src/music/voicing";

const range = { low: 55, high: 76 } as const;
const symbols = fc.array(
  fc
    .tuple(
      fc.constantFrom("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"),
      fc.constantFrom("", "m", "7", "maj7", "m7", "dim", "aug", "sus4", "m7b5", "9", "13"),
    )
    .map(([root, quality]) => root + quality),
  { minLength: 1, maxLength: 6 },
);

test("common tones stay and the others go by step", () => {
  const [c, f, , again] = voiceLead(["C", "F", "G7", "C"], { ...range, voices: 3 });
  expect(c).toHaveLength(3);
  const held = (c ?? []).filter((pitch) => f?.includes(pitch));
  expect(held.map((pitch) => pitch % 12)).toEqual([0]);
  expect(again).toEqual(c);
});

test("a seventh chord in three voices keeps its third and seventh", () => {
  for (const [symbol, third, seventh] of [
    ["G7", 11, 5],
    ["Cmaj9", 4, 11],
    ["Am7", 0, 7],
  ] as const) {
    const sounding = voiceLead([symbol], { ...range, voices: 3 })[0]?.map((pitch) => pitch % 12);
    expect(sounding).toContain(third);
    expect(sounding).toContain(seventh);
  }
});

test("chords in every voicing lie in the range, ascend, and sound their own tones only", () => {
  fc.assert(
    fc.property(symbols, fc.constantFrom(3 as const, 4 as const), (row, voices) => {
      const voiced = voiceLead(row, { ...range, voices });
      expect(voiced).toHaveLength(row.length);
      voiced.forEach((pitches, i) => {
        const { pitchClasses } = chordTones(row[i] as string) ?? { pitchClasses: [] };
        expect(pitches).toHaveLength(voices);
        expect([...pitches].sort((a, b) => a - b)).toEqual(pitches);
        expect(new Set(pitches).size).toBe(pitches.length);
        for (const pitch of pitches) {
          expect(pitch >= range.low && pitch <= range.high).toBe(true);
          expect(pitchClasses).toContain(pitch % 12);
        }
      });
    }),
    { numRuns: 40 },
  );
});

test("moves less than chords stacked from the root, and never in parallel fifths by step", () => {
  const row = ["C", "Dm", "Em", "F", "G", "Am", "G", "F", "G7", "C"];
  const voiced = voiceLead(row, { ...range, voices: 4 });
  const moved = (rows: readonly (readonly number[])[]): number =>
    rows
      .slice(1)
      .reduce(
        (sum, after, i) =>
          sum +
          after.reduce((own, p, v) => own + Math.abs(p - ((rows[i] as number[])[v] as number)), 0),
        0,
      );
  const stacked = row.map((symbol) => {
    const [root = 0, third = 0, fifth = 0] = chordTones(symbol)?.pitchClasses ?? [];
    const up = (pc: number): number => 60 + root + ((pc - root + 12) % 12);
    return [60 + root, up(third), up(fifth), 72 + root];
  });
  expect(moved(voiced)).toBeLessThan(moved(stacked));
  voiced.slice(1).forEach((after, i) => {
    const before = voiced[i] as readonly number[];
    for (let a = 0; a < 4; a++) {
      for (let b = a + 1; b < 4; b++) {
        const [pa, pb, na, nb] = [before[a], before[b], after[a], after[b]] as [
          number,
          number,
          number,
          number,
        ];
        const parallel = na !== pa && na - pa === nb - pb && [0, 7].includes((pb - pa) % 12);
        expect(parallel, `${row[i]} to ${row[i + 1]}`).toBe(false);
      }
    }
  });
});

test("a remark between chords is silent, and the voices go on over it", () => {
  const [c, none, again] = voiceLead(["C", "D.C.", "C"], { ...range, voices: 3 });
  expect(none).toEqual([]);
  expect(again).toEqual(c);
});

test("a range under an octave is refused", () => {
  expect(() => voiceLead(["C"], { low: 60, high: 70, voices: 3 })).toThrow(RangeError);
});

const C = { tonic: "C", mode: "major" } as const;
test.each([
  ["C", C, [0, 4, 7], [0, 2, 4, 5, 7, 9, 11]],
  ["D7", C, [2, 6, 9, 0], [2, 4, 6, 7, 9, 11, 0]],
  ["Dm7", C, [2, 5, 9, 0], [2, 4, 5, 7, 9, 11, 0]],
  ["Fm", C, [5, 8, 0], [5, 7, 8, 11, 0, 2, 4]],
  ["E", { tonic: "A", mode: "minor" }, [4, 8, 11], [4, 5, 8, 9, 11, 0, 2]],
  ["Bb", { tonic: "C", mode: "mixolydian" }, [10, 2, 5], [10, 0, 2, 4, 5, 7, 9]],
  ["D.C.", C, [], [0, 2, 4, 5, 7, 9, 11]],
] as const)("over %s a melody has its tones and its scale", (symbol, key, tones, scale) => {
  expect(chordScale(symbol, key)).toEqual({ tones, scale });
});
