/**
 * Of the way of measuring: what was measured by another is measured again. To be raised with every
 * change that gives other values for the same sound or score.
 */
export const FEATURES_VERSION = 1;

/** Cepstral coefficients kept of a sound, without the first, which is loudness. */
export const MFCC = 12;

/** A feature's range; values beyond it are held at its ends when they are compared. */
interface Range {
  readonly min: number;
  readonly max: number;
}

/** The features with one number each; audio and scores share those that mean the same. */
export const RANGES = {
  /** Beats a minute. */
  bpm: { min: 40, max: 240 },
  /** How clearly the pulse repeats; audio. */
  pulse: { min: 0, max: 1 },
  /** Pitch class of the tonic, C is 0. */
  key: { min: 0, max: 11 },
  /** 1 major, 0 minor. */
  mode: { min: 0, max: 1 },
  /** Integrated loudness in LUFS; audio. */
  loudness: { min: -40, max: -4 },
  /** Onsets a second. */
  energy: { min: 0, max: 8 },
  /** Mean spectral centroid in Hz; audio. */
  brightness: { min: 0, max: 5_000 },
  /** Mean pitch weighted by duration, as a MIDI note; scores. */
  register: { min: 36, max: 96 },
  /** Semitones from the lowest note to the highest; scores. */
  span: { min: 0, max: 48 },
  /** Notes a second, chords counted by their notes; scores. */
  density: { min: 0, max: 16 },
} as const satisfies Readonly<Record<string, Range>>;

type Scalar = keyof typeof RANGES;
type Series = "chroma" | "mfcc" | "mfccDeviation";

/** "bpm", "chroma0" (C) to "chroma11", "mfcc1" to "mfcc12", "mfccDeviation1" … */
export type FeatureName = Scalar | `${Series}${number}`;

/** What was measured of one track; what could not be measured is absent. */
export type Features = Readonly<Partial<Record<FeatureName, number>>>;

/** The members of a series by name, numbered from `first`. */
export function series(name: Series, values: readonly number[], first: number): Features {
  return Object.fromEntries(values.map((value, i) => [`${name}${i + first}`, value]));
}
