import type { Score } from "../../music/score";
import { scoreToEvents } from "../melody/from-score";
import type { Given } from "../melody/given";
import { layoutOf, type Layout } from "../melody/layout";
import type { MelodyEvent } from "../melody/vocabulary";

/** A tune taken apart, bar by bar as written. */
export interface Opened {
  readonly score: Score;
  readonly given: Given;
  readonly layout: Layout;
  /** What sounds in each bar; a note tied in from the bar before is a tie. */
  readonly sounds: readonly (readonly MelodyEvent[])[];
}

/** @throws RangeError naming the bar, where the tune cannot be told to the model exactly */
export function openScore(score: Score): Opened {
  const events = scoreToEvents(score);
  if (!events.ok) {
    throw new RangeError(`This tune cannot be changed by the model: ${events.fault.message}`);
  }
  const { type, key, meter } = score;
  const given = { type, key, meter };
  return { score, given, ...layoutOf(events.value, given) };
}
