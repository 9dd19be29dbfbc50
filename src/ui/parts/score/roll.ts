import { barTicks, beatTicks } from "../../../music/bars";
import { scalePitchClasses } from "../../../music/key";
import type { Note, Pitch, Score, Ticks } from "../../../music/score";
import { ticksToSec } from "../../../music/tempo";
import { unfold, type PlayedBar } from "../../../music/unfold";

export interface RollOptions {
  readonly pxPerSec: number;
  readonly rowPx: number;
  /** Rows drawn at least, so that a narrow melody does not fill the height. */
  readonly minRows: number;
}

export interface RollNote {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly startSec: number;
  readonly endSec: number;
  /** 0 is the melody. */
  readonly part: number;
}

type RowKind = "tonic" | "scale" | "outside";

/** A piano roll as it sounds, repeats played: time to the right, pitch upward. */
export interface Roll {
  readonly width: number;
  readonly height: number;
  readonly lengthSec: number;
  readonly notes: readonly RollNote[];
  /** Left edge of each sounding bar, and its written number from 1; a pickup is 0. */
  readonly bars: readonly { readonly x: number; readonly sec: number; readonly number: number }[];
  /** Start of each beat, in seconds. */
  readonly beats: readonly number[];
  /** Rows from the top; the tonic's and the scale's are told apart. */
  readonly rows: readonly { readonly y: number; readonly pitch: Pitch; readonly kind: RowKind }[];
}

/** Lays out every pitched part of a score; drums have no place on the rows. */
export function rollOf(score: Score, { pxPerSec, rowPx, minRows }: RollOptions): Roll {
  const { bars, parts, duration } = unfold(score);
  const sec = (ticks: Ticks): number => ticksToSec(ticks, score.bpm);
  const pitched = parts.map((part) => (part.instrument === "drums" ? [] : part.notes));
  const { lowest, highest } = pitchRange(pitched.flat(), minRows);
  const place = (note: Note, part: number): RollNote => {
    const startSec = sec(note.tick);
    const endSec = sec(note.tick + note.duration);
    const y = (highest - note.pitch) * rowPx;
    const width = (endSec - startSec) * pxPerSec;
    return { x: startSec * pxPerSec, y, width, height: rowPx, startSec, endSec, part };
  };
  const full = barTicks(score.meter);
  const pickup = (score.bars[0]?.duration ?? full) < full ? 1 : 0;
  return {
    width: sec(duration) * pxPerSec,
    height: (highest - lowest + 1) * rowPx,
    lengthSec: sec(duration),
    notes: pitched.flatMap((own, part) => own.map((note) => place(note, part))),
    bars: bars.map(({ bar, tick }) => ({
      x: sec(tick) * pxPerSec,
      sec: sec(tick),
      number: bar + 1 - pickup,
    })),
    beats: bars.flatMap((bar) => beatsOf(bar, beatTicks(score.meter), full)).map(sec),
    rows: Array.from({ length: highest - lowest + 1 }, (_, row) => ({
      y: row * rowPx,
      pitch: highest - row,
      kind: kindOf(highest - row, scalePitchClasses(score.key)),
    })),
  };
}

/** Lowest and highest row: the notes with one row around, widened evenly to `minRows`. */
export function pitchRange(
  notes: readonly Note[],
  minRows: number,
): { readonly lowest: Pitch; readonly highest: Pitch } {
  if (notes.length === 0) return { lowest: 60, highest: 59 + minRows };
  let low = notes.reduce((least, note) => Math.min(least, note.pitch), 127) - 1;
  let high = notes.reduce((most, note) => Math.max(most, note.pitch), 0) + 1;
  for (let spare = minRows - (high - low + 1); spare > 0; spare--) {
    if (spare % 2 === 0) low--;
    else high++;
  }
  return { lowest: Math.max(0, low), highest: Math.min(127, high) };
}

/** The notes that sound at a time, the melody's first. */
export function soundingAt(roll: Roll, sec: number): readonly RollNote[] {
  return roll.notes.filter((note) => note.startSec <= sec && sec < note.endSec);
}

/** The beat after (`by` 1) or before (−1) a time. */
export function stepBeats(roll: Roll, sec: number, by: number): number {
  return markAway(roll.beats, sec, by);
}

/** The start of the bar after (`by` 1) or before (−1) a time. */
export function stepBars(roll: Roll, sec: number, by: number): number {
  return markAway(
    roll.bars.map((bar) => bar.sec),
    sec,
    by,
  );
}

/** Time under a horizontal place, within the piece. */
export function secAtX(roll: Roll, x: number, pxPerSec: number): number {
  return Math.min(roll.lengthSec, Math.max(0, x / pxPerSec));
}

/**
 * Where the view should be scrolled for a playhead at `x`: a third of the way in while it flows,
 * or, where motion is unwelcome, only a page on when the playhead leaves the view.
 */
export function followScroll(
  x: number,
  view: { readonly left: number; readonly width: number },
  flowing: boolean,
): number {
  if (flowing) return Math.max(0, x - view.width / 3);
  const inside = x >= view.left && x <= view.left + view.width * 0.95;
  return inside ? view.left : Math.max(0, x - view.width * 0.05);
}

/** Within this of a mark, going back means the one before it: the music moves on while one presses. */
const JUST_PASSED_SEC = 0.2;

function markAway(marks: readonly number[], sec: number, by: number): number {
  const found =
    by > 0
      ? (marks.find((mark) => mark > sec + 1e-6) ?? marks.at(-1))
      : (marks.findLast((mark) => mark < sec - JUST_PASSED_SEC) ?? marks[0]);
  return found ?? 0;
}

/** A bar's beats; those of a piece's pickup are counted back from the bar line. */
function beatsOf({ bar, tick, duration }: PlayedBar, beat: Ticks, full: Ticks): Ticks[] {
  const shift = bar === 0 && duration < full ? duration % beat : 0;
  const beats = shift > 0 ? [tick] : [];
  for (let at = shift; at < duration; at += beat) beats.push(tick + at);
  return beats;
}

function kindOf(pitch: Pitch, scale: readonly number[]): RowKind {
  const place = scale.indexOf(pitch % 12);
  return place === 0 ? "tonic" : place > 0 ? "scale" : "outside";
}
