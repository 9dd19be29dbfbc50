import type { Bar, Note, Score } from "../../../src/music/score";

const BAR = 1920;

function bars(count: number, signs: Readonly<Record<number, Partial<Bar>>>): Bar[] {
  return Array.from({ length: count }, (_, i) => ({ tick: i * BAR, duration: BAR, ...signs[i] }));
}

function eighths(pitches: readonly number[]): Note[] {
  return pitches.map((pitch, i) => ({ pitch, tick: i * 240, duration: 240, velocity: 80 }));
}

const A = [62, 66, 69, 74, 73, 69, 66, 69];
const B = [71, 67, 64, 67, 69, 66, 62, 64];
const C = [62, 64, 66, 67, 69, 71, 73, 74];

/** Eight bars of eighths in D at 120, the first four repeated: 64 heads, 24 seconds. */
export const reel: Score = {
  title: "The Straw Bench",
  type: "reel",
  key: { tonic: "D", mode: "major" },
  meter: { beats: 4, unit: 4 },
  bpm: 120,
  bars: bars(8, { 0: { repeatStart: true }, 3: { repeatEnd: true }, 7: { sectionEnd: true } }),
  parts: [
    {
      name: "Melody",
      instrument: "piano",
      notes: eighths([...A, ...B, ...A, ...C, ...C, ...B, ...A, ...B]),
    },
    {
      name: "Bass",
      instrument: "bass",
      notes: [50, 45, 50, 45, 43, 45, 47, 50].map((pitch, i) => ({
        pitch,
        tick: i * BAR,
        duration: BAR,
        velocity: 60,
      })),
    },
    {
      name: "Drums",
      instrument: "drums",
      notes: [{ pitch: 36, tick: 0, duration: 480, velocity: 60 }],
    },
  ],
  chords: [
    { tick: 0, symbol: "D" },
    { tick: BAR, symbol: "A7" },
    { tick: 3 * BAR, symbol: "D/F#" },
  ],
};
