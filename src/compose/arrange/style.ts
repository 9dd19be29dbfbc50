import type { Drum } from "../../music/percussion";
import type { Instrument, Pitch } from "../../music/score";

/**
 * A rhythm: one string a bar, taken in turn, a word a beat, a letter a step of that beat (one letter
 * is the whole beat, two are eighths, three a triplet, four sixteenths). "." is silence, "-" holds
 * on; every other letter begins a sound, and what it means is its player's own.
 *
 * @example ["1... .x.. 5... .x.."]
 */
export type Rhythm = readonly string[];

/**
 * A part that plays chords. Letters: x the chord, X the same leant on, o softly; p the chord that
 * follows, ahead of it; 1–9 its tones one by one from the lowest, the octave above after the last.
 */
export interface ChordLayer {
  readonly instrument: Instrument;
  readonly rhythm: Rhythm;
  /** Where the chord lies; at least an octave. */
  readonly low: Pitch;
  readonly high: Pitch;
  readonly voices: 3 | 4;
  /** 1–127. */
  readonly velocity: number;
  /** Share of a note's written length that sounds; 1 where absent. */
  readonly gate?: number;
}

/**
 * The bass. Letters: 1 the chord's bass note, 3 and 5 its tones, 6 and 7 those above the fifth,
 * 8 the octave; w the next step of a walk to the next chord; a the step into it.
 */
export interface BassLayer {
  readonly instrument: Instrument;
  readonly rhythm: Rhythm;
  readonly low: Pitch;
  readonly high: Pitch;
  readonly velocity: number;
  readonly gate?: number;
}

/** Letters of each drum: x, X leant on, o softly. */
export interface DrumLayer {
  readonly rhythms: { readonly [Key in Drum]?: Rhythm };
  readonly velocity: number;
  /** What leads into the next section: a set of toms, a roll, nothing. */
  readonly fill: "toms" | "roll" | "none";
}

/** A way of accompanying a tune: plain data, made into parts by `arrange`. */
export interface Style {
  /** Kept with pieces and named by src/i18n: lower case, hyphens. */
  readonly id: string;
  /** Metres it is written for, "4/4"; in any other its beats are fitted. */
  readonly metres: readonly string[];
  /** Quarter notes a minute between which it feels at home. */
  readonly bpm: readonly [slowest: number, fastest: number];
  /** Share of a beat that the first of two eighths takes; 0.5 where absent. */
  readonly swing?: number;
  readonly melody: Instrument;
  readonly harmony: ChordLayer;
  readonly pad?: ChordLayer;
  readonly bass?: BassLayer;
  readonly drums?: DrumLayer;
}
