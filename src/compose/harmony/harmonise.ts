import { seededRandom } from "../../base/random";
import type { BarRange } from "../../music/bars";
import type { ChordSymbol, Score, Ticks } from "../../music/score";
import { barChain } from "./bar-chain";
import { beatsOf, type Beat } from "./beats";
import { cadenceDemands, functions, type Cadence } from "./cadence";
import { bestPath, pathSampler, pathScore, type Chain } from "./chain";
import { coloured } from "./colour";
import { featuresOf, signatureTonic, type Style } from "./features";
import type { HarmonyModel } from "./model";
import { runHarmony, type HarmonyScores } from "./network";
import { chordSpans } from "./spans";
import { statePitchClasses, STATES, symbolState } from "./states";
import { tonalOdds } from "./tonality";

export interface HarmoniseOptions {
  /** Chords may change on every beat, or stand for a bar. */
  readonly per: "beat" | "bar";
  /** 0 plain triads (and the suspended fourths of the hymn books) … 1 jazz; default 0. */
  readonly colour?: number;
  /** Symbols that stay as they are, where they are, whatever else is written. */
  readonly locks?: readonly ChordSymbol[];
  /** Of the alternatives, and of what the colour leaves to chance; default 0. */
  readonly seed?: number;
  /** Alternatives, the best first; default 1. Fewer where the melody leaves no choice. */
  readonly count?: number;
  /** Only these bars anew: the others keep the score's chords. */
  readonly range?: BarRange;
  /** How the piece, or the range, closes; unsaid, as the model thinks best. */
  readonly cadence?: Cadence;
  readonly style?: Style;
}

export { openHarmony, type HarmonyModel } from "./model";

/** Draws near the best path: at 1 whole sequences come as often as the model believes in them. */
const TEMPERATURE = 0.8;
/** Draws for each alternative asked for, of which the best differing ones are kept. */
const DRAWS_EACH = 4;
/** What a tonic or a dominant under its own note gains where a section closes (logarithm of odds). */
const SECTION_CLOSE = 1.5;
/** Weight of what goes after what in popular songs, at full colour. */
const POPULAR = 0.3;

/**
 * Chords for the melody of a score's first part, each alternative for the whole piece: the best
 * path through a chain whose scores come from the network, then others drawn near it.
 *
 * A lock is kept to the letter and to the tick, and its neighbours are chosen to fit it. Where a
 * chord already sounds it is not written again, but chords by the bar stand in every bar.
 *
 * @returns alternatives, best first; the locks alone when the score has no note
 * @throws RangeError when colour is outside 0–1, or count under 1
 */
export function harmonise(
  model: HarmonyModel,
  score: Score,
  options: HarmoniseOptions,
): readonly (readonly ChordSymbol[])[] {
  const { colour = 0, count = 1, seed = 0 } = options;
  if (!(colour >= 0 && colour <= 1))
    throw new RangeError(`colour is ${colour}; it goes from 0 to 1`);
  if (!(count >= 1)) throw new RangeError(`count is ${count}; it must be 1 or more`);
  const locks = keptSymbols(score, options);
  if ((score.parts[0]?.notes.length ?? 0) === 0) return [locks];
  const beats = beatsOf(
    score,
    locks.map(({ tick }) => tick),
  );
  const scores = runHarmony(model.weights, featuresOf(score, beats, options.style));
  const chain = chainOf(model, score, beats, scores, locks, options);
  return pathsOf(chain, beats, locks, options).map((path, i) => {
    const spans = chordSpans(beats, path, locks, options);
    return coloured(model, score, spans, scores, { colour, seed: seed + i });
  });
}

/** One state a beat for each alternative, the same all through a bar when chords go by the bar. */
function pathsOf(
  chain: Chain,
  beats: readonly Beat[],
  locks: readonly ChordSymbol[],
  { per, count = 1, seed = 0 }: HarmoniseOptions,
): readonly Int32Array[] {
  if (per === "beat") return alternatives(chain, count, seed);
  const cuts = locks.map(({ tick }) => tick);
  const bars = barChain(beats, chain, cuts);
  return alternatives(bars.chain, count, seed).map(bars.spread);
}

/** The locks, and with a range the chords outside it; sorted, the locks before what they replace. */
function keptSymbols(
  score: Score,
  { locks = [], range }: HarmoniseOptions,
): readonly ChordSymbol[] {
  const kept = new Map<Ticks, ChordSymbol>();
  if (range !== undefined) {
    const from = score.bars[range.first]?.tick ?? Infinity;
    const last = score.bars[range.last];
    const to = last === undefined ? Infinity : last.tick + last.duration;
    const inForce = score.chords.findLast(({ tick }) => tick <= to);
    if (inForce !== undefined && to < endOf(score)) kept.set(to, { ...inForce, tick: to });
    for (const chord of score.chords) {
      if (chord.tick < from || chord.tick >= to) kept.set(chord.tick, chord);
    }
  }
  for (const lock of locks) kept.set(lock.tick, lock);
  return [...kept.values()].sort((a, b) => a.tick - b.tick);
}

function chainOf(
  model: HarmonyModel,
  score: Score,
  beats: readonly Beat[],
  scores: HarmonyScores,
  locks: readonly ChordSymbol[],
  options: HarmoniseOptions,
): Chain {
  const allowed = new Map<number, readonly number[]>();
  if (options.cadence !== undefined) {
    const ends = stretch(beats, options.range);
    for (const [place, states] of cadenceDemands(
      options.cadence,
      beats,
      ends,
      score.key,
      options.per,
    )) {
      allowed.set(place, states);
    }
  }
  beats.forEach((beat, i) => {
    const outside = options.range !== undefined && !inRange(beat, options.range);
    const lock = outside
      ? locks.findLast(({ tick }) => tick <= beat.tick)
      : locks.find(({ tick }) => tick === beat.tick);
    const state = lock === undefined ? undefined : symbolState(lock.symbol, score.key);
    if (state !== undefined) allowed.set(i, [state]);
    else if (lock !== undefined) allowed.delete(i);
  });
  const closing = functions(score.key);
  const welcome = [...closing.tonic, ...closing.dominant];
  const odds = tonalOdds(score, beats, options.colour ?? 0);
  const emissions = scores.states.map((own, i) => {
    const row = own.map((value, state) => value + (odds[i]?.[state] as number));
    if (closesSection(score, beats, i)) {
      const note = noteAt(score, (beats[i] as Beat).tick);
      for (const state of welcome) {
        if (statePitchClasses(state).includes(note))
          row[state] = (row[state] as number) + SECTION_CLOSE;
      }
    }
    const only = allowed.get(i);
    return only === undefined ? row : row.map((value, s) => (only.includes(s) ? value : -Infinity));
  });
  const { values } = model.weights.moves;
  const weight = POPULAR * (options.colour ?? 0);
  const popular = model.popularMoves.values;
  return {
    emissions,
    move: (i, from, to) => {
      const over = (beats[i] as Beat).at === 0 ? STATES * STATES : 0;
      const at = from * STATES + to;
      return (values[over + at] as number) + weight * (popular[at] as number);
    },
  };
}

function closesSection({ bars }: Score, beats: readonly Beat[], place: number): boolean {
  const beat = beats[place] as Beat;
  const bar = bars[beat.bar];
  const closes = bar?.repeatEnd === true || bar?.sectionEnd === true;
  return closes && beats[place + 1]?.bar !== beat.bar;
}

/** Pitch class, counted from the signature's tonic, of the melody at a tick; −1 in a rest. */
function noteAt({ parts, key }: Score, tick: Ticks): number {
  const note = parts[0]?.notes.findLast((n) => n.tick <= tick && tick < n.tick + n.duration);
  return note === undefined ? -1 : (note.pitch - signatureTonic(key) + 12) % 12;
}

/** Places of the first and the last beat that are harmonised anew. */
function stretch(
  beats: readonly Beat[],
  range: BarRange | undefined,
): readonly [first: number, last: number] {
  if (range === undefined) return [0, beats.length - 1];
  const first = beats.findIndex((beat) => inRange(beat, range));
  return [first, beats.findLastIndex((beat) => inRange(beat, range))];
}

function inRange({ bar }: Beat, { first, last }: BarRange): boolean {
  return bar >= first && bar <= last;
}

/** The best path, then different ones drawn near it, the likelier first. */
function alternatives(chain: Chain, count: number, seed: number): readonly Int32Array[] {
  const best = bestPath(chain);
  if (count === 1) return [best];
  const draw = pathSampler(chain, TEMPERATURE);
  const random = seededRandom(seed);
  const found = new Map<string, Int32Array>([[best.join(), best]]);
  for (let i = 0; i < DRAWS_EACH * count; i++) {
    const path = draw(random);
    if (!found.has(path.join())) found.set(path.join(), path);
  }
  const others = [...found.values()].slice(1);
  const byScore = others.map((path) => ({ path, score: pathScore(chain, path) }));
  byScore.sort((a, b) => b.score - a.score);
  return [best, ...byScore.slice(0, count - 1).map(({ path }) => path)];
}

function endOf({ bars }: Score): Ticks {
  const last = bars.at(-1);
  return last === undefined ? 0 : last.tick + last.duration;
}
