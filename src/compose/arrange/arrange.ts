import { seededRandom } from "../../base/random";
import { type ArrangedPart, type Arrangement } from "../../music/arrangement";
import { barTicks } from "../../music/bars";
import { simpleChords } from "../../music/harmonise";
import type { ChordSymbol, Instrument, Note, Part, Pitch, Score } from "../../music/score";
import { ticksToSec } from "../../music/tempo";
import { bassPart } from "./bass-part";
import { chordPart } from "./chord-part";
import { chordSpans } from "./chord-spans";
import { drumPart } from "./drum-part";
import type { Plan } from "./plan";
import { beatsOf } from "./rhythm";
import { styleNamed } from "./styles";
import { timeline } from "./timeline";

/** An intro is two bars, or four where bars are shorter than this. */
const SHORT_BAR_SEC = 1.5;
/** Chords stay this far under the middle of the tune. */
const UNDER_TUNE = 2;

/** An arranged piece: a score in the order it sounds, and where the tune begins in it. */
export interface Arranged {
  readonly score: Score;
  readonly introTicks: number;
}

/**
 * A lead sheet (the first part and the chords, or `simpleChords` where there are none) arranged in
 * a style: parts named melody, harmony, pad, bass and drums, those that the style has. Repeats are
 * written out, so that sections build and lead into each other; the tune's notes stay as they are,
 * later by the intro. As written: `perform` makes it swing and breathe.
 *
 * @param how  an unknown style is the plainest one; the mix is not heeded here but when it sounds
 */
export function arrange(score: Score, how: Omit<Arrangement, "mix">): Arranged {
  const style = styleNamed(how.style);
  const full = barTicks(score.meter);
  const introBars = !how.intro ? 0 : ticksToSec(full, score.bpm) < SHORT_BAR_SEC ? 4 : 2;
  const lead = { ...score, chords: score.chords.length > 0 ? score.chords : simpleChords(score) };
  const time = timeline(lead, introBars, how.ending ? 1 : 0);
  const chords = withTonic(time.chords, score, how.ending ? time.lastChordTick : undefined);
  const plan: Plan = {
    style,
    time,
    spans: chordSpans(chords, time.endTick),
    beats: beatsOf(score.meter),
    atHome: style.metres.includes(`${score.meter.beats}/${score.meter.unit}`),
  };
  const random = (part: ArrangedPart) => seededRandom(`${how.seed} ${style.id} ${part}`);
  const ceiling = middleOf(time.melody) - UNDER_TUNE;
  const parts: Part[] = [part("melody", tuneInstrument(score, style.melody), time.melody)];
  const add = (name: ArrangedPart, instrument: Instrument, notes: readonly Note[]): void => {
    if (notes.length > 0) parts.push(part(name, instrument, notes));
  };
  const { harmony, pad, bass, drums } = style;
  add("harmony", harmony.instrument, chordPart(plan, harmony, ceiling));
  if (pad) add("pad", pad.instrument, chordPart(plan, pad, ceiling));
  if (bass) add("bass", bass.instrument, bassPart(plan, bass, random("bass")));
  if (drums) add("drums", "drums", drumPart(plan, drums, random("drums")));
  const { title, type, key, meter, bpm } = score;
  const head = { title, ...(type !== undefined && { type }), key, meter, bpm };
  return { score: { ...head, bars: time.bars, parts, chords }, introTicks: time.introTicks };
}

function part(name: ArrangedPart, instrument: Instrument, notes: readonly Note[]): Part {
  return { name, instrument, notes };
}

/** An instrument that somebody chose stays; a piano is what nobody chose. */
function tuneInstrument(score: Score, wanted: Instrument): Instrument {
  const own = score.parts[0]?.instrument ?? "piano";
  return own === "piano" ? wanted : own;
}

/** The tick-weighted middle of the tune: half of its sounding time lies above. */
function middleOf(melody: readonly Note[]): Pitch {
  const half = melody.reduce((sum, note) => sum + note.duration, 0) / 2;
  let passed = 0;
  for (const note of [...melody].sort((a, b) => a.pitch - b.pitch)) {
    passed += note.duration;
    if (passed >= half) return note.pitch;
  }
  return 72;
}

/** The ending rests on the tonic: the tune's own last chord where that is one, else its triad. */
function withTonic(
  chords: readonly ChordSymbol[],
  { key }: Score,
  tick: number | undefined,
): readonly ChordSymbol[] {
  if (tick === undefined) return chords;
  const last = chords.at(-1)?.symbol ?? "";
  const minor = ["minor", "dorian", "phrygian", "locrian"].includes(key.mode);
  const own = new RegExp(`^${key.tonic}(?![#b])`).test(last);
  const symbol = own ? last : `${key.tonic}${minor ? "m" : ""}`;
  return [...chords.filter((chord) => chord.tick < tick), { tick, symbol }];
}
