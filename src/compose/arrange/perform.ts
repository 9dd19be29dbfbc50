import { seededRandom, type Random } from "../../base/random";
import type { ArrangedPart } from "../../music/arrangement";
import { barTicks } from "../../music/bars";
import { TICKS_PER_QUARTER, type Note, type Part, type Score, type Ticks } from "../../music/score";
import { secToTicks } from "../../music/tempo";
import { inOrder, velocityOf } from "./plan";
import type { Style } from "./style";

/** How freely a part is played: standard deviations of its time and its velocity. */
interface Freedom {
  readonly timeSec: number;
  readonly velocity: number;
  /** How late the part lies as a whole. */
  readonly lateSec: number;
}

const FREEDOM: Readonly<Record<ArrangedPart, Freedom>> = {
  melody: { timeSec: 0.006, velocity: 4, lateSec: 0.002 },
  harmony: { timeSec: 0.005, velocity: 4, lateSec: 0.003 },
  pad: { timeSec: 0.008, velocity: 3, lateSec: 0 },
  bass: { timeSec: 0.003, velocity: 3, lateSec: 0.002 },
  drums: { timeSec: 0.0015, velocity: 5, lateSec: 0 },
};

/** Strings are struck one after the other, this far apart. */
const STRUM_SEC = 0.011;

/**
 * The arranged parts as players would play them: eighths swung as the style asks, each note a
 * little early or late, louder or softer, chords strummed, the tune leaning on the bar's first
 * beat. The same for the same seed. No note begins before the piece or ends after it.
 */
export function perform(score: Score, style: Style, seed: number): readonly Part[] {
  const last = score.bars.at(-1);
  const end = last === undefined ? 0 : last.tick + last.duration;
  const barStarts = new Set(score.bars.map((bar) => bar.tick));
  // Beats are counted from the first whole bar: a pickup is shorter than any beat need be.
  const origin =
    (score.bars.find((bar) => bar.duration >= barTicks(score.meter))?.tick ?? 0) %
    TICKS_PER_QUARTER;
  const swing = (tick: Ticks): number => swung(tick - origin, style.swing ?? 0.5) + origin;
  return score.parts.map((part) => {
    const random = seededRandom(`${seed} ${part.name}`);
    const freedom = FREEDOM[part.name as ArrangedPart] ?? FREEDOM.harmony;
    const strummed = part.instrument === "guitar" || part.instrument === "banjo";
    let [tick, nth] = [-1, 0];
    const notes = part.notes.map((note): Note => {
      [tick, nth] = note.tick === tick ? [tick, nth + 1] : [note.tick, 0];
      const from = swing(note.tick);
      const to = swing(note.tick + note.duration);
      const late =
        freedom.lateSec + freedom.timeSec * normal(random) + (strummed ? nth * STRUM_SEC : 0);
      const start = Math.max(0, Math.min(end - 1, Math.round(from + secToTicks(late, score.bpm))));
      const lean = part.name === "melody" ? (barStarts.has(note.tick) ? 5 : 0) : 0;
      return {
        pitch: note.pitch,
        tick: start,
        duration: Math.max(1, Math.min(end - start, Math.round(to - from))),
        velocity: velocityOf(note.velocity + lean + freedom.velocity * normal(random)),
      };
    });
    return { ...part, notes: inOrder(notes) };
  });
}

/** A tick moved as swing asks; triplets and what is finer than a sixteenth stay. */
function swung(tick: Ticks, swing: number): Ticks {
  const within = ((tick % TICKS_PER_QUARTER) + TICKS_PER_QUARTER) % TICKS_PER_QUARTER;
  if (swing === 0.5 || within % (TICKS_PER_QUARTER / 4) !== 0) return tick;
  const half = TICKS_PER_QUARTER / 2;
  const long = swing * TICKS_PER_QUARTER;
  const moved =
    within <= half
      ? (within / half) * long
      : long + ((within - half) / half) * (TICKS_PER_QUARTER - long);
  return tick - within + moved;
}

/** Near enough to a normal deviate, never beyond 2: three uniform ones. */
function normal(random: Random): number {
  return 2 * (random() + random() + random() - 1.5) * 0.667;
}
