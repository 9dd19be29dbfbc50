import { normalNumbers } from "../../../src/base/normal";
import { FEATURES, LENGTH_FEATURES, rowOffsets } from "../../../src/compose/melody/feature-table";
import type { MelodyWeights } from "../../../src/compose/melody/network";
import {
  BAR,
  END,
  FIRST_PITCH,
  LENGTHS,
  TOKENS,
  tokenOf,
} from "../../../src/compose/melody/vocabulary";
import type { Readable } from "../../../src/compose/personal/reader";
import type { Score } from "../../../src/music/score";

const WIDTH = 6;
const HIDDEN = 8;
const TOKEN_HIDDEN = 10;
const LENGTH_HIDDEN = 7;

/** A network of the melody network's form, so small that a training takes a moment. */
export function tinyWeights(): MelodyWeights {
  let seed = 0;
  const matrix = (rows: number, columns: number) => ({
    shape: [rows, columns],
    values: Float32Array.from(normalNumbers(rows * columns, 0.4, ++seed)),
  });
  const dense = (rows: number, columns: number) => ({
    kernel: matrix(rows, columns),
    bias: new Float32Array(columns),
  });
  const rows = (features: Parameters<typeof rowOffsets>[0]) =>
    rowOffsets(features).at(-1) as number;
  return {
    features: matrix(rows(FEATURES), WIDTH),
    lstm: dense(WIDTH + HIDDEN, 4 * HIDDEN),
    token: dense(HIDDEN + WIDTH, TOKEN_HIDDEN),
    tokenOut: dense(TOKEN_HIDDEN, TOKENS.length),
    lengthTable: matrix(rows(LENGTH_FEATURES), LENGTH_HIDDEN),
    length: dense(HIDDEN + WIDTH, LENGTH_HIDDEN),
    lengthOut: dense(LENGTH_HIDDEN, LENGTHS.length),
  };
}

/** A tune in 4/4, quarter notes, four a bar, of these semitones above the reference. */
export function tuneOf(...semitones: readonly number[]): Readable {
  const quarter = LENGTHS.indexOf(24);
  const notes = semitones.map((pitch) => ({ token: FIRST_PITCH + 21 + pitch, length: quarter }));
  const events = notes.flatMap((note, i) =>
    i % 4 === 0 && i > 0 ? [{ token: BAR, length: -1 }, note] : [note],
  );
  return {
    given: { type: "reel", key: { tonic: "D", mode: "major" }, meter: { beats: 4, unit: 4 } },
    events: [{ token: tokenOf("||"), length: 0 }, ...events, { token: END, length: -1 }],
  };
}

/** The same kind of tune as a score. */
export function scoreOf(...semitones: readonly number[]): Score {
  const notes = semitones.map((pitch, i) => ({
    pitch: 62 + pitch,
    tick: 480 * i,
    duration: 480,
    velocity: 80,
  }));
  const bars = Array.from({ length: semitones.length / 4 }, (_, i) => ({
    tick: 1920 * i,
    duration: 1920,
  }));
  return {
    title: "Tune",
    type: "reel",
    key: { tonic: "D", mode: "major" },
    meter: { beats: 4, unit: 4 },
    bpm: 120,
    bars,
    parts: [{ name: "Melody", instrument: "pluck", notes }],
    chords: [],
  };
}
