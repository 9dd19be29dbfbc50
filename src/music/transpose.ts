import { pitchClassOf, signatureFifths } from "./key";
import type { Key, Pitch, Score } from "./score";

const TONICS = ["C", "C#", "Db", "D", "D#", "Eb", "E", "F", "F#", "Gb", "G", "G#", "Ab", "A"]
  .concat(["A#", "Bb", "B"])
  .map((tonic) => ({ tonic, pitchClass: pitchClassOf(tonic) }));

/** The key `semitones` higher in the same mode, spelled with the fewest accidentals. */
export function transposeKey(key: Key, semitones: number): Key {
  const target = (((pitchClassOf(key.tonic) + semitones) % 12) + 12) % 12;
  if (target === pitchClassOf(key.tonic)) return key;
  const spelled = TONICS.filter(({ pitchClass }) => pitchClass === target).map(({ tonic }) => ({
    tonic,
    mode: key.mode,
  }));
  return spelled.reduce((best, next) => (accidentals(next) < accidentals(best) ? next : best));
}

/**
 * The whole score moved by `semitones`: notes, key and chord symbols.
 * @throws RangeError when a note would leave MIDI's 0–127
 */
export function transpose(score: Score, semitones: number): Score {
  const key = transposeKey(score.key, semitones);
  return {
    ...score,
    key,
    parts: score.parts.map((part) =>
      part.instrument === "drums"
        ? part
        : {
            ...part,
            notes: part.notes.map((note) => ({ ...note, pitch: move(note.pitch, semitones) })),
          },
    ),
    chords: score.chords.map((chord) => ({
      ...chord,
      symbol: transposeSymbol(chord.symbol, semitones, key),
    })),
  };
}

/** A chord symbol with its root and bass moved, spelled on the side of the new key's signature. */
function transposeSymbol(symbol: string, semitones: number, key: Key): string {
  const flat = signatureFifths(key) < 0;
  return symbol.replace(/^[A-G][#b]?|(?<=\/)[A-G][#b]?$/g, (name) => {
    const target = (((pitchClassOf(name) + semitones) % 12) + 12) % 12;
    const names = TONICS.filter(({ pitchClass }) => pitchClass === target).map((t) => t.tonic);
    return (
      names.find((n) => n.length === 1) ?? names.find((n) => n.endsWith(flat ? "b" : "#")) ?? name
    );
  });
}

function move(pitch: Pitch, semitones: number): Pitch {
  const moved = pitch + semitones;
  if (moved < 0 || moved > 127) throw new RangeError(`Pitch ${moved} is outside 0–127`);
  return moved;
}

function accidentals(key: Key): number {
  return Math.abs(signatureFifths(key));
}
