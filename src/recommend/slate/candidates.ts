import { Shortlist } from "../../base/shortlist";
import type { Candidates } from "./task";

/** Looked at for one slate. */
const most = 1000;

/**
 * The best-scored items that may be shown, ties by number; at most 1,000, none with a score of 0 or
 * less: nothing speaks for those.
 *
 * @param scores  by item number
 */
export function candidatesOf(
  scores: ArrayLike<number>,
  allowed: (item: number) => boolean,
): Candidates {
  const best = new Shortlist(most);
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item] as number;
    if (score > 0 && score >= best.floor && allowed(item)) best.put(item, score);
  }
  const count = best.sort();
  return { item: best.id.slice(0, count), score: best.score.slice(0, count) };
}
