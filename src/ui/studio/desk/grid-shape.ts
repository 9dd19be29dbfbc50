import { barTicks } from "../../../music/bars";
import type { Bar, Score, Ticks } from "../../../music/score";
import { sections } from "../../../music/validate";
import { pitchRange } from "../../parts/score/roll";

interface GridBar {
  /** Index in the score. */
  readonly index: number;
  readonly x: number;
  readonly width: number;
  readonly bar: Bar;
}

export interface GridRow {
  readonly bars: readonly GridBar[];
  readonly notes: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly bar: number;
  }[];
  /** Left edge of a tick of this row, in px; undefined for a tick of another row. */
  readonly x: (tick: Ticks) => number | undefined;
}

export interface GridSize {
  readonly width: number;
  /** Height that the notes have, in px. */
  readonly height: number;
  readonly perRow: number;
}

export interface Grid {
  readonly rows: readonly GridRow[];
  /** Full bars in the longest row. */
  readonly columns: number;
  /** Height of a note, in px. */
  readonly notePx: number;
}

/** Least width at which a bar can be read and pressed, in px. */
const LEAST_BAR_PX = 72;

/** Bars in a row of this width: one, two, four or eight, as phrases go. */
export function barsARow(width: number): number {
  return [8, 4, 2].find((count) => width / count >= LEAST_BAR_PX) ?? 1;
}

/**
 * The melody as rows of bars, all full bars equally wide and under each other. A section begins a
 * row; a pickup stands out to the left of it.
 */
export function gridOf(score: Score, { width, height, perRow }: GridSize): Grid {
  const full = barTicks(score.meter);
  const rows = sections(score.bars).flatMap(({ first, last }) =>
    rowsOf(score.bars, first, last, full, perRow),
  );
  const lead = Math.max(0, ...rows.map((row) => row.lead)) / full;
  // Short sections leave no columns empty.
  const columns = Math.max(1, ...rows.map((row) => row.bars.length - (row.lead > 0 ? 1 : 0)));
  const barPx = width / (columns + lead);
  const notes = score.parts[0]?.notes ?? [];
  const { lowest, highest } = pitchRange(notes, 12);
  const notePx = height / (highest - lowest + 1);
  const drawn = rows.map(({ bars, lead: own }): GridRow => {
    const start = bars[0]?.bar.tick ?? 0;
    const last = bars.at(-1)?.bar;
    const end = last === undefined ? start : last.tick + last.duration;
    const at = (tick: Ticks): number => ((tick - start - own) / full + lead) * barPx;
    return {
      bars: bars.map(({ index, bar }) => ({
        index,
        bar,
        x: at(bar.tick),
        width: (bar.duration / full) * barPx,
      })),
      notes: notes.flatMap((note) => {
        const from = Math.max(start, note.tick);
        const to = Math.min(end, note.tick + note.duration);
        if (from >= to) return [];
        const y = (highest - note.pitch) * notePx;
        const bar = bars.findLast((one) => one.bar.tick <= from)?.index ?? 0;
        return [{ x: at(from), y, width: at(to) - at(from), bar }];
      }),
      x: (tick) => (tick >= start && tick < end ? at(tick) : undefined),
    };
  });
  return { rows: drawn, columns, notePx };
}

interface PlainRow {
  readonly bars: readonly { readonly index: number; readonly bar: Bar }[];
  /** Length of the pickup that the row begins with. */
  readonly lead: Ticks;
}

function rowsOf(
  all: readonly Bar[],
  first: number,
  last: number,
  full: Ticks,
  perRow: number,
): readonly PlainRow[] {
  const bars = all.slice(first, last + 1).map((bar, i) => ({ index: first + i, bar }));
  const opening = bars[0]?.bar.duration ?? full;
  const lead = bars.length > 1 && opening < full ? opening : 0;
  const pickup = lead > 0 ? 1 : 0;
  const rows: PlainRow[] = [];
  for (let at = 0; at < bars.length;) {
    const count = perRow + (at === 0 ? pickup : 0);
    rows.push({ bars: bars.slice(at, at + count), lead: at === 0 ? lead : 0 });
    at += count;
  }
  return rows;
}
