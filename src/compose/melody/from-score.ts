import { fault, ok, type Result } from "../../base/result";
import type { Bar, Note, Score } from "../../music/score";
import { gridOf, referencePitch } from "./given";
import {
  BAR,
  END,
  END_REPEAT,
  FIRST_PITCH,
  HIGHEST,
  LENGTHS,
  LOWEST,
  REST,
  TIE,
  endingOf,
  opensSection,
  tokenOf,
  type MelodyEvent,
} from "./vocabulary";

/** A stretch of one bar: a pitch (undefined: rest), its grid ticks, and whether it goes on from before. */
interface Piece {
  readonly pitch: number | undefined;
  readonly ticks: number;
  readonly continues: boolean;
}

/**
 * A score's first part as events. Velocities, tempo, title and chords are left behind.
 *
 * @returns a fault that names the bar, where the score has no exact form: two notes at once, a
 *          length off the grid, a pitch out of range, a bar too long, or short inside a section
 */
export function scoreToEvents(score: Score): Result<readonly MelodyEvent[]> {
  const { full, scoreTicks } = gridOf(score.meter);
  const reference = referencePitch(score.key);
  const totals = score.bars.map((bar) => bar.duration / scoreTicks);
  const events: MelodyEvent[] = [];
  let line = tokenOf(score.bars[0]?.repeatStart ? "|:" : "||");
  for (const [i, bar] of score.bars.entries()) {
    const refuse = (what: string) => fault(`Bar ${i + 1} ${what}`, { row: i + 1 });
    const total = totals[i] ?? 0;
    const pickup = pickupTicks(totals, i, line, full);
    const pickupLength = LENGTHS.indexOf(pickup);
    if (pickupLength < 0) return refuse("is a pickup of an unusual length.");
    events.push({ token: line, length: opensSection(line) ? pickupLength : -1 });
    const end = ((full - pickup) % full) + total;
    if (end > full) return refuse("is too long for the metre.");
    const pieces = piecesOf(bar, score.parts[0]?.notes ?? [], scoreTicks);
    if (typeof pieces === "string") return refuse(pieces);
    for (const { pitch, ticks, continues } of pieces) {
      const semitones = (pitch ?? reference) - reference;
      if (semitones < LOWEST || semitones > HIGHEST) return refuse("has a note out of range.");
      const again = pitch === undefined ? REST : TIE;
      let token = continues || pitch === undefined ? again : FIRST_PITCH + semitones - LOWEST;
      for (const length of lengthsOf(ticks)) {
        events.push({ token, length });
        token = again;
      }
    }
    const next = score.bars[i + 1];
    if (next === undefined) break;
    line = barLine(bar, next);
    if (end < full && line === BAR) return refuse("is too short for the metre.");
  }
  if (events.length === 0) return fault("There is no bar.");
  events.push({ token: score.bars.at(-1)?.repeatEnd ? END_REPEAT : END, length: -1 });
  return ok(events);
}

/** Length of a bar that is a pickup: short, not the last, after an unnumbered section line. */
function pickupTicks(totals: readonly number[], i: number, line: number, full: number): number {
  const total = totals[i] ?? 0;
  const opens = opensSection(line) && endingOf(line) === 0;
  return opens && total < full && i + 1 < totals.length ? total : 0;
}

function barLine(bar: Bar, next: Bar): number {
  const { repeatEnd, sectionEnd } = bar;
  const opens = next.repeatStart;
  const kind = repeatEnd ? (opens ? "::" : ":|") : opens ? "|:" : sectionEnd ? "||" : "|";
  return tokenOf(`${kind}${next.ending ?? ""}`);
}

/** Notes and rests of a bar, in order; a sentence's end where they have no exact form. */
function piecesOf(bar: Bar, notes: readonly Note[], scoreTicks: number): Piece[] | string {
  const end = bar.tick + bar.duration;
  const pieces: Piece[] = [];
  let now = bar.tick;
  const add = (pitch: number | undefined, until: number, continues: boolean): void => {
    pieces.push({ pitch, ticks: (until - now) / scoreTicks, continues });
    now = until;
  };
  for (const note of notes) {
    if (note.tick >= end) break;
    const until = Math.min(end, note.tick + note.duration);
    if (until <= bar.tick) continue;
    const from = Math.max(bar.tick, note.tick);
    if (from < now) return "has two notes at once.";
    if (from > now) add(undefined, from, false);
    add(note.pitch, until, note.tick < bar.tick);
  }
  if (now < end) add(undefined, end, false);
  const exact = pieces.every(({ ticks }) => Number.isInteger(ticks));
  return exact ? pieces : "has a length that the grid of 96 to a whole note cannot tell.";
}

/** A number of ticks as the fewest lengths of the vocabulary, longest first. */
function lengthsOf(ticks: number): number[] {
  const out: number[] = [];
  for (let rest = ticks; rest > 0;) {
    const length = LENGTHS.findLastIndex((piece) => piece <= rest);
    out.push(length);
    rest -= LENGTHS[length] as number;
  }
  return out;
}
