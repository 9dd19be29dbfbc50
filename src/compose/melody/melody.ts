import type { Score } from "../../music/score";
import type { Given } from "./given";
import type { Written } from "./write";

/** A tune that was written: its events, what was told of it, and its score. */
export interface Melody extends Written {
  readonly score: Score;
  readonly given: Given;
  readonly seed: number;
}
