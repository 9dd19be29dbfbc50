import { Shortlist } from "../../base/shortlist";
import type { Interactions } from "../interactions";
import type { Person, Ranker } from "../model";
import { listQuality, type IdealCut, type ListQuality } from "./metrics";

/** Mean quality over `n` people; coverage is the share of all items that stood in some list. */
export interface RankingQuality extends ListQuality {
  readonly coverage: number;
  readonly n: number;
}

/** One person: what the model may see, and what it should find. */
export interface Trial {
  readonly person: Person;
  /** The person's row in the community, −1 for someone new. */
  readonly self: number;
  /** Item numbers held out; −1 for an item the community does not know: relevant, never found. */
  readonly relevant: ReadonlySet<number>;
  /** How many items were held out, those unknown to the community included. */
  readonly relevantCount: number;
}

/**
 * Ranks for each person every item they do not have yet, none left out by sampling, ties by id,
 * and compares the first K with what was held out.
 */
export function rankingQuality(
  model: Ranker,
  data: Interactions,
  trials: readonly Trial[],
  options: { readonly k: number; readonly ideal: IdealCut },
): RankingQuality {
  const total = { precision: 0, recall: 0, ndcg: 0, map: 0, mrr: 0, hitRate: 0 };
  const shown = new Set<number>();
  for (const trial of trials) {
    const { scores } = model.foldIn(trial.person, trial.self);
    const list = bestUnseen(scores, trial.person.index, options.k);
    const hits = list.map((item) => trial.relevant.has(item));
    const quality = listQuality(hits, trial.relevantCount, options.k, options.ideal);
    for (const name of Object.keys(total) as (keyof ListQuality)[]) total[name] += quality[name];
    for (const item of list) shown.add(item);
  }
  const n = trials.length;
  for (const name of Object.keys(total) as (keyof ListQuality)[]) total[name] /= n;
  return { ...total, coverage: shown.size / data.itemIds.length, n };
}

/** The k best-scored items that are not among `seen` (ascending), ties by number. */
export function bestUnseen(scores: Float64Array, seen: Uint32Array, k: number): number[] {
  const best = new Shortlist(k);
  let next = 0;
  for (let item = 0; item < scores.length; item++) {
    if (seen[next] === item) next++;
    else best.put(item, scores[item] as number);
  }
  return Array.from(best.id.subarray(0, best.sort()));
}
