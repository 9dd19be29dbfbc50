import { TICKS_PER_QUARTER, type Note, type Score } from "../../src/music/score";

/*
 * The nine features by which sets of melodies are compared: L.-C. Yang and A. Lerch, "On the
 * evaluation of generative models in music", Neural Computing and Applications 32 (2020). Each
 * is one number or a vector of fixed length; histograms and matrices are shares, so that a long
 * tune is not far from a short one for its length.
 */

/** A feature: its name in the paper's abbreviation, and what it is of one melody's notes. */
export interface OverlapFeature {
  readonly name: string;
  /** @param notes sorted by tick, at least two */
  of(notes: readonly Note[]): readonly number[];
}

/** Lengths told apart, in quarters: whole to sixteenth, the same dotted, and triplets. */
const CLASSES = [4, 2, 1, 1 / 2, 1 / 4, 3, 3 / 2, 3 / 4, 3 / 8, 4 / 3, 2 / 3, 1 / 3];

const pitchClass = ({ pitch }: Note) => pitch % 12;

/** The class with the nearest length, as the paper quantises. */
function lengthClass({ duration }: Note): number {
  const away = CLASSES.map((length) => Math.abs(length - duration / TICKS_PER_QUARTER));
  return away.indexOf(Math.min(...away));
}

/** Shares of twelve classes among the notes. */
function histogram(notes: readonly Note[], classOf: (note: Note) => number): readonly number[] {
  const shares = Array.from({ length: 12 }, () => 0);
  for (const note of notes) shares[classOf(note)] = (shares[classOf(note)] ?? 0) + 1 / notes.length;
  return shares;
}

/** Shares of the 144 steps from class to class, row by row. */
function transitions(notes: readonly Note[], classOf: (note: Note) => number): readonly number[] {
  const shares = Array.from({ length: 144 }, () => 0);
  notes.slice(1).forEach((note, i) => {
    const at = 12 * classOf(notes[i] as Note) + classOf(note);
    shares[at] = (shares[at] ?? 0) + 1 / (notes.length - 1);
  });
  return shares;
}

function meanOfSteps(notes: readonly Note[], between: (from: Note, to: Note) => number): number {
  const steps = notes.slice(1).map((note, i) => between(notes[i] as Note, note));
  return steps.reduce((a, b) => a + b, 0) / steps.length;
}

export const OVERLAP_FEATURES: readonly OverlapFeature[] = [
  { name: "PC", of: (notes) => [new Set(notes.map(({ pitch }) => pitch)).size] },
  { name: "PCH", of: (notes) => histogram(notes, pitchClass) },
  { name: "PCTM", of: (notes) => transitions(notes, pitchClass) },
  { name: "PR", of: (notes) => [range(notes.map(({ pitch }) => pitch))] },
  { name: "PI", of: (notes) => [meanOfSteps(notes, (a, b) => Math.abs(b.pitch - a.pitch))] },
  { name: "NC", of: (notes) => [notes.length] },
  {
    name: "IOI",
    of: (notes) => [meanOfSteps(notes, (a, b) => b.tick - a.tick) / TICKS_PER_QUARTER],
  },
  { name: "NLH", of: (notes) => histogram(notes, lengthClass) },
  { name: "NLTM", of: (notes) => transitions(notes, lengthClass) },
];

function range(pitches: readonly number[]): number {
  return Math.max(...pitches) - Math.min(...pitches);
}

/** Every feature of a score's first part; undefined with fewer than two notes. */
export function overlapFeatures({ parts }: Score): readonly (readonly number[])[] | undefined {
  const notes = parts[0]?.notes ?? [];
  return notes.length < 2 ? undefined : OVERLAP_FEATURES.map(({ of }) => of(notes));
}
