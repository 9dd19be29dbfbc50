import type { Note, Ticks } from "../../music/score";
import type { ChordSpan } from "./chord-spans";
import { layOut, type Beat, type Hit } from "./rhythm";
import type { Rhythm, Style } from "./style";
import type { GrooveBar, Timeline } from "./timeline";

/** Everything the players read from: the same for all of them. */
export interface Plan {
  readonly style: Style;
  readonly time: Timeline;
  readonly spans: readonly ChordSpan[];
  readonly beats: readonly Beat[];
  /** Whether the style is written for the tune's metre. */
  readonly atHome: boolean;
}

/** A sound of a rhythm in its place in the piece. */
export interface Stroke extends Hit {
  readonly bar: GrooveBar;
  /** From the start of the piece. */
  readonly tick: Ticks;
}

/**
 * A rhythm laid through the whole piece, up to the last chord; strokes outside of what sounds are
 * left out and long ones cut.
 */
export function strokes(plan: Plan, rhythm: Rhythm): readonly Stroke[] {
  const { groove, lastChordTick } = plan.time;
  return groove.flatMap((bar) =>
    layOut(rhythm, bar.index, plan.beats, plan.atHome).flatMap((hit): Stroke[] => {
      const tick = bar.start + hit.at;
      const end = Math.min(bar.to, tick + hit.length, Math.max(lastChordTick, tick));
      if (tick < bar.from || tick >= lastChordTick || end <= tick) return [];
      return [{ ...hit, bar, tick, length: end - tick }];
    }),
  );
}

/** How strong a section is played: from held back to full; without the tune, fully. */
export function strength({ build, kind }: GrooveBar): number {
  return kind === "intro" ? 1 : 0.84 + 0.16 * build;
}

/** The last chord is leant on, since it sounds alone. */
export const LAST_CHORD = 1.3;

/** A velocity that stays one. */
export function velocityOf(value: number): number {
  return Math.max(1, Math.min(127, Math.round(value)));
}

/** Notes as scores have them: by tick, then pitch. */
export function inOrder(notes: readonly Note[]): readonly Note[] {
  return [...notes].sort((a, b) => a.tick - b.tick || a.pitch - b.pitch);
}
