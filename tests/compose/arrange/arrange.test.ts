import fc from "fast-check";
import { expect, test } from "vitest";
import { arrange } from "../../../src/compose/arrange/arrange";
import { perform } from "../../../src/compose/arrange/perform";
import { STYLES, styleFor, styleNamed } from "../../../src/compose/arrange/styles";
import { ARRANGED_PARTS } from "../../../src/music/arrangement";
import { barTicks } from "../../../src/music/bars";
import { DRUM_KEYS } from "../../../src/music/percussion";
import { unfold } from "../../../src/music/unfold";
import type { Meter, Part, Score } from "../../../src/music/score";
import { arbitraryScore } from "../../fixtures/music/arbitrary";
import { air, jig, reel, scoreOf, tunes } from "../../fixtures/music/tunes";

const METRES = [
  "2/4",
  "3/4",
  "4/4",
  "2/2",
  "3/2",
  "3/8",
  "6/8",
  "9/8",
  "12/8",
  "5/4",
  "7/8",
  "5/8",
];

/** Lowest and highest pitch that each accompanying part may have. */
const RANGES = { harmony: [40, 108], pad: [40, 96], bass: [26, 60], drums: [35, 81] } as const;

function metreOf(text: string): Meter {
  const [beats, unit] = text.split("/").map(Number);
  return { beats: beats as number, unit: unit as number };
}

/** Eight bars in a metre, a scale in eighths, a chord a bar. */
function pieceIn(meter: Meter): Score {
  const eighths = barTicks(meter) / 240;
  const steps = Array.from({ length: eighths }, (_, i) => [67 + (i % 5), 1] as const);
  const symbols = ["G", "C", "D7", "G", "Em", "Am7", "D7", "G"];
  return scoreOf(
    symbols.map(() => ({ steps })),
    { meter, chords: symbols.map((symbol, i) => ({ tick: i * barTicks(meter), symbol })) },
  );
}

function lastTick(score: Score): number {
  const last = score.bars.at(-1);
  return last === undefined ? 0 : last.tick + last.duration;
}

function faultsOf(parts: readonly Part[], end: number): string[] {
  return parts.flatMap(({ name, notes }) =>
    notes.flatMap((note, i) => {
      const before = notes[i - 1];
      const [low, high] = RANGES[name as keyof typeof RANGES] ?? [0, 127];
      const whole = [note.pitch, note.tick, note.duration, note.velocity].every(Number.isInteger);
      const fine =
        whole &&
        note.tick >= 0 &&
        note.duration >= 1 &&
        note.tick + note.duration <= end &&
        note.pitch >= low &&
        note.pitch <= high &&
        note.velocity >= 1 &&
        note.velocity <= 127 &&
        (before === undefined || before.tick <= note.tick);
      return fine ? [] : [`${name} ${JSON.stringify(note)} of ${end}`];
    }),
  );
}

test("there are many styles, each with its own name, for every common metre", () => {
  expect(STYLES.length).toBeGreaterThanOrEqual(24);
  expect(new Set(STYLES.map(({ id }) => id)).size).toBe(STYLES.length);
  for (const metre of ["2/4", "3/4", "4/4", "6/8", "9/8", "12/8"]) {
    expect(STYLES.filter(({ metres }) => metres.includes(metre)).length, metre).toBeGreaterThan(0);
  }
});

test.each(STYLES.map(({ id }) => id))("%s plays in every metre", (style) => {
  for (const metre of METRES) {
    const piece = pieceIn(metreOf(metre));
    const { score, introTicks } = arrange(piece, { style, seed: 5, intro: true, ending: true });
    const names = score.parts.map(({ name }) => name);
    expect(ARRANGED_PARTS.filter((part) => names.includes(part))).toEqual(names);
    expect(faultsOf(score.parts, lastTick(score)), metre).toEqual([]);
    expect(faultsOf(perform(score, styleNamed(style), 5), lastTick(score)), metre).toEqual([]);
    for (const { name, notes } of score.parts.slice(1)) {
      const inTune = notes.filter((note) => note.tick >= introTicks);
      expect(inTune.length, `${name} in ${metre}`).toBeGreaterThan(0);
    }
  }
});

test("whatever the score, the tune's notes stay and nothing lies outside", () => {
  const how = fc.record({
    style: fc.constantFrom(...STYLES.map(({ id }) => id)),
    seed: fc.integer(),
    intro: fc.boolean(),
    ending: fc.boolean(),
  });
  fc.assert(
    fc.property(arbitraryScore, how, (given, wishes) => {
      const { score, introTicks } = arrange(given, wishes);
      const tune = unfold(given).parts[0]?.notes.map((n) => ({ ...n, tick: n.tick + introTicks }));
      expect(score.parts[0]?.notes).toEqual(tune);
      expect(
        score.bars.reduce((tick, bar) => (bar.tick === tick ? tick + bar.duration : -1), 0),
      ).toBe(lastTick(score));
      expect(faultsOf(score.parts, lastTick(score))).toEqual([]);
      const played = perform(score, styleNamed(wishes.style), wishes.seed);
      expect(faultsOf(played, lastTick(score))).toEqual([]);
      expect(arrange(given, wishes)).toEqual({ score, introTicks });
    }),
    { numRuns: 150 },
  );
});

test("another seed plays otherwise, the same seed the same", () => {
  const { score } = arrange(reel, { style: "swing", seed: 1, intro: false, ending: false });
  const style = styleNamed("swing");
  expect(perform(score, style, 1)).toEqual(perform(score, style, 1));
  expect(perform(score, style, 2)).not.toEqual(perform(score, style, 1));
});

test("drums stay close to their place, whatever the tune does", () => {
  const { score } = arrange(air, { style: "rock", seed: 1, intro: true, ending: true });
  const written = score.parts.find(({ name }) => name === "drums")?.notes ?? [];
  const played = perform(score, styleNamed("rock"), 1).find(({ name }) => name === "drums")?.notes;
  const apart = written.map((note, i) => Math.abs(note.tick - (played?.[i]?.tick ?? 0)));
  expect(written.length).toBeGreaterThan(20);
  expect(Math.max(...apart)).toBeLessThan(10);
});

test("swing moves the second eighth of a beat, a triplet stays", () => {
  const straight = scoreOf([
    {
      steps: [
        [60, 1],
        [62, 1],
        [64, 2 / 3],
        [65, 2 / 3],
        [67, 2 / 3],
        [60, 4],
      ],
    },
  ]);
  const style = { ...styleNamed("session"), swing: 0.65 };
  const times = perform(straight, style, 3)[0]?.notes.map((note) => note.tick) ?? [];
  [0, 312, 480, 640, 800].forEach((tick, i) => {
    expect(Math.abs((times[i] as number) - tick), String(i)).toBeLessThan(16);
  });
});

test("the intro is whole bars less the pickup; the ending holds the tonic", () => {
  const { score, introTicks } = arrange(reel, {
    style: "reel",
    seed: 1,
    intro: true,
    ending: true,
  });
  expect(introTicks).toBe(4 * 1920 - 240);
  expect(score.parts[0]?.notes[0]?.tick).toBe(introTicks);
  expect(score.chords.at(-1)).toEqual({ tick: lastTick(score) - 1920, symbol: "G" });
  const held = score.parts.slice(1, 4).map(({ notes }) => notes.at(-1));
  for (const note of held) expect((note?.tick ?? 0) + (note?.duration ?? 0)).toBe(lastTick(score));
  expect(score.parts[0]?.notes.at(-1)?.tick).toBeLessThan(lastTick(score) - 1920);
});

test("chords follow the tune's own, and the voices move little", () => {
  const { score } = arrange(pieceIn({ beats: 4, unit: 4 }), {
    style: "hymn",
    seed: 1,
    intro: false,
    ending: false,
  });
  const harmony = score.parts.find(({ name }) => name === "harmony")?.notes ?? [];
  const classes = (tick: number): number[] =>
    harmony
      .filter((n) => n.tick === tick)
      .map((n) => n.pitch % 12)
      .sort((a, b) => a - b);
  expect(classes(0)).toEqual([2, 7, 11]);
  expect(classes(1920)).toEqual([0, 4, 7]);
  const tops = Array.from({ length: 8 }, (_, bar) =>
    Math.max(...harmony.filter((n) => n.tick === bar * 1920).map((n) => n.pitch)),
  );
  tops.slice(1).forEach((top, i) => expect(Math.abs(top - (tops[i] as number))).toBeLessThan(6));
});

test("a fill leads into the next section, which begins with a crash", () => {
  const bars = Array.from({ length: 16 }, (_, i) => ({
    steps: [
      [67, 4],
      [71, 4],
    ] as [number, number][],
    signs: i === 7 ? { sectionEnd: true } : {},
  }));
  const { score } = arrange(scoreOf(bars), { style: "rock", seed: 1, intro: false, ending: false });
  const drums = score.parts.find(({ name }) => name === "drums")?.notes ?? [];
  const at = (tick: number) => drums.filter((n) => n.tick === tick).map((n) => n.pitch);
  const crashes = drums.filter(({ pitch }) => pitch === DRUM_KEYS.crash).map(({ tick }) => tick);
  expect(crashes.length).toBeGreaterThan(0);
  for (const tick of crashes) {
    const before = drums.filter((n) => n.tick >= tick - 480 && n.tick < tick).map((n) => n.pitch);
    expect(before.some((pitch) => [38, 41, 45, 50].includes(pitch))).toBe(true);
    expect(at(tick)).toContain(DRUM_KEYS.kick);
  }
});

test.each<[Pick<Score, "type" | "meter" | "bpm">, string]>([
  [reel, "reel"],
  [jig, "jig"],
  [{ ...reel, type: "hornpipe" }, "hornpipe"],
  [{ meter: { beats: 3, unit: 4 }, bpm: 120 }, "waltz"],
  [{ type: "misc", meter: { beats: 4, unit: 4 }, bpm: 120 }, "session"],
  [{ meter: { beats: 4, unit: 4 }, bpm: 56 }, "ballad"],
  [{ meter: { beats: 7, unit: 8 }, bpm: 150 }, "minimal"],
])("the fitting style, %#", (score, style) => {
  expect(styleFor(score)).toBe(style);
});

test("every tune of the tests is arranged in the style that fits it", () => {
  for (const tune of tunes) {
    const how = { style: styleFor(tune), seed: 1, intro: true, ending: true };
    const { score } = arrange(tune, how);
    expect(faultsOf(score.parts, lastTick(score))).toEqual([]);
  }
});
