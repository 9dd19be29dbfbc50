import { Chord, Note } from "tonal";
import { pitchClassOf } from "./key";
import type { Pitch } from "./score";

/** What a chord symbol asks to sound: pitch classes 0–11, root first, and the lowest note. */
export interface ChordTones {
  readonly pitchClasses: readonly number[];
  readonly bass: number;
}

const SYMBOL =
  /^([A-G][#b]?)((?:m|min|maj|M|dim|aug|sus|add|alt|no|[#b]?\d|[-+°ø()Δ])*)(?:\/([A-G][#b]?))?$/;

/** Whether a text over the staff is a chord symbol ("Am7", "D/F#") and not a remark ("D.C."). */
export function isChordSymbol(text: string): boolean {
  return SYMBOL.test(text);
}

/** The tones of a chord symbol, or undefined when it is not one. An unknown colour sounds as a triad. */
export function chordTones(symbol: string): ChordTones | undefined {
  const parts = SYMBOL.exec(symbol);
  const root = parts?.[1];
  if (root === undefined) return undefined;
  const quality = parts?.[2] ?? "";
  const named = Chord.get([root, quality]);
  const fallback = /^(m|min|-)(?!a)/.test(quality) ? "m" : "M";
  const notes = named.empty ? Chord.get([root, fallback]).notes : named.notes;
  return {
    pitchClasses: notes.map((note) => Note.chroma(note)),
    bass: pitchClassOf(parts?.[3] ?? root),
  };
}

/** The chord's tones at or above `lowest`, each once, ascending. */
export function voiceAbove(tones: ChordTones, lowest: Pitch): readonly Pitch[] {
  return tones.pitchClasses
    .map((pitchClass) => lowest + ((((pitchClass - lowest) % 12) + 12) % 12))
    .sort((a, b) => a - b);
}
