import { chordTones } from "../../music/chord";
import { pitchClassOf, scalePitchClasses } from "../../music/key";
import type { ChordSymbol, Key, Mode, Note, Pitch, Score } from "../../music/score";
import { spell } from "../../music/spelling";

/**
 * The tune in another mode on the same tonic: each degree of the scale becomes that degree of the
 * new one, what stood beside a degree stands as far beside it, unless the new scale has it. Chords
 * follow their tones. Rhythm and signs stay.
 *
 * @param isNew  bars that change
 */
export function changeMode(score: Score, mode: Mode, isNew: (bar: number) => boolean): Score {
  const key = { tonic: score.key.tonic, mode };
  const moved = moveBetween(score.key, key);
  const changes = (tick: number) => isNew(score.bars.findLastIndex((bar) => bar.tick <= tick));
  const bend = (note: Note): Note =>
    changes(note.tick) ? { ...note, pitch: moved(note.pitch) } : note;
  return {
    ...score,
    key,
    parts: score.parts.map((part) =>
      part.instrument === "drums" ? part : { ...part, notes: part.notes.map(bend) },
    ),
    chords: score.chords.map((chord) => (changes(chord.tick) ? bent(chord, key, moved) : chord)),
  };
}

function moveBetween(from: Key, to: Key): (pitch: Pitch) => Pitch {
  const tonic = pitchClassOf(from.tonic);
  const steps = (key: Key) => scalePitchClasses(key).map((pc) => (pc - tonic + 12) % 12);
  const [old, own] = [steps(from), steps(to)];
  return (pitch) => {
    const above = (pitch - tonic + 120) % 12;
    if (!old.includes(above) && own.includes(above)) return pitch;
    const degree = old.findLastIndex((step) => step <= above);
    return pitch - (old[degree] as number) + (own[degree] as number);
  };
}

/** A chord on its moved root, with the third, fifth and seventh that it then has. */
function bent(chord: ChordSymbol, key: Key, moved: (pitch: Pitch) => Pitch): ChordSymbol {
  const tones = chordTones(chord.symbol)?.pitchClasses.map((pc) => 60 + pc);
  const root = tones?.[0];
  if (tones === undefined || root === undefined) return chord;
  if (tones.every((tone) => moved(tone) === tone)) return chord;
  const above = tones.map((tone) => (moved(tone) - moved(root) + 24) % 12);
  const quality = QUALITIES.find(([shape]) => shape.every((step) => above.includes(step)));
  const { letter, alteration } = spell(moved(root), key);
  const accidental = alteration > 0 ? "#" : alteration < 0 ? "b" : "";
  return { ...chord, symbol: `${letter}${accidental}${quality?.[1] ?? ""}` };
}

/** Semitones above the root, fullest chords first. */
const QUALITIES: readonly (readonly [steps: readonly number[], name: string])[] = [
  [[3, 6, 10], "m7b5"],
  [[3, 7, 10], "m7"],
  [[4, 7, 10], "7"],
  [[4, 7, 11], "maj7"],
  [[3, 6], "dim"],
  [[3, 7], "m"],
  [[4, 8], "aug"],
];
