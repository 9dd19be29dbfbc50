import type { Arrangement } from "./arrangement";

/** Ticks in a quarter note, the resolution of every score (a whole note is 1,920 ticks). */
export const TICKS_PER_QUARTER = 480;
export const TICKS_PER_WHOLE = 4 * TICKS_PER_QUARTER;

/** A point or a length in time, in ticks of 1/480 quarter note; whole, never negative. */
export type Ticks = number;

/** A MIDI note number, 0–127; 60 is middle C. */
export type Pitch = number;

export type Mode = "major" | "minor" | "dorian" | "mixolydian" | "lydian" | "phrygian" | "locrian";

/** `tonic` is a note name without octave: a letter with at most one accidental ("F#", "Bb"). */
export interface Key {
  readonly tonic: string;
  readonly mode: Mode;
}

/** A time signature: `beats` notes of 1/`unit`; 6/8 is { beats: 6, unit: 8 }. */
export interface Meter {
  readonly beats: number;
  readonly unit: number;
}

export interface Note {
  readonly pitch: Pitch;
  /** Start, from the beginning of the score as written (repeats not unfolded). */
  readonly tick: Ticks;
  /** Length in ticks, > 0. A note tied over a bar line is one note here; writers split it. */
  readonly duration: Ticks;
  /** 1–127. */
  readonly velocity: number;
}

/** A bar as written. Bars follow each other without a gap; a pickup bar is shorter than the meter. */
export interface Bar {
  readonly tick: Ticks;
  readonly duration: Ticks;
  /** `|:` before this bar. */
  readonly repeatStart?: boolean;
  /** `:|` after this bar. */
  readonly repeatEnd?: boolean;
  /** First or second ending that this bar opens. */
  readonly ending?: 1 | 2;
  /** `||` or `|]` after this bar: the end of a section. */
  readonly sectionEnd?: boolean;
}

export interface ChordSymbol {
  readonly tick: Ticks;
  /** As written over a staff: "G", "Am7", "D/F#". */
  readonly symbol: string;
}

/** What can sound a part; each has a bank in src/audio. */
export const INSTRUMENTS = [
  "piano",
  "electric-piano",
  "organ",
  "accordion",
  "guitar",
  "banjo",
  "pluck",
  "marimba",
  "bass",
  "upright",
  "strings",
  "fiddle",
  "flute",
  "brass",
  "pad",
  "drums",
] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

/** One voice; notes sorted by tick, then pitch. */
export interface Part {
  readonly name: string;
  readonly instrument: Instrument;
  readonly notes: readonly Note[];
}

/** A syllable under a note of the first part. */
export interface SungSyllable {
  /** Start of the note that it is sung to, as written. */
  readonly tick: Ticks;
  /** What stands under the note, punctuation included; never empty. */
  readonly text: string;
  /** Whether its word goes on with the next syllable of the line. */
  readonly hyphen?: boolean;
  /** Start of the last note that it is held over, where that is not its first. */
  readonly until?: Ticks;
}

/** A line of words, its syllables in time; never empty. */
export type LyricLine = readonly SungSyllable[];

/**
 * What is sung the n-th time that the bars sound: the first verse at first, the second at the
 * repeat. Where a verse has no words, those of the verse before it are sung.
 */
export interface Verse {
  readonly lines: readonly LyricLine[];
}

/**
 * A piece of music as written. Parts share one bar structure; repeats are signs on bars, and
 * `unfold` (src/music/unfold) gives the notes in the order they sound.
 */
export interface Score {
  readonly title: string;
  /** The kind of tune: "reel", "jig", "air", "hornpipe", "slipjig" …; absent if unknown. */
  readonly type?: string;
  readonly key: Key;
  readonly meter: Meter;
  /** Quarter notes a minute, 20–400. */
  readonly bpm: number;
  readonly bars: readonly Bar[];
  readonly parts: readonly Part[];
  readonly chords: readonly ChordSymbol[];
  /** Words to the first part, a verse for each time its bars sound; absent: none. */
  readonly lyrics?: readonly Verse[];
  /** How the first part is accompanied when it plays; absent: plainly, by rule. */
  readonly arrangement?: Arrangement;
}
