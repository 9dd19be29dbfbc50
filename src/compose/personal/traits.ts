import type { Melody } from "../melody/melody";
import { measureMelody } from "../melody/measures";
import { REST, isPitch, isSound, semitonesOf, ticksOf } from "../melody/vocabulary";

/**
 * What a person may like or dislike in a melody, each brought near −1…1 by the spread it has among
 * the tunes of the books. Stored with each choice: names are only ever added, at the end.
 */
export const TRAITS = [
  "repetition",
  "endsOnTonic",
  "widestLeap",
  "notesPerQuarter",
  "meanStep",
  "leaps",
  "register",
  "span",
  "chromatic",
  "lengths",
  "rests",
  "surprise",
  "critic",
] as const;

/** Semitones beyond which a step is a leap. */
const LEAP = 4;
const MAJOR_OR_MINOR: readonly number[][] = [
  [0, 2, 4, 5, 7, 9, 11],
  [0, 2, 3, 5, 7, 8, 10],
];

/**
 * A melody's traits, in the order of TRAITS.
 *
 * @param critic  chance, 0–1, that a person wrote it; left out where no critic has judged
 */
export function traitsOf(
  { events, bitsPerNote }: Pick<Melody, "events" | "bitsPerNote">,
  critic = 0.5,
): readonly number[] {
  const { repetition, endsOnTonic, widestLeap, notesPerQuarter } = measureMelody(events);
  const pitches = events.flatMap(({ token }) => (isPitch(token) ? [semitonesOf(token)] : []));
  const steps = pitches.slice(1).map((pitch, i) => Math.abs(pitch - (pitches[i] as number)));
  const sounds = events.filter(({ token }) => isSound(token));
  const ticks = (of: typeof sounds) => of.reduce((sum, { length }) => sum + ticksOf(length), 0);
  const lowest = pitches.reduce((a, b) => Math.min(a, b), Infinity);
  const highest = pitches.reduce((a, b) => Math.max(a, b), -Infinity);
  const outside = MAJOR_OR_MINOR.map((scale) =>
    mean(pitches.map((pitch) => Number(!scale.includes((pitch + 120) % 12)))),
  );
  const rests = ticks(sounds.filter(({ token }) => token === REST));
  return [
    (repetition - 0.25) / 0.25,
    endsOnTonic ? 0.5 : -0.5,
    (widestLeap - 10) / 5,
    (notesPerQuarter - 1.7) / 0.7,
    (mean(steps) - 2.6) / 0.8,
    (mean(steps.map((step) => Number(step > LEAP))) - 0.15) / 0.1,
    (mean(pitches) - 7) / 4,
    (pitches.length === 0 ? 0 : highest - lowest - 16) / 5,
    Math.min(...outside) / 0.05,
    (new Set(sounds.map(({ length }) => length)).size - 5) / 2,
    rests / Math.max(1, ticks(sounds)) / 0.1,
    (bitsPerNote - 1.6) / 0.5,
    (critic - 0.5) / 0.25,
  ];
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
