import type { Random } from "../../base/random";
import type { Score } from "../../music/score";
import { chordBeat, isPickup } from "./beats";
import { signatureTonic } from "./features";
import { dominantFits, melodyUnder } from "./fit";
import type { Voiced } from "./spans";

/** From which dial on each exchange is made, and how likely it is at full colour. */
const SECONDARY = { from: 0.35, most: 0.5 };
const TWO_FIVE = { from: 0.5, most: 0.9 };
const TRITONE = { from: 0.7, most: 0.25 };

/**
 * Chords exchanged by the rules of jazz, each only where the strong notes of the melody belong to
 * what comes in its place: a chord before a change becomes the dominant of the next; a dominant of
 * two beats or more is shared with its own ii; a dominant that falls a fifth is put a tritone away.
 * Chords that are kept, those up to the first bar line and under it, and the last stay, and no two
 * neighbours are both exchanged.
 *
 * @see Levine, The Jazz Theory Book (1995), chapters on reharmonisation
 */
export function substituted(
  score: Score,
  chords: readonly Voiced[],
  colour: number,
  random: Random,
): readonly Voiced[] {
  const chance = ({ from, most }: { from: number; most: number }): boolean =>
    random() < (most * Math.max(0, colour - from)) / (1 - from);
  const beat = chordBeat(score.meter);
  const tonic = signatureTonic(score.key);
  const opening = score.bars[isPickup(score, 0) ? 1 : 0]?.tick ?? 0;
  let exchanged = false;
  return chords.flatMap((chord, i): readonly Voiced[] => {
    const next = chords[i + 1];
    const { span } = chord;
    const isFree = span.kept === undefined && span.tick > opening && !exchanged;
    exchanged = false;
    if (!isFree || next === undefined) return [chord];
    const end = span.tick + span.duration;
    const fits = (root: number, from = span.tick, to = end): boolean =>
      dominantFits((root + tonic) % 12, melodyUnder(score, from, to, beat));
    const target = next.root;
    const leading = (target + 7) % 12;
    const stable = next.triad === "" || next.triad === "m";
    let dominant = chord.root === leading && chord.triad === "";
    if (!dominant && stable && chord.root !== target && chance(SECONDARY) && fits(leading)) {
      dominant = true;
      exchanged = true;
    }
    if (!dominant) return [chord];
    const half = span.tick + Math.floor(span.duration / beat / 2) * beat;
    const two: Voiced = {
      span: { ...span, duration: half - span.tick },
      root: (target + 2) % 12,
      triad: next.triad === "m" ? "dim" : "m",
      quality: next.triad === "m" ? "m7b5" : "m7",
    };
    const split = half > span.tick && chance(TWO_FIVE) && minorFits(score, two, beat, tonic);
    const from = split ? half : span.tick;
    const moved = chance(TRITONE) && fits(leading + 6, from) ? (leading + 6) % 12 : leading;
    const five: Voiced = {
      span: { ...span, tick: from, duration: end - from },
      root: moved,
      triad: "",
      ...(moved === chord.root ? {} : { quality: "7" }),
    };
    return split ? [two, five] : [five];
  });
}

/** Whether the strong melody notes under a ii7 are its tones, its ninth or its eleventh. */
function minorFits(
  score: Score,
  { span, root, triad }: Voiced,
  beat: number,
  tonic: number,
): boolean {
  const { strong } = melodyUnder(score, span.tick, span.tick + span.duration, beat);
  const tones = [0, 3, triad === "dim" ? 6 : 7, 10, 5, ...(triad === "dim" ? [] : [2])];
  return [...strong].every((pitchClass) => tones.includes((pitchClass - root - tonic + 36) % 12));
}
