import type { Score } from "../../src/music/score";

export function tinyScore(title = "A tune"): Score {
  return {
    title,
    type: "reel",
    key: { tonic: "D", mode: "major" },
    meter: { beats: 4, unit: 4 },
    bpm: 120,
    bars: [
      { tick: 0, duration: 1920, repeatStart: true },
      { tick: 1920, duration: 1920, repeatEnd: true, ending: 1 },
    ],
    parts: [
      {
        name: "Melody",
        instrument: "piano",
        notes: [
          { pitch: 62, tick: 0, duration: 1920, velocity: 80 },
          { pitch: 69, tick: 1920, duration: 1920, velocity: 90 },
        ],
      },
    ],
    chords: [{ tick: 0, symbol: "D" }],
  };
}
