import { readFileSync } from "node:fs";
import type { Score } from "../../../src/music/score";

/** A held-out piece as training/harmony/export.py judged it with the committed bytes. */
export interface TrainerPiece {
  readonly score: Score;
  /** [beat][feature], dense. */
  readonly features: readonly (readonly [place: number, value: number][])[];
  readonly states: readonly (readonly number[])[];
  readonly sevenths: readonly (readonly number[])[];
  readonly best: readonly number[];
  /** Of the best path. */
  readonly total: number;
}

interface Stored extends Omit<TrainerPiece, "score" | "total"> {
  readonly mode: "maj" | "min";
  readonly metre: string;
  readonly bars: readonly (readonly [tick: number, ticks: number])[];
  readonly notes: readonly (readonly [tick: number, pitch: number, ticks: number])[];
  readonly score: number;
}

const FILE = new URL("../../fixtures/harmony/pieces.json", import.meta.url);
/** Ticks of a score to one of the corpus, which has 96 to a whole note. */
const SCALE = 20;

/** The pieces, set in D: chords are counted from the tonic, so that any key must do. */
export function trainerPieces(): readonly TrainerPiece[] {
  const stored = JSON.parse(readFileSync(FILE, "utf8")) as readonly Stored[];
  return stored.map(({ mode, metre, bars, notes, score, ...rest }) => {
    const [beats = 4, unit = 4] = metre.split("/").map(Number);
    const placed = notes.map(([tick, pitch, ticks]) => ({
      tick: tick * SCALE,
      pitch: pitch + 2,
      duration: ticks * SCALE,
      velocity: 80,
    }));
    return {
      ...rest,
      total: score,
      score: {
        title: "Held out",
        key: { tonic: "D", mode: mode === "maj" ? "major" : "minor" },
        meter: { beats, unit },
        bpm: 100,
        chords: [],
        bars: bars.map(([tick, ticks]) => ({ tick: tick * SCALE, duration: ticks * SCALE })),
        parts: [{ name: "melody", instrument: "piano", notes: placed }],
      },
    };
  });
}
