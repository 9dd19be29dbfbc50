import { pitchClassOf, scalePitchClasses } from "../../music/key";
import type { Key, Mode, Score } from "../../music/score";
import type { Beat } from "./beats";
import { functions } from "./cadence";
import { signatureTonic } from "./features";
import { statePitchClasses, stateOf, STATES, type Triad } from "./states";

/**
 * What the key that is written over the tune says of its chords, as logarithms of odds added to
 * what the network hears; it learned from hymn books and art songs, which leave modes other than
 * major and minor unsaid.
 */
const WEIGHTS = {
  /** For each tone of a plain chord outside the scale that the melody does not sound itself. */
  outside: -0.8,
  /** The tonic under the first full bar; three hymns in four begin so, their minor ones counted in. */
  opening: 1,
  /** The tonic under the melody's last note; nearly nine hymns in ten end so. */
  closing: 3,
} as const;

/** The triads that carry a mode, by semitones above its tonic, as accompanists use them. */
const MODAL: Partial<
  Record<Mode, readonly (readonly [root: number, triad: Triad, odds: number])[]>
> = {
  dorian: [
    [0, "m", 1.5],
    [10, "", 1],
    [5, "", 0.8],
    [3, "", 0.3],
  ],
  mixolydian: [
    [0, "", 1.5],
    [10, "", 1],
    [5, "", 0.3],
  ],
  lydian: [
    [0, "", 1.5],
    [2, "", 1],
  ],
  phrygian: [
    [0, "m", 1.5],
    [1, "", 1],
  ],
};

/**
 * Odds (logarithms) to add at each beat: [beats][STATES].
 *
 * @param colour  0 keeps to the scale, 1 leaves it half free
 */
export function tonalOdds(
  score: Score,
  beats: readonly Beat[],
  colour: number,
): readonly Float32Array[] {
  const key = scaleOdds(score.key, colour);
  const { tonic } = functions(score.key);
  const opening = beats.findIndex(({ at }) => at === 0);
  const closing = beats.findLastIndex((beat) => melodyIn(score, beat).length > 0);
  return beats.map((beat, i) => {
    const melody = melodyIn(score, beat);
    const row = Float32Array.from(key, ({ mode, outside, each }) => {
      return mode + each * outside.filter((tone) => !melody.includes(tone)).length;
    });
    const bonus = i === opening ? WEIGHTS.opening : i >= closing ? WEIGHTS.closing : 0;
    const note = i >= closing ? (melodyIn(score, beats[closing] as Beat).at(-1) ?? -1) : melody[0];
    for (const state of tonic) {
      if (note !== undefined && statePitchClasses(state).includes(note)) {
        row[state] = (row[state] as number) + bonus;
      }
    }
    return row;
  });
}

interface StateInKey {
  readonly mode: number;
  readonly outside: readonly number[];
  /** For each tone outside. */
  readonly each: number;
}

function scaleOdds(key: Key, colour: number): readonly StateInKey[] {
  const frame = signatureTonic(key);
  const tonic = pitchClassOf(key.tonic) - frame;
  const scale = new Set(scalePitchClasses(key).map((tone) => (tone - frame + 12) % 12));
  const modal = new Map(
    (MODAL[key.mode] ?? []).map(([root, triad, odds]) => [stateOf(tonic + root, triad), odds]),
  );
  // A minor key's dominants raise the seventh degree.
  const raised = key.mode === "minor" ? (tonic + 11 + 12) % 12 : undefined;
  const dominants = [stateOf(tonic + 7, ""), stateOf(tonic + 11, "dim")];
  return Array.from({ length: STATES }, (_, state) => ({
    mode: modal.get(state) ?? 0,
    outside: statePitchClasses(state).filter(
      (tone) => !scale.has(tone) && !(tone === raised && dominants.includes(state)),
    ),
    each: WEIGHTS.outside * (1 - colour / 2),
  }));
}

/** Pitch classes that the melody sounds in a beat, in order, counted from the signature's tonic. */
function melodyIn({ parts, key }: Score, { tick, duration }: Beat): readonly number[] {
  const notes = parts[0]?.notes ?? [];
  const inside = notes.filter((n) => n.tick < tick + duration && n.tick + n.duration > tick);
  return inside.map(({ pitch }) => (pitch - signatureTonic(key) + 12) % 12);
}
