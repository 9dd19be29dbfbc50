import { Shortlist } from "../../base/shortlist";
import type { ItemContent } from "../content";
import type { Person, Ranker } from "../model";
import { characterOf, coverageOf, giniOf, type Catalogue, type ListCharacter } from "./beyond";
import { normalMean } from "./intervals";
import { listQuality, type IdealCut, type ListQuality } from "./metrics";

/** Mean quality over `n` people with intervals, and what the lists are taken together. */
export interface RankingQuality extends ListQuality, ListCharacter {
  /** Share of all items that stood in some list. */
  readonly coverage: number;
  /** How unequally items were shown. */
  readonly gini: number;
  readonly n: number;
  /** What the intervals are. */
  readonly interval: string;
  readonly intervals: Readonly<Record<string, readonly [low: number, high: number]>>;
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

/** How lists are cut and compared. */
export interface ListOptions {
  readonly k: number;
  readonly ideal: IdealCut;
}

/** For each person the first K of every item they do not have yet, none sampled, ties by id. */
export function listsFor(model: Ranker, trials: readonly Trial[], k: number): number[][] {
  return trials.map(({ person, self }) =>
    bestUnseen(model.foldIn(person, self).scores, person.index, k),
  );
}

/** Each list compared with what was held out of its person. */
export function qualitiesOf(
  lists: readonly (readonly number[])[],
  trials: readonly Trial[],
  { k, ideal }: ListOptions,
): ListQuality[] {
  return trials.map(({ relevant, relevantCount }, t) => {
    const hits = (lists[t] as readonly number[]).map((item) => relevant.has(item));
    return listQuality(hits, relevantCount, k, ideal);
  });
}

/** All that is measured of lists: how good, how varied and how fair they are. */
export function rankingQuality(
  lists: readonly (readonly number[])[],
  trials: readonly Trial[],
  catalogue: Catalogue,
  options: ListOptions & { readonly content?: ItemContent | undefined },
): RankingQuality {
  const characterIn = characterOf(catalogue, options.content);
  const qualities = qualitiesOf(lists, trials, options);
  const measured = trials.map(({ person }, t) => ({
    ...(qualities[t] as ListQuality),
    ...characterIn(lists[t] as readonly number[], person),
  }));
  const names = Object.keys(measured[0] ?? {}) as (keyof (typeof measured)[number])[];
  const means = names.map((name) => ({
    name,
    ...normalMean(measured.map((one) => one[name] ?? Number.NaN)),
  }));
  const values = Object.fromEntries(means.map(({ name, value }) => [name, value]));
  const items = catalogue.itemIds.length;
  return {
    ...(values as unknown as ListQuality & ListCharacter),
    coverage: coverageOf(lists, items),
    gini: giniOf(lists, items),
    n: trials.length,
    interval: "95 %, normal over people",
    intervals: Object.fromEntries(means.map(({ name, low, high }) => [name, [low, high]])),
  };
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
