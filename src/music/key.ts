import type { Key, Mode, Pitch } from "./score";

/** The seven letters in the order in which sharps are added to a signature. */
const SHARP_ORDER = ["F", "C", "G", "D", "A", "E", "B"] as const;

export type Letter = (typeof SHARP_ORDER)[number];

/** Semitones above C of each natural letter. */
export const LETTER_SEMITONES: Readonly<Record<Letter, number>> = {
  C: 0,
  D: 2,
  E: 4,
  F: 5,
  G: 7,
  A: 9,
  B: 11,
};

/** Fifths by which a mode's signature differs from that of the major key on the same tonic. */
const MODE_FIFTHS: Readonly<Record<Mode, number>> = {
  lydian: 1,
  major: 0,
  mixolydian: -1,
  dorian: -2,
  minor: -3,
  phrygian: -4,
  locrian: -5,
};

/** Semitones above the tonic of the seven degrees of each mode, ascending. */
const MODE_STEPS: Readonly<Record<Mode, readonly number[]>> = {
  major: [0, 2, 4, 5, 7, 9, 11],
  minor: [0, 2, 3, 5, 7, 8, 10],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  mixolydian: [0, 2, 4, 5, 7, 9, 10],
  lydian: [0, 2, 4, 6, 7, 9, 11],
  phrygian: [0, 1, 3, 5, 7, 8, 10],
  locrian: [0, 1, 3, 5, 6, 8, 10],
};

export const MODES = Object.keys(MODE_STEPS) as readonly Mode[];

/** A tonic is a letter with at most one accidental. */
export function isTonic(name: string): boolean {
  return /^[A-G][#b]?$/.test(name);
}

/** Pitch class 0–11 of a note name without octave, C being 0. @throws RangeError on another name */
export function pitchClassOf(name: string): number {
  if (!isTonic(name)) throw new RangeError(`"${name}" is not a note name`);
  const accidental = name[1] === "#" ? 1 : name[1] === "b" ? -1 : 0;
  return (LETTER_SEMITONES[name[0] as Letter] + accidental + 12) % 12;
}

/**
 * Sharps (positive) or flats (negative) of a key's signature, by the circle of fifths.
 * @example signatureFifths({ tonic: "D", mode: "dorian" }) // 0
 */
export function signatureFifths(key: Key): number {
  const letter = SHARP_ORDER.indexOf(key.tonic[0] as Letter) - 1;
  const accidental = key.tonic[1] === "#" ? 7 : key.tonic[1] === "b" ? -7 : 0;
  return letter + accidental + MODE_FIFTHS[key.mode];
}

/** The alteration, in semitones, that a key's signature gives to each letter. */
export function signature(key: Key): Record<Letter, number> {
  const fifths = signatureFifths(key);
  const alterations = { C: 0, D: 0, E: 0, F: 0, G: 0, A: 0, B: 0 };
  SHARP_ORDER.forEach((letter, place) => {
    alterations[letter] = Math.floor((fifths - place + 6) / 7);
  });
  return alterations;
}

/** The seven pitch classes (0–11) of the key, from the tonic up. */
export function scalePitchClasses(key: Key): readonly number[] {
  const tonic = pitchClassOf(key.tonic);
  return MODE_STEPS[key.mode].map((step) => (tonic + step) % 12);
}

/** Scale degree 1–7 of a pitch, or undefined when it lies outside the scale. */
export function degreeOf(pitch: Pitch, key: Key): number | undefined {
  const place = scalePitchClasses(key).indexOf(pitch % 12);
  return place < 0 ? undefined : place + 1;
}
