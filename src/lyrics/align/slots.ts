import { barOf, barTicks, beatTicks } from "../../music/bars";
import { melodyLine } from "../../music/melody-line";
import type { Note, Pitch, Score, Ticks } from "../../music/score";
import { sections } from "../../music/validate";
import { metricalStrength } from "./strength";

/** A note of the melody as a place for a syllable. */
export interface Slot {
  readonly tick: Ticks;
  readonly duration: Ticks;
  readonly pitch: Pitch;
  /** From the start of a full bar; a pickup counts from where it would stand in one. */
  readonly offset: Ticks;
  /** 0.1–1: how much the note stands out, by its place in the bar or as longer than those beside it. */
  readonly prominence: number;
  /** Higher than the notes on both sides by more than a second. */
  readonly peak: boolean;
  /** Silence before the next note, in ticks. */
  readonly restAfter: Ticks;
  /** 0–1: how much a phrase ends with this note. */
  readonly boundary: number;
}

/** A note that stands out by its length alone does so as the middle of a bar does. */
const LENGTHENED = 0.75;

/** What speaks for a phrase's end after a note, each 0–1; together 1 − Π (1 − each). */
const BOUNDARY = {
  sectionEnd: 1,
  restOfBeat: 0.95,
  restOfHalfBeat: 0.7,
  shortRest: 0.2,
  long: 0.6,
  longish: 0.3,
  fourthBar: 0.4,
  secondBar: 0.2,
  bar: 0.05,
};

/** A note is long where it lasts so many times as long as the notes around it, so many each way. */
const AROUND = { long: 2, longish: 1.5, notes: 4 };

/** The slots of the first part, as written. */
export function slotsOf(score: Score): readonly Slot[] {
  const notes = melodyLine(score.parts[0]?.notes ?? []);
  const full = barTicks(score.meter);
  const all = sections(score.bars);
  return notes.map((note, i): Slot => {
    const before = notes[i - 1];
    const after = notes[i + 1];
    const bar = barOf(score, note.tick);
    const { tick = 0, duration = full } = score.bars[bar] ?? {};
    const opens = all.some((section) => section.first === bar && section.last > bar);
    const offset = note.tick - tick + (opens && duration < full ? full - duration : 0);
    const place = metricalStrength(score.meter, offset % full);
    return {
      tick: note.tick,
      duration: note.duration,
      pitch: note.pitch,
      offset: offset % full,
      prominence: lengthened(note, before, after, score) ? Math.max(place, LENGTHENED) : place,
      peak: [before, after].every((one) => one === undefined || note.pitch - one.pitch > 2),
      restAfter: after === undefined ? 0 : after.tick - note.tick - note.duration,
      boundary: boundaryAfter(score, notes, i),
    };
  });
}

/** Half a beat or more, and half as long again as the notes beside it. */
function lengthened(note: Note, before: Note | undefined, after: Note | undefined, score: Score) {
  const beside = [before, after].flatMap((one) => (one === undefined ? [] : [one.duration]));
  const longest = Math.max(0, ...beside);
  return note.duration >= beatTicks(score.meter) / 2 && note.duration >= 1.5 * longest;
}

function boundaryAfter(score: Score, notes: readonly Note[], i: number): number {
  const note = notes[i] as Note;
  const after = notes[i + 1];
  if (after === undefined) return 1;
  const beat = beatTicks(score.meter);
  const rest = after.tick - note.tick - note.duration;
  const signs = [gridAfter(score, note.tick, after.tick)];
  if (rest > 0) {
    const { restOfBeat, restOfHalfBeat, shortRest } = BOUNDARY;
    signs.push(rest >= beat ? restOfBeat : rest >= beat / 2 ? restOfHalfBeat : shortRest);
  }
  const around = notes.slice(Math.max(0, i - AROUND.notes), i + AROUND.notes + 1);
  const mean = around.reduce((total, one) => total + one.duration, 0) / around.length;
  if (note.duration >= AROUND.long * mean) signs.push(BOUNDARY.long);
  else if (note.duration >= AROUND.longish * mean) signs.push(BOUNDARY.longish);
  return 1 - signs.reduce((product, sign) => product * (1 - sign), 1);
}

/** What the grid of bars, moved ahead by the section's pickup, says of a phrase's end between two onsets. */
function gridAfter(score: Score, from: Ticks, to: Ticks): number {
  const { bars } = score;
  const full = barTicks(score.meter);
  for (const { first, last } of sections(bars)) {
    const start = bars[first];
    const end = bars[last];
    if (start === undefined || end === undefined || from >= end.tick + end.duration) continue;
    if (from < start.tick) return 0;
    if (to >= end.tick + end.duration) return BOUNDARY.sectionEnd;
    // Counted from the section's start, so that after a pickup every phrase begins with one.
    const line = Math.floor((to - start.tick) / full);
    if (line < 1 || start.tick + line * full <= from) return 0;
    if (line % 4 === 0) return BOUNDARY.fourthBar;
    return line % 2 === 0 ? BOUNDARY.secondBar : BOUNDARY.bar;
  }
  return 0;
}
