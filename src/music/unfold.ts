import type { Bar, ChordSymbol, Note, Part, Score, Ticks } from "./score";

/** One sounding of a bar: which bar it is and where it starts, in sounding and in written time. */
export interface PlayedBar {
  readonly bar: number;
  readonly tick: Ticks;
  readonly writtenTick: Ticks;
  readonly duration: Ticks;
}

/** A score in the order it sounds; every tick counts from the first sound on, repeats included. */
export interface Unfolded {
  readonly bars: readonly PlayedBar[];
  readonly parts: readonly Part[];
  readonly chords: readonly ChordSymbol[];
  readonly duration: Ticks;
}

/**
 * Plays the repeats and endings of a score. A note held over a bar line goes on only if the next
 * bar follows it in sounding order too, and is cut at the jump otherwise.
 */
export function unfold(score: Score): Unfolded {
  const bars: PlayedBar[] = [];
  let tick = 0;
  for (const index of barOrder(score.bars)) {
    const { tick: writtenTick, duration } = score.bars[index] as Bar;
    bars.push({ bar: index, tick, writtenTick, duration });
    tick += duration;
  }
  const runs = runsOf(bars);
  return {
    bars,
    parts: score.parts.map((part) => ({
      ...part,
      notes: runs.flatMap((run) => sound(run, part.notes)),
    })),
    chords: runs.flatMap((run) => place(run, score.chords)),
    duration: tick,
  };
}

/** The written tick that sounds at a sounding tick; the end of the last bar past the end. */
export function writtenTickAt(unfolded: Unfolded, tick: Ticks): Ticks {
  const played = unfolded.bars.findLast((bar) => bar.tick <= tick) ?? unfolded.bars[0];
  if (played === undefined) return 0;
  return played.writtenTick + Math.min(Math.max(0, tick - played.tick), played.duration);
}

/**
 * Indices of bars in sounding order. A `:|` goes back once to the last `|:`; without one, to the
 * last section's start (after `||` or `:|`), which is how tune books are read.
 */
export function barOrder(bars: readonly Bar[]): number[] {
  const order: number[] = [];
  let start = 0;
  let pass = 1;
  let opened = false;
  let ending: 1 | 2 | undefined;
  for (let i = 0; i < bars.length;) {
    const bar = bars[i] as Bar;
    if (bar.repeatStart && i !== start) [start, pass, ending] = [i, 1, undefined];
    if (bar.repeatStart) opened = true;
    if (bar.ending === 1 && pass === 2 && ending === undefined) {
      i = afterFirstEnding(bars, i);
      if (bars[i]?.ending === 2) ending = 2;
      else [start, pass, opened] = [i, 1, false];
      continue;
    }
    if (bar.ending === 2 && pass === 1 && ending === 1) {
      [i, pass, ending] = [start, 2, undefined];
      continue;
    }
    ending = bar.ending ?? ending;
    order.push(i++);
    if (bar.repeatEnd && pass === 1) [i, pass, ending] = [start, 2, undefined];
    else if (bar.repeatEnd || (bar.sectionEnd && (!opened || ending === 2))) {
      [start, pass, opened, ending] = [i, 1, false, undefined];
    }
  }
  return order;
}

/** The second ending that belongs to the first ending opened at `from`, or the bar after its `:|`. */
function afterFirstEnding(bars: readonly Bar[], from: number): number {
  for (let i = from + 1; i < bars.length; i++) {
    if (bars[i]?.ending === 2) return i;
    if (bars[i - 1]?.repeatEnd) return i;
  }
  return bars.length;
}

/** A stretch of bars that follow each other both as written and as they sound. */
interface Run {
  readonly writtenTick: Ticks;
  readonly end: Ticks;
  readonly shift: Ticks;
}

function runsOf(bars: readonly PlayedBar[]): Run[] {
  const runs: Run[] = [];
  bars.forEach((bar, i) => {
    const last = runs.at(-1);
    const end = bar.writtenTick + bar.duration;
    if (last !== undefined && bars[i - 1]?.bar === bar.bar - 1) {
      runs[runs.length - 1] = { ...last, end };
    } else runs.push({ writtenTick: bar.writtenTick, end, shift: bar.tick - bar.writtenTick });
  });
  return runs;
}

function place<T extends { readonly tick: Ticks }>(run: Run, items: readonly T[]): T[] {
  return items
    .filter((item) => item.tick >= run.writtenTick && item.tick < run.end)
    .map((item) => ({ ...item, tick: item.tick + run.shift }));
}

function sound(run: Run, notes: readonly Note[]): Note[] {
  const end = run.end + run.shift;
  return place(run, notes).map((note) =>
    note.tick + note.duration > end ? { ...note, duration: end - note.tick } : note,
  );
}
