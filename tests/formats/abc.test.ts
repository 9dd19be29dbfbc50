import abcjs from "abcjs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAbc, parseTunebook } from "../../src/formats/abc/tunebook";
import { writeAbc, writeTunebook } from "../../src/formats/abc/write";
import type { Score } from "../../src/music/score";
import { arbitraryScore } from "../fixtures/music/arbitrary";
import { mutated } from "../fixtures/music/mutate";
import { mutations } from "../fixtures/music/runs";

/** Pitches and lengths in eighths of the music after a head in C, 4/4, L:1/8. */
function read(music: string, head = "M:4/4\nL:1/8\nK:C"): (readonly [number, number, number])[] {
  return (
    score(music, head).parts[0]?.notes.map((n) => [n.pitch, n.tick / 240, n.duration / 240]) ?? []
  );
}

function score(music: string, head = "M:4/4\nL:1/8\nK:C"): Score {
  const result = parseAbc(`X:1\nT:t\n${head}\n${music}\n`);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

test.each<[string, string, (readonly [number, number, number])[]]>([
  [
    "octaves",
    "C,Cc c'|",
    [
      [48, 0, 1],
      [60, 1, 1],
      [72, 2, 1],
      [84, 3, 1],
    ],
  ],
  [
    "lengths",
    "C2D/E3/2F//|",
    [
      [60, 0, 2],
      [62, 2, 0.5],
      [64, 2.5, 1.5],
      [65, 4, 0.25],
    ],
  ],
  [
    "rests",
    "Cz2xD|",
    [
      [60, 0, 1],
      [62, 4, 1],
    ],
  ],
  [
    "an accidental to the end of the bar",
    "^FF|F|",
    [
      [66, 0, 1],
      [66, 1, 1],
      [65, 2, 1],
    ],
  ],
  [
    "a tie over the bar line keeps its accidental",
    "^F2-|FF|",
    [
      [66, 0, 3],
      [65, 3, 1],
    ],
  ],
  [
    "a tie between two pitches is a slur",
    "C-D|",
    [
      [60, 0, 1],
      [62, 1, 1],
    ],
  ],
  [
    "broken rhythm",
    "C>D E<<F|",
    [
      [60, 0, 1.5],
      [62, 1.5, 0.5],
      [64, 2, 0.25],
      [65, 2.25, 1.75],
    ],
  ],
  [
    "a triplet",
    "(3C2D2E2F|",
    [
      [60, 0, 4 / 3],
      [62, 4 / 3, 4 / 3],
      [64, 8 / 3, 4 / 3],
      [65, 4, 1],
    ],
  ],
  [
    "a tuplet with its own count",
    "(3:2:2C2D E|",
    [
      [60, 0, 4 / 3],
      [62, 4 / 3, 2 / 3],
      [64, 2, 1],
    ],
  ],
  [
    "grace notes and decorations",
    "{ag}~C.T!trill!D+fermata+E|",
    [
      [60, 0, 1],
      [62, 1, 1],
      [64, 2, 1],
    ],
  ],
  [
    "slurs",
    "(C(D)E)|",
    [
      [60, 0, 1],
      [62, 1, 1],
      [64, 2, 1],
    ],
  ],
  [
    "the top of a chord",
    "[CEG]2[c/e/]|",
    [
      [67, 0, 2],
      [76, 2, 0.5],
    ],
  ],
  [
    "a new key in the line",
    "F[K:G]F|",
    [
      [65, 0, 1],
      [66, 1, 1],
    ],
  ],
  [
    "a new key on its own line",
    "F|\nK:D\nF|",
    [
      [65, 0, 1],
      [66, 1, 1],
    ],
  ],
  [
    "a new unit",
    "C[L:1/4]C|",
    [
      [60, 0, 1],
      [60, 1, 2],
    ],
  ],
  [
    "rests of whole bars",
    "C8|Z2|C|",
    [
      [60, 0, 8],
      [60, 24, 1],
    ],
  ],
  [
    "comments, spacers, words, continuation",
    "CyD\\\nw: la la\nE % F\nG|",
    [
      [60, 0, 1],
      [62, 1, 1],
      [64, 2, 1],
      [67, 3, 1],
    ],
  ],
  [
    "the first of several voices",
    "V:1\nCD|\nV:2\nEF|\nV:1\nG|",
    [
      [60, 0, 1],
      [62, 1, 1],
      [67, 2, 1],
    ],
  ],
  [
    "no overlay",
    "CD&EF|G|",
    [
      [60, 0, 1],
      [62, 1, 1],
      [67, 2, 1],
    ],
  ],
])("reads %s", (_, music, notes) => {
  const found = read(music);
  expect(found.length).toBe(notes.length);
  found.flat().forEach((value, i) => expect(value).toBeCloseTo(notes.flat()[i] as number, 2));
});

test.each([
  ["|:C8:|", [{ repeatStart: true, repeatEnd: true }]],
  ["C8||D8|]", [{ sectionEnd: true }, { sectionEnd: true }]],
  ["C8::D8:|", [{ repeatEnd: true }, { repeatStart: true, repeatEnd: true }]],
  ["C8:| |:D8:||", [{ repeatEnd: true }, { repeatStart: true, repeatEnd: true }]],
  [
    "|:C8|1D8:|2E8|]",
    [{ repeatStart: true }, { ending: 1, repeatEnd: true }, { ending: 2, sectionEnd: true }],
  ],
  ["C8 [1 D8 :| [2 E8 ||", [{}, { ending: 1, repeatEnd: true }, { ending: 2, sectionEnd: true }]],
])("reads the signs of %s", (music, signs) => {
  const bars = score(music).bars;
  expect(bars).toEqual(signs.map((sign, i) => ({ tick: 1920 * i, duration: 1920, ...sign })));
});

test.each([
  ["K:Bb", 70, "major"],
  ["K:F#min", 66, "minor"],
  ["K:A Mixolydian", 69, "mixolydian"],
  ["K:Ddor clef=treble", 62, "dorian"],
  ["K:Em", 64, "minor"],
  ["K:HP", 69, "mixolydian"],
])("reads %s", (field, tonic, mode) => {
  const { key } = score("C8|", `M:C|\n${field}`);
  expect([key.mode, { C: 60, D: 62, E: 64, "F#": 66, A: 69, Bb: 70 }[key.tonic]]).toEqual([
    mode,
    tonic,
  ]);
});

test("reads titles with accents, types, meters and tempi", () => {
  const read = score('"Gm"G2"^slow"D2|', "R:Slip Jig\nM:9/8\nL:1/8\nQ:3/8=100\nK:Gmin");
  expect(read).toMatchObject({ type: "slipjig", meter: { beats: 9, unit: 8 }, bpm: 150 });
  expect(read.chords).toEqual([{ tick: 0, symbol: "Gm" }]);
  const titled = parseAbc("X:1\nT:Caf\\'e 100\\% % a remark\nK:C\nC|\n");
  expect(titled.ok && titled.value.title).toBe("Café 100%");
});

test.each([
  ["X:1\nK:C\nCD|E§F|\n", 3, 5],
  ["X:1\nM:5/0\nK:C\nC|\n", 3, 1],
  ["X:1\nK:H\nC|\n", 2, 1],
  ["X:1\nK:C\nC|[3D|\n", 3, 3],
  ["X:1\nT:no key\nC D\n", 1, 1],
  ["X:1\nK:C\nz4|\n", 1, 1],
  ["X:1\nK:C\nC0|\n", 3, 1],
  ["X:1\nK:C\nZ99999|\n", 3, 1],
])("says where %# fails", (text, row, column) => {
  const result = parseAbc(text);
  expect(result.ok ? result : result.fault.position).toEqual({ row, column });
});

test("one bad tune does not stop the rest", () => {
  const book = parseTunebook("X:1\nK:C\nC|\n\nX:2\nK:C\nC§|\n\nfree text\n\nX:3\nK:C\nD|\n");
  expect(book.map(({ row, result }) => [row, result.ok])).toEqual([
    [1, true],
    [5, false],
    [11, true],
  ]);
});

test("parse(write(score)) is the score", () => {
  fc.assert(
    fc.property(arbitraryScore, (score) => {
      expect(parseAbc(writeAbc(score))).toEqual({ ok: true, value: score });
    }),
    { numRuns: mutations },
  );
});

test("abcjs reads what we write without a warning", () => {
  const grid = arbitraryScore.map((score) => withoutOddLengths(score));
  const scores = fc.sample(grid, { numRuns: 60, seed: 7 });
  const tunes = abcjs.parseOnly(writeTunebook(scores));
  expect(tunes.length).toBe(scores.length);
  expect(tunes.flatMap((tune) => tune.warnings ?? [])).toEqual([]);
});

/** Lengths that no note head shows (7 and 96 ticks) are fractions that only parsers read. */
function withoutOddLengths(score: Score): Score {
  const snap = (ticks: number): number => Math.max(60, Math.round(ticks / 60) * 60);
  let tick = 0;
  const bars = score.bars.map((bar) => {
    const moved = { ...bar, tick, duration: snap(bar.duration) };
    tick += moved.duration;
    return moved;
  });
  const notes = (score.parts[0]?.notes ?? []).map((note) => ({
    ...note,
    tick: Math.floor(note.tick / 60) * 60,
    duration: snap(note.duration),
  }));
  const chords = score.chords.map((chord) => ({
    ...chord,
    tick: Math.floor(chord.tick / 60) * 60,
  }));
  return {
    ...score,
    bars,
    chords,
    parts: [{ name: "melody", instrument: "piano", notes }],
    title: "t",
  };
}

test("spoiled ABC never throws", () => {
  const sample = new TextEncoder().encode(
    'X:1\nT:A\nR:jig\nM:6/8\nL:1/8\nQ:1/4=90\nK:Gmin\n|:"Gm"G>A (3BAG [ceg]2|1 ^f-f {a}g z2:|2 Z2 [K:D] d/e//|]\n\n'.repeat(
      3,
    ),
  );
  fc.assert(
    fc.property(mutated(sample), (bytes) => {
      for (const { result } of parseTunebook(new TextDecoder().decode(bytes))) {
        if (!result.ok) expect(result.fault.position?.row).toBeGreaterThan(0);
      }
    }),
    { numRuns: mutations },
  );
});

test("any text at all never throws", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      parseTunebook(`X:1\nK:C\n${text}`);
    }),
    { numRuns: mutations },
  );
});
