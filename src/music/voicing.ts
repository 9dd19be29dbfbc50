import { chordTones } from "./chord";
import type { Pitch } from "./score";

export interface VoicingOptions {
  /** Lowest and highest pitch used, both included; at least 11 semitones apart. */
  readonly low: Pitch;
  readonly high: Pitch;
  readonly voices: 3 | 4;
}

/** The pitches of a chord, ascending. */
type Voicing = readonly Pitch[];

/** Costs in semitones of movement that they are worth avoiding. */
const PARALLEL = 9;
const LEAP = 2;
const WIDE_GAP = 1.5;
const OFF_CENTRE = 0.08;
const MUDDY = 3;

/** Below this pitch (C3) two notes closer than a major third sound muddy. */
const MUDDY_BELOW = 48;
/** Voices leave at most this many semitones between neighbours, if it can be. */
const WIDEST_GAP = 9;
/** Semitones above the root of what may sound twice: the root, and the fifth in its three sizes. */
const DOUBLED = new Set([0, 6, 7, 8]);
/** A voice that moves further leaps. */
const STEP = 4;

/**
 * Voices a row of chords so that the whole moves least: common tones stay, the others go to the
 * nearest tone of the next chord, parallel fifths and octaves are avoided where there is another
 * way. The best of all ways by dynamic programming, not chord by chord. The note under a slash
 * belongs to the bass and is not looked for here.
 *
 * @param symbols  chord symbols; a text that is none sounds nothing, and the next chord goes on
 *                 from the last that sounded
 * @returns        one ascending list of pitches for each symbol: `voices` of them, fewer only
 *                 where the chord or the range has no more room
 * @throws RangeError when the range is narrower than an octave
 * @see Tymoczko, "The Geometry of Musical Chords", Science 2006 (size of a voice leading)
 * @example voiceLead(["C", "F", "G7", "C"], { low: 55, high: 76, voices: 3 })
 */
export function voiceLead(
  symbols: readonly string[],
  options: VoicingOptions,
): readonly (readonly Pitch[])[] {
  if (options.high - options.low < 11) {
    throw new RangeError(`Voices need an octave, not ${options.low} to ${options.high}`);
  }
  const sets = new Map<string, readonly Voicing[]>();
  const choices = symbols.map((symbol) => {
    const known = sets.get(symbol) ?? voicings(symbol, options);
    sets.set(symbol, known);
    return known;
  });
  const sounding = choices.filter((choice) => choice.length > 0);
  const path = leastMoving(sounding, options);
  let next = 0;
  return choices.map((choice) => (choice.length > 0 ? (path[next++] as Voicing) : []));
}

/** The cheapest way through: one voicing of each list. */
function leastMoving(
  lists: readonly (readonly Voicing[])[],
  options: VoicingOptions,
): readonly Voicing[] {
  let costs: readonly number[] = (lists[0] ?? []).map((voicing) => shape(voicing, options));
  const cameFrom: (readonly number[])[] = [];
  lists.slice(1).forEach((list, i) => {
    const before = lists[i] as readonly Voicing[];
    const steps = list.map((voicing) => {
      const through = before.map((earlier, j) => (costs[j] as number) + movement(earlier, voicing));
      const from = through.indexOf(Math.min(...through));
      return { from, cost: (through[from] as number) + shape(voicing, options) };
    });
    cameFrom.push(steps.map(({ from }) => from));
    costs = steps.map(({ cost }) => cost);
  });
  let place = costs.indexOf(Math.min(...costs));
  const path = lists.map(() => [] as Voicing);
  for (let i = lists.length - 1; i >= 0; i--) {
    path[i] = lists[i]?.[place] as Voicing;
    place = cameFrom[i - 1]?.[place] ?? 0;
  }
  return path;
}

/** Cost of going from one voicing to the next, in semitones. */
function movement(before: Voicing, after: Voicing): number {
  const voices = Math.min(before.length, after.length);
  let cost = 0;
  for (let i = 0; i < voices; i++) {
    const from = before[i] as Pitch;
    const to = after[i] as Pitch;
    const moved = Math.abs(to - from);
    cost += moved + (moved > STEP ? LEAP : 0);
    for (let j = 0; moved > 0 && j < i; j++) {
      const interval = (from - (before[j] as Pitch)) % 12;
      const perfect = interval === 0 || interval === 7;
      const kept = to - from === (after[j] as Pitch) - (before[j] as Pitch);
      if (perfect && kept) cost += PARALLEL;
    }
  }
  return cost;
}

/** Cost of how a voicing lies: far from the middle of the range, with gaps, muddy. */
function shape(voicing: Voicing, { low, high }: VoicingOptions): number {
  const middle = (low + high) / 2;
  return voicing.reduce((cost, pitch, i) => {
    const gap = pitch - (voicing[i - 1] ?? pitch - STEP);
    const wide = Math.max(0, gap - WIDEST_GAP) * WIDE_GAP;
    const muddy = pitch - gap < MUDDY_BELOW && gap < STEP ? MUDDY : 0;
    return cost + Math.abs(pitch - middle) * OFF_CENTRE + wide + muddy;
  }, 0);
}

/** Every way to place a chord's tones in the range; with fewer voices only where there is no room. */
function voicings(symbol: string, { low, high, voices }: VoicingOptions): readonly Voicing[] {
  const tones = chordTones(symbol)?.pitchClasses ?? [];
  const kept = essential(tones, voices);
  const pitches = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter((pitch) =>
    kept.includes(pitch % 12),
  );
  for (let count: number = voices; count > 0 && kept.length > 0; count--) {
    const found = chosen(pitches, count).filter((voicing) => {
      const sounding = new Set(voicing.map((pitch) => pitch % 12));
      return sounding.size === Math.min(count, kept.length) && !doublesColour(voicing, kept);
    });
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * The tones that must sound when there are more than voices: the third and the seventh say what a
 * chord is, what is stacked on them colours it; the fifth goes first, then the root.
 */
function essential(tones: readonly number[], voices: number): readonly number[] {
  const unique = [...new Set(tones)];
  const [root = 0] = unique;
  const spare = [(root + 7) % 12, root, ...unique.slice(1).reverse()];
  const dropped = spare
    .filter((tone) => unique.includes(tone))
    .slice(0, Math.max(0, unique.length - voices));
  return unique.filter((tone) => !dropped.includes(tone));
}

/** Only the root or the fifth of a chord is doubled. */
function doublesColour(voicing: Voicing, kept: readonly number[]): boolean {
  const [root = 0] = kept;
  return voicing.some((pitch, i) => {
    const doubled = voicing.some((other, j) => j < i && (other - pitch) % 12 === 0);
    return doubled && !DOUBLED.has((pitch + 12 - root) % 12);
  });
}

/** All choices of `count` out of ascending pitches, each ascending. */
function chosen(pitches: readonly Pitch[], count: number): readonly Voicing[] {
  if (count === 0) return [[]];
  return pitches.flatMap((pitch, i) =>
    chosen(pitches.slice(i + 1), count - 1).map((rest) => [pitch, ...rest]),
  );
}
