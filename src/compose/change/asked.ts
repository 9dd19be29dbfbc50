import type { BarRange } from "../../music/bars";
import type { Meter, Mode, Score } from "../../music/score";

/** A change of a tune: of the bars chosen, or of the whole. */
export type Change =
  /** New bars after the last. */
  | { readonly kind: "continue"; readonly bars: number }
  /** These bars anew, to fit what stands on both sides. */
  | { readonly kind: "infill"; readonly range: BarRange }
  /** Close to what stands there (0) to free (1). */
  | { readonly kind: "vary"; readonly range: BarRange; readonly amount: number }
  | { readonly kind: "simplify"; readonly range: BarRange; readonly amount: number }
  /** An answer to the phrase, in as many bars after it. */
  | { readonly kind: "answer"; readonly range: BarRange }
  /** Other pitches in the same rhythm; another rhythm on the same rise and fall. */
  | { readonly kind: "rhythm" | "contour"; readonly range: BarRange }
  /** The bars anew over the score's chords. */
  | { readonly kind: "chords"; readonly range: BarRange }
  /** The whole tune in another mode, metre or style. */
  | { readonly kind: "mode"; readonly mode: Mode }
  | { readonly kind: "meter"; readonly meter: Meter }
  | { readonly kind: "type"; readonly type: string };

export interface TuneChange {
  readonly score: Score;
  readonly change: Change;
  /** Bars that stay as they are, whatever the change. */
  readonly locked?: readonly number[];
  readonly seed: number | string;
  /** Candidates, ≥ 1. */
  readonly count: number;
}
