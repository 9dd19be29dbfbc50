import { barTicks, beatTicks } from "../../music/bars";
import type { Bar, Note, Score, Ticks } from "../../music/score";
import { usualBpm } from "../../music/tempo";
import { gridOf, referencePitch, type Given } from "./given";
import {
  END_REPEAT,
  TIE,
  TOKENS,
  endingOf,
  isBar,
  isEnd,
  isPitch,
  isSound,
  semitonesOf,
  ticksOf,
  type MelodyEvent,
} from "./vocabulary";

/** A little weight for the first note of a bar and for beats, so that a plain rendering breathes. */
const VELOCITIES = { bar: 92, beat: 84, other: 76 };

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The score that complete events stand for: one part, bars with their signs, ties joined.
 *
 * @throws RangeError when the events do not begin with a section line
 */
export function eventsToScore(events: readonly MelodyEvent[], given: Given, title: string): Score {
  const { scoreTicks } = gridOf(given.meter);
  const reference = referencePitch(given.key);
  const bars: Draft<Bar>[] = [];
  const notes: Draft<Note>[] = [];
  let now: Ticks = 0;
  for (const { token, length } of events) {
    const bar = bars.at(-1);
    if (isBar(token)) {
      if (bar) close(bar, token);
      bars.push(opened(token, now));
      continue;
    }
    if (bar === undefined) throw new RangeError("a melody begins with a section line");
    if (isEnd(token)) {
      if (token === END_REPEAT) bar.repeatEnd = true;
      else bar.sectionEnd = true;
    } else if (isSound(token)) {
      const duration = ticksOf(length) * scoreTicks;
      const last = notes.at(-1);
      if (isPitch(token)) {
        const pitch = reference + semitonesOf(token);
        notes.push({ pitch, tick: now, duration, velocity: velocityAt(now - bar.tick, given) });
      } else if (token === TIE && last) {
        last.duration += duration;
      }
      now += duration;
      bar.duration += duration;
    }
  }
  accentPickups(bars, notes, given);
  return {
    title,
    ...(given.type === undefined ? {} : { type: given.type }),
    key: given.key,
    meter: given.meter,
    bpm: usualBpm(given.type, given.meter),
    bars,
    parts: [{ name: "Melody", instrument: "piano", notes }],
    chords: [],
  };
}

function opened(line: number, tick: Ticks): Draft<Bar> {
  const kind = TOKENS[line] as string;
  const ending = endingOf(line);
  return {
    tick,
    duration: 0,
    ...(kind.startsWith("|:") || kind.startsWith("::") ? { repeatStart: true } : {}),
    ...(ending === 0 ? {} : { ending }),
  };
}

function close(bar: Draft<Bar>, line: number): void {
  const kind = TOKENS[line] as string;
  if (kind.startsWith(":")) bar.repeatEnd = true;
  if (kind.startsWith("||")) bar.sectionEnd = true;
}

function velocityAt(offset: Ticks, { meter }: Given): number {
  if (offset === 0) return VELOCITIES.bar;
  return offset % beatTicks(meter) === 0 ? VELOCITIES.beat : VELOCITIES.other;
}

/** Notes of a short first bar count from its end: a pickup is not a downbeat. */
function accentPickups(bars: readonly Bar[], notes: Draft<Note>[], given: Given): void {
  const full = barTicks(given.meter);
  const first = bars[0];
  if (first === undefined || first.duration >= full) return;
  for (const note of notes) {
    if (note.tick >= first.duration) break;
    note.velocity = velocityAt(full - first.duration + note.tick, given);
  }
}
