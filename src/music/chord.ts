import { Chord, Note } from "tonal";
import { CHORD_SYMBOL } from "./chord-symbol";
import { LETTER_SEMITONES, pitchClassOf, signature, type Letter } from "./key";
import type { Key, Pitch } from "./score";

/** What a chord symbol asks to sound: pitch classes 0–11, root first, and the lowest note. */
export interface ChordTones {
  readonly pitchClasses: readonly number[];
  readonly bass: number;
}

/** The tones of a chord symbol, or undefined when it is not one. An unknown colour sounds as a triad. */
export function chordTones(symbol: string): ChordTones | undefined {
  const named = readSymbol(symbol);
  if (named === undefined) return undefined;
  return { pitchClasses: named.notes.map(Note.chroma), bass: pitchClassOf(named.bass) };
}

/** The tones of a chord and the notes that pass between them, as pitch classes 0–11. */
export interface ChordScale {
  /** Root first, as the chord is stacked. */
  readonly tones: readonly number[];
  /** Ascending from the root. */
  readonly scale: readonly number[];
}

/**
 * What a melody can use over a chord in a key: the key's own letters, each altered as the chord
 * alters it (over D7 in C: D E F# G A B C). Over a text that is no chord: no tones, the key's scale.
 */
export function chordScale(symbol: string, key: Key): ChordScale {
  const notes = readSymbol(symbol)?.notes ?? [];
  const tones = notes.map(Note.chroma);
  const alterations = { ...signature(key) };
  for (const note of notes) alterations[note[0] as Letter] = Note.get(note).alt;
  const letters = Object.keys(alterations) as Letter[];
  const root = tones[0] ?? pitchClassOf(key.tonic);
  const above = letters.map((l) => (LETTER_SEMITONES[l] + alterations[l] - root + 24) % 12);
  const steps = [...new Set(above)].sort((a, b) => a - b);
  return { tones, scale: steps.map((step) => (root + step) % 12) };
}

/** The names of a chord symbol's notes, root first, and of its lowest. */
function readSymbol(
  symbol: string,
): { readonly notes: readonly string[]; readonly bass: string } | undefined {
  const parts = CHORD_SYMBOL.exec(symbol);
  const root = parts?.[1];
  if (root === undefined) return undefined;
  const quality = parts?.[2] ?? "";
  const named = Chord.get([root, quality]);
  const fallback = /^(m|min|-)(?!a)/.test(quality) ? "m" : "M";
  const { notes } = named.empty ? Chord.get([root, fallback]) : named;
  return { notes, bass: parts?.[3] ?? root };
}

/** The chord's tones at or above `lowest`, each once, ascending. */
export function voiceAbove(tones: ChordTones, lowest: Pitch): readonly Pitch[] {
  return tones.pitchClasses
    .map((pitchClass) => lowest + ((((pitchClass - lowest) % 12) + 12) % 12))
    .sort((a, b) => a - b);
}
