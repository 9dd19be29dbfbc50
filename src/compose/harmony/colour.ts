import { seededRandom, type Random } from "../../base/random";
import { chordTones } from "../../music/chord";
import { pitchClassOf, scalePitchClasses } from "../../music/key";
import type { ChordSymbol, Key, Score } from "../../music/score";
import { chordBeat } from "./beats";
import { signatureTonic } from "./features";
import { colourFits, melodyUnder } from "./fit";
import type { HarmonyModel } from "./model";
import type { HarmonyScores } from "./network";
import type { ChordSpan, Voiced } from "./spans";
import { rootName, rootOf, triadOf } from "./states";
import { substituted } from "./substitute";

/**
 * How rich each colour is, 0–1: at a colour dial of x the qualities near x are sought, as often as
 * songs use them on that degree.
 */
const RICHNESS: Readonly<Record<string, number>> = {
  plain: 0,
  "7": 0.3,
  m7: 0.3,
  m7b5: 0.3,
  add9: 0.35,
  maj7: 0.5,
  dim7: 0.45,
  "6": 0.45,
  m6: 0.55,
  "7sus4": 0.55,
  mM7: 0.7,
  "9": 0.7,
  maj9: 0.75,
  m9: 0.75,
  m11: 0.9,
  "13": 0.9,
  maj13: 1,
  m13: 1,
};
/** Weight of a quality's distance from the dial against the logarithm of its share in songs. */
const NEARNESS = 9;
/** A tonic is coloured less than the dial says, being where the ear rests; a dominant more. */
const TONIC_SHIFT = -0.25;
const DOMINANT_SHIFT = 0.1;
/**
 * What a colour loses that the chord before it, on the same root, has already (logarithm);
 * falling back to the plain triad loses as much.
 */
const REPEATED = 0.5;
/** Weight of what the network hears as the seventh (logarithm). */
const HEARD = 0.5;
/** Below this dial no chord is exchanged for another. */
const EXCHANGES_FROM = 0.35;

/**
 * The symbols of the spans, coloured: chords exchanged for secondary dominants, tritone
 * substitutes and ii–V pairs where the melody agrees, then sevenths and more on each. Kept symbols
 * stay to the letter; at dial 0 every chord is its plain triad.
 */
export function coloured(
  model: HarmonyModel,
  score: Score,
  spans: readonly ChordSpan[],
  scores: HarmonyScores,
  { colour, seed }: { readonly colour: number; readonly seed: number },
): readonly ChordSymbol[] {
  const plain = spans.map((span): Voiced => ({
    span,
    root: rootOf(span.state),
    triad: triadOf(span.state),
  }));
  const random = seededRandom(`colour ${seed}`);
  const chords = colour < EXCHANGES_FROM ? plain : substituted(score, plain, colour, random);
  let before = "";
  return chords.map((chord, i) => {
    const { span, root, triad } = chord;
    const symbol = span.kept ?? rootName(root, score.key, triad) + (chord.quality ?? triad);
    const free = span.kept === undefined && chord.quality === undefined && colour > 0;
    const dial = { colour, next: chords[i + 1], before, repeats: chords[i - 1]?.root === root };
    before = free ? bestColour(model, score, chord, scores, dial, random) : symbol;
    return { tick: span.tick, symbol: before };
  });
}

interface Dial {
  readonly colour: number;
  readonly next: Voiced | undefined;
  /** The symbol before. */
  readonly before: string;
  /** It is on the same root. */
  readonly repeats: boolean;
}

function bestColour(
  model: HarmonyModel,
  score: Score,
  { span, root, triad }: Voiced,
  scores: HarmonyScores,
  { colour, next, before, repeats }: Dial,
  random: Random,
): string {
  const name = rootName(root, score.key, triad);
  const plain = name + triad;
  const beat = chordBeat(score.meter);
  const under = melodyUnder(score, span.tick, span.tick + span.duration, beat);
  const degree = (root + signatureTonic(score.key) - pitchClassOf(score.key.tonic) + 12) % 12;
  const leads = next !== undefined && (root + 5) % 12 === next.root;
  const isDominant = triad === "" && (degree === 7 || leads) && next !== undefined;
  const shift = isDominant ? DOMINANT_SHIFT : degree === 0 ? TONIC_SHIFT : 0;
  const heard = seventhsHeard(model, scores, span);
  let best = plain;
  let bestScore = -Infinity;
  for (const { root: r, triad: t, quality, share } of model.colours) {
    if (r !== degree || t !== triad) continue;
    const rich = RICHNESS[quality];
    const symbol = quality === "plain" ? plain : name + quality;
    if (rich === undefined || !colourFits(symbol, plain, under)) continue;
    if (triad === "" && seventhOf(quality) === 1 && !isDominant) continue;
    if (!isDominant && triad !== "dim" && !staysInScale(symbol, plain, score.key)) continue;
    const own = Math.log(share) + HEARD * Math.log(heard[seventhOf(quality)] as number);
    const isStale = repeats && (quality === "plain" || symbol === before);
    const again = isStale ? REPEATED * colour : 0;
    const value = own - again - NEARNESS * (rich - colour - shift) ** 2 + 0.2 * random();
    if (value > bestScore) [best, bestScore] = [symbol, value];
  }
  return best;
}

/** Whether what a colour adds to its triad belongs to the scale: no C# over a D in D mixolydian. */
function staysInScale(symbol: string, plain: string, key: Key): boolean {
  const scale = scalePitchClasses(key);
  const own = chordTones(plain)?.pitchClasses ?? [];
  const tones = chordTones(symbol)?.pitchClasses ?? [];
  return tones.every((tone) => own.includes(tone) || scale.includes(tone));
}

/** Chances of no, a minor, a major and a diminished seventh over the span's first beat. */
function seventhsHeard(model: HarmonyModel, scores: HarmonyScores, span: ChordSpan): number[] {
  const own = scores.sevenths[span.beat] as Float32Array;
  const { values } = model.weights.given;
  const odds = [...own].map((s, i) => Math.exp(s + (values[4 * span.state + i] as number)));
  const total = odds.reduce((a, b) => a + b, 0);
  return odds.map((odd) => odd / total);
}

/** Which seventh a quality has: 0 none, 1 minor, 2 major, 3 diminished. */
function seventhOf(quality: string): 0 | 1 | 2 | 3 {
  if (quality === "dim7") return 3;
  if (/maj(7|9|13)|M7/.test(quality)) return 2;
  return /7|^m?(9|11|13)$/.test(quality) ? 1 : 0;
}
