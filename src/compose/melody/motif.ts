import type { Note, Score } from "../../music/score";
import { barTicks } from "../../music/bars";
import { scoreToEvents } from "./from-score";
import { gridOf, type Given } from "./given";
import { layoutOf } from "./layout";
import { REST, opensSection, type MelodyEvent } from "./vocabulary";

/** What a tune begins with. */
export interface Opening {
  /** Index of the length of its pickup. */
  readonly pickup: number;
  /** Its sounds bar by bar as written, a pickup first; the last bar may be unfinished. */
  readonly bars: readonly (readonly MelodyEvent[])[];
}

/** What stands on the model's grid exactly is left so; other notes go to the nearest place, in grid ticks. */
const STEP = 6;

/**
 * A motif as the opening of a tune in its key and metre. Notes off the model's grid go to the
 * nearest sixteenth, and the tune goes on after the last note.
 *
 * @throws RangeError when there is no note, or one out of the model's range
 */
export function openingOf(motif: Score): Opening {
  const notes = motif.parts[0]?.notes ?? [];
  if (notes.length === 0) throw new RangeError("The motif has no note");
  const given = { key: motif.key, meter: motif.meter };
  const exact = scoreToEvents(motif);
  const events = exact.ok ? exact : scoreToEvents(onGrid(motif, notes));
  if (!events.ok) throw new RangeError(`The motif cannot be used: ${events.fault.message}`);
  return opening(events.value, given);
}

function opening(events: readonly MelodyEvent[], given: Given): Opening {
  const { layout, sounds } = layoutOf(events, given);
  const line = layout.bars[0]?.line as MelodyEvent;
  const pickup = opensSection(line.token) ? line.length : 0;
  return { pickup, bars: withoutRestAtEnd(sounds) };
}

/** A rest that only fills the last bar is not part of the motif. */
function withoutRestAtEnd(bars: readonly (readonly MelodyEvent[])[]): Opening["bars"] {
  const last = bars.at(-1) ?? [];
  const end = last.findLastIndex(({ token }) => token !== REST);
  return [...bars.slice(0, -1), last.slice(0, end + 1)];
}

/** Whole bars, with one note at a time, each on the grid and at least a sixteenth. */
function onGrid(motif: Score, notes: readonly Note[]): Score {
  const { scoreTicks } = gridOf(motif.meter);
  const step = STEP * scoreTicks;
  const snapped = notes
    .map((note) => ({ ...note, tick: step * Math.round(note.tick / step) }))
    .filter(({ tick }, i, all) => i === 0 || tick > (all[i - 1]?.tick ?? -1));
  const placed = snapped.map((note, i) => {
    const duration = Math.max(step, step * Math.round(note.duration / step));
    const next = snapped[i + 1]?.tick ?? Infinity;
    return { ...note, duration: Math.min(duration, next - note.tick) };
  });
  const full = barTicks(motif.meter);
  const last = placed.at(-1) as Note;
  const bars = Array.from({ length: Math.ceil((last.tick + last.duration) / full) }, (_, i) => ({
    tick: i * full,
    duration: full,
  }));
  const [part] = motif.parts;
  return { ...motif, bars, parts: part ? [{ ...part, notes: placed }] : [] };
}
