import {
  isBar,
  isEnd,
  isPitch,
  isSound,
  semitonesOf,
  ticksOf,
  type MelodyEvent,
} from "./vocabulary";

/** Figures of one tune, by which tunes are compared with the books and candidates ranked. */
export interface MelodyMeasures {
  readonly notes: number;
  /** Bars with their content, a pickup counted as one. */
  readonly bars: number;
  /** Share of bars that are equal, note for note, to an earlier bar of the tune, 0–1. */
  readonly repetition: number;
  /** Whether the last note is the tonic, in any octave. */
  readonly endsOnTonic: boolean;
  /** Widest step between neighbouring notes, in semitones. */
  readonly widestLeap: number;
  /** Sounding notes to a quarter of the grid's whole note. */
  readonly notesPerQuarter: number;
}

export function measureMelody(events: readonly MelodyEvent[]): MelodyMeasures {
  const pitches = events.filter(({ token }) => isPitch(token)).map(({ token }) => token);
  const ticks = events.reduce((sum, e) => sum + (isSound(e.token) ? ticksOf(e.length) : 0), 0);
  const bars = barTexts(events);
  const equal = bars.filter((bar, i) => bars.indexOf(bar) < i).length;
  const last = pitches.at(-1);
  return {
    notes: pitches.length,
    bars: bars.length,
    repetition: bars.length === 0 ? 0 : equal / bars.length,
    endsOnTonic: last !== undefined && semitonesOf(last) % 12 === 0,
    widestLeap: pitches.slice(1).reduce((widest, pitch, i) => {
      return Math.max(widest, Math.abs(pitch - (pitches[i] as number)));
    }, 0),
    notesPerQuarter: ticks === 0 ? 0 : (24 * pitches.length) / ticks,
  };
}

/** What sounds in each bar, as a text to compare. */
function barTexts(events: readonly MelodyEvent[]): readonly string[] {
  const bars: string[] = [];
  let bar = "";
  for (const { token, length } of events.slice(1)) {
    if (isSound(token)) bar += `${token}:${length} `;
    else if (isBar(token) || isEnd(token)) {
      bars.push(bar);
      bar = "";
    }
  }
  return bars;
}
