import { barTicks } from "../../music/bars";
import { TICKS_PER_WHOLE, type Bar, type Meter, type Score, type Ticks } from "../../music/score";

/** A place where a chord may change. */
export interface Beat {
  readonly tick: Ticks;
  readonly duration: Ticks;
  /** Bar as written, from 0. */
  readonly bar: number;
  /** Ticks from the bar line; in a pickup from where the bar line would be. */
  readonly at: Ticks;
}

/** The beat on which chords change: a dotted unit in 6/8, 9/8 …, else the unit (an eighth in 3/8). */
export function chordBeat({ beats, unit }: Meter): Ticks {
  const one = TICKS_PER_WHOLE / unit;
  return unit >= 8 && beats > 3 && beats % 3 === 0 ? 3 * one : one;
}

/**
 * The beats of a score, counted from the bar lines; the beats of a pickup are counted back from
 * the bar line after it.
 *
 * @param cuts  ticks where a beat must begin too, inside a beat or not
 */
export function beatsOf(score: Score, cuts: readonly Ticks[] = []): readonly Beat[] {
  return score.bars.flatMap((bar, index) => {
    const missing = isPickup(score, index) ? barTicks(score.meter) - bar.duration : 0;
    const starts = new Set(beatStarts(bar, missing, chordBeat(score.meter)));
    for (const tick of cuts) if (tick > bar.tick && tick < end(bar)) starts.add(tick);
    const ticks = [...starts].sort((a, b) => a - b);
    return ticks.map((tick, i): Beat => {
      const duration = (ticks[i + 1] ?? end(bar)) - tick;
      return { tick, duration, bar: index, at: missing + tick - bar.tick };
    });
  });
}

/** A short first bar, or one that makes up the rest of the short bar before it. */
export function isPickup({ bars, meter }: Score, index: number): boolean {
  const full = barTicks(meter);
  const bar = bars[index] as Bar;
  const before = bars[index - 1];
  if (bar.duration >= full) return false;
  return before === undefined ? bars.length > 1 : before.duration + bar.duration === full;
}

function beatStarts(bar: Bar, missing: Ticks, beat: Ticks): readonly Ticks[] {
  const starts: Ticks[] = [bar.tick];
  for (let tick = bar.tick - missing; tick < end(bar); tick += beat) {
    if (tick > bar.tick) starts.push(tick);
  }
  return starts;
}

function end(bar: Bar): Ticks {
  return bar.tick + bar.duration;
}
