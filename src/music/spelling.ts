import { LETTER_SEMITONES, pitchClassOf, signature, signatureFifths, type Letter } from "./key";
import type { Key, Pitch } from "./score";

/** A pitch with a name: letter, alteration in semitones (−2 to 2), octave (C4 is middle C, 60). */
export interface SpelledPitch {
  readonly letter: Letter;
  readonly alteration: number;
  readonly octave: number;
}

const LETTERS = Object.keys(LETTER_SEMITONES) as readonly Letter[];

/** Semitones above the tonic that are heard as a raised degree (leading note, sharp fourth …). */
const RAISED = new Set([6, 11]);
/** The same for lowered degrees (flat seventh, flat third, flat second). */
const LOWERED = new Set([10, 3, 1]);

/**
 * The name of a pitch in a key: the key's own letters first, then naturals, then one accidental,
 * sharp or flat by what the degree usually is and by the side of the signature.
 *
 * @example spell(66, { tonic: "G", mode: "major" }) // F, +1, octave 4
 */
export function spell(pitch: Pitch, key: Key): SpelledPitch {
  const pitchClass = pitch % 12;
  const alterations = signature(key);
  const letter =
    LETTERS.find((name) => modulo12(LETTER_SEMITONES[name] + alterations[name]) === pitchClass) ??
    LETTERS.find((name) => LETTER_SEMITONES[name] === pitchClass);
  if (letter !== undefined) {
    const own = modulo12(LETTER_SEMITONES[letter] + alterations[letter]) === pitchClass;
    return named(pitch, letter, own ? alterations[letter] : 0);
  }
  const step = prefersSharp(pitchClass, key) ? 1 : -1;
  const base = modulo12(pitchClass - step);
  const altered = LETTERS.find((name) => LETTER_SEMITONES[name] === base) as Letter;
  return named(pitch, altered, step);
}

/** A pitch's name with octave, as people write it: "F#4", "Bb3". */
export function pitchName(pitch: Pitch, key: Key): string {
  const { letter, alteration, octave } = spell(pitch, key);
  const sign = alteration < 0 ? "b".repeat(-alteration) : "#".repeat(alteration);
  return `${letter}${sign}${octave}`;
}

/** The pitch that a spelled name sounds. */
export function pitchOf(spelled: SpelledPitch): Pitch {
  return 12 * (spelled.octave + 1) + LETTER_SEMITONES[spelled.letter] + spelled.alteration;
}

function named(pitch: Pitch, letter: Letter, alteration: number): SpelledPitch {
  const octave = Math.round((pitch - LETTER_SEMITONES[letter] - alteration) / 12) - 1;
  return { letter, alteration, octave };
}

function prefersSharp(pitchClass: number, key: Key): boolean {
  const degree = modulo12(pitchClass - pitchClassOf(key.tonic));
  if (RAISED.has(degree)) return true;
  if (LOWERED.has(degree)) return false;
  return signatureFifths(key) >= 0;
}

function modulo12(value: number): number {
  return ((value % 12) + 12) % 12;
}
