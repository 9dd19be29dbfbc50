import { beatTicks } from "./bars";
import { scalePitchClasses } from "./key";
import { spell } from "./spelling";
import type { Bar, ChordSymbol, Key, Note, Score, Ticks } from "./score";

/** A triad on a scale degree; `weight` breaks near ties toward the chords that songs lean on. */
interface Triad {
  readonly degree: number;
  readonly pitchClasses: readonly number[];
  readonly weight: number;
}

/** Preference in beats for the triads on degrees 1–7: tonic, then subdominant and dominant. */
const DEGREE_WEIGHT = [0.5, 0.1, 0, 0.35, 0.4, 0.1, -0.4];

/**
 * Simple chords by rule, one a bar: the diatonic triad that covers most of the bar's sounding time
 * (notes on a beat count double, the bar's first note once more); the last bar of the piece takes
 * the tonic if its last note allows it. A pickup gets none. A rule, not a model: it knows nothing
 * of voice-leading or of what came before.
 */
export function simpleChords(score: Score): readonly ChordSymbol[] {
  const melody = score.parts[0]?.notes ?? [];
  const triads = triadsOf(score.key);
  const beat = beatTicks(score.meter);
  return score.bars.flatMap((bar, i): ChordSymbol[] => {
    const sounding = melody.filter(
      (n) => n.tick < bar.tick + bar.duration && n.tick + n.duration > bar.tick,
    );
    const pickup = i === 0 && (score.bars[1]?.duration ?? 0) > bar.duration;
    if (sounding.length === 0 || pickup) return [];
    const closing =
      i === score.bars.length - 1 &&
      triads[0]?.pitchClasses.includes((sounding.at(-1)?.pitch ?? 0) % 12);
    const chosen = closing ? triads[0] : best(triads, sounding, bar, beat);
    return chosen === undefined ? [] : [{ tick: bar.tick, symbol: symbolOf(chosen, score.key) }];
  });
}

function best(
  triads: readonly Triad[],
  notes: readonly Note[],
  bar: Bar,
  beat: Ticks,
): Triad | undefined {
  const score = (triad: Triad): number =>
    triad.weight +
    notes.reduce((sum, note) => {
      if (!triad.pitchClasses.includes(note.pitch % 12)) return sum;
      const from = Math.max(note.tick, bar.tick);
      const length = Math.min(note.tick + note.duration, bar.tick + bar.duration) - from;
      const emphasis = (from === bar.tick ? 1 : 0) + ((from - bar.tick) % beat === 0 ? 2 : 1);
      return sum + (length / beat) * emphasis;
    }, 0);
  return triads.reduce<Triad | undefined>(
    (top, triad) => (top === undefined || score(triad) > score(top) ? triad : top),
    undefined,
  );
}

function triadsOf(key: Key): readonly Triad[] {
  const scale = scalePitchClasses(key);
  return scale.map((root, degree) => ({
    degree,
    pitchClasses: [root, scale[(degree + 2) % 7] as number, scale[(degree + 4) % 7] as number],
    weight: DEGREE_WEIGHT[degree] as number,
  }));
}

function symbolOf({ pitchClasses }: Triad, key: Key): string {
  const [root, third, fifth] = pitchClasses as [number, number, number];
  const { letter, alteration } = spell(60 + root, key);
  const name = `${letter}${alteration > 0 ? "#" : alteration < 0 ? "b" : ""}`;
  const minor = (third - root + 12) % 12 === 3;
  const diminished = minor && (fifth - root + 12) % 12 === 6;
  return `${name}${diminished ? "dim" : minor ? "m" : ""}`;
}
