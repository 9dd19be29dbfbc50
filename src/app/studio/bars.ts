import type { Score } from "../../music/score";
import type { BarRange } from "../../rpc/contracts/composer";

/** Bars being chosen: where it began and where it stands; either may be the lower. */
export interface Reach {
  readonly from: number;
  readonly to: number;
}

export function rangeOf({ from, to }: Reach): BarRange {
  return { first: Math.min(from, to), last: Math.max(from, to) };
}

/** A range within a score, or nothing where no bar of it is there any more. */
export function fitted(range: BarRange | undefined, count: number): BarRange | undefined {
  if (range === undefined || range.first >= count) return undefined;
  return { first: Math.max(0, range.first), last: Math.min(count - 1, range.last) };
}

export function isWithin(bar: number, range: BarRange | undefined): boolean {
  return range !== undefined && bar >= range.first && bar <= range.last;
}

/** The bars of a range locked, or unlocked where all of them were. Sorted. */
export function toggleLocks(locked: readonly number[], { first, last }: BarRange): number[] {
  const bars = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const open = bars.filter((bar) => !locked.includes(bar));
  const next = open.length > 0 ? [...locked, ...open] : locked.filter((bar) => !bars.includes(bar));
  return next.sort((a, b) => a - b);
}

/** The bars of a range that are not locked. */
export function openBars(range: BarRange, locked: readonly number[]): number {
  let open = 0;
  for (let bar = range.first; bar <= range.last; bar++) if (!locked.includes(bar)) open++;
  return open;
}

/** Locks after bars were put in behind `after`, or taken out there (`by` negative). */
export function shiftedLocks(locked: readonly number[], after: number, by: number): number[] {
  return locked.flatMap((bar) => {
    if (bar <= after) return [bar];
    return by < 0 && bar <= after - by ? [] : [bar + by];
  });
}

/** The bars in which two scores differ, counted in the second: notes, chords or length. */
export function changedBars(before: Score, after: Score): readonly number[] {
  return after.bars.flatMap((_, bar) =>
    bar < before.bars.length && content(before, bar) === content(after, bar) ? [] : [bar],
  );
}

/** A bar's length, melody and chords as text, counted from its start. */
function content(score: Score, index: number): string {
  const bar = score.bars[index];
  if (bar === undefined) return "";
  const end = bar.tick + bar.duration;
  const inside = (tick: number) => tick >= bar.tick && tick < end;
  const notes = (score.parts[0]?.notes ?? [])
    .filter(({ tick }) => inside(tick))
    .map((note) => `${note.tick - bar.tick}:${note.pitch}:${note.duration}`);
  const chords = score.chords
    .filter(({ tick }) => inside(tick))
    .map((chord) => `${chord.tick - bar.tick}:${chord.symbol}`);
  return [bar.duration, ...notes, ...chords].join(" ");
}
