import type { Score } from "../../src/music/score";

/** Four bars of a tune, all notes of the same length. */
export function tune(title: string): Score {
  const pitches = [62, 66, 69, 74, 73, 69, 66, 64, 62, 64, 66, 67, 69, 66, 64, 62];
  return {
    title,
    type: "reel",
    key: { tonic: "D", mode: "major" },
    meter: { beats: 4, unit: 4 },
    bpm: 120,
    bars: [0, 1, 2, 3].map((bar) => ({ tick: bar * 1920, duration: 1920 })),
    parts: [
      {
        name: "Melody",
        instrument: "piano",
        notes: pitches.map((pitch, i) => ({ pitch, tick: i * 480, duration: 480, velocity: 80 })),
      },
    ],
    chords: [],
  };
}
