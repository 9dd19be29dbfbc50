import { LETTER_SEMITONES, signature, type Letter } from "../../music/key";
import type { Pitch } from "../../music/score";
import type { KeyField } from "./fields";
import type { NoteToken } from "./tokens";

/**
 * Turns written notes into pitches: a written accidental holds for its letter in its own octave to
 * the end of the bar, otherwise the signature rules. ABC 2.1 (11.3) would have it hold in every
 * octave; the tune books at hand, music21 and staff notation read it by octave.
 */
export class Accidentals {
  private signature: Readonly<Record<string, number>>;
  private readonly written = new Map<string, number>();

  constructor(field: KeyField) {
    this.signature = alterations(field);
  }

  /** The pitch of a note, or undefined when it lies outside MIDI's range. */
  pitch({ letter, octave, alteration }: NoteToken): Pitch | undefined {
    const place = `${letter}${octave}`;
    if (alteration !== undefined) this.written.set(place, alteration);
    const altered = this.written.get(place) ?? this.signature[letter] ?? 0;
    const pitch = naturalPitch(letter, octave) + altered;
    return pitch >= 0 && pitch <= 127 ? pitch : undefined;
  }

  bar(): void {
    this.written.clear();
  }

  key(field: KeyField): void {
    this.signature = alterations(field);
    this.written.clear();
  }
}

/** The pitch of a letter without accidentals. */
function naturalPitch(letter: string, octave: number): Pitch {
  return 12 * (octave + 1) + LETTER_SEMITONES[letter as Letter];
}

function alterations({ key, extra }: KeyField): Record<string, number> {
  return { ...signature(key), ...extra };
}
