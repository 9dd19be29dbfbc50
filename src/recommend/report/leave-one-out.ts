import { hashText, randomInt, seededRandom } from "../../base/random";
import type { SparseVector } from "../../base/sparse";
import { bootstrap } from "../evaluate/intervals";
import type { Person, Ranker } from "../model";
import { wilson, type Measured } from "./intervals";

/** Below this many likes nothing can be told, and nothing is claimed. */
export const fewestLikes = 8;
/** Places of the list that count. */
const k = 10;

/** Two methods on the same likes. */
interface Compared {
  readonly ours: Measured;
  readonly popular: Measured;
}

/** How good the recommendations are on a person's own likes. */
export interface OwnReport {
  /** Likes held out, one at a time. */
  readonly n: number;
  /** Likes there are. */
  readonly of: number;
  /** In how many cases the like was among the first ten. */
  readonly hitRate: Compared;
  /** 1 for the first place, falling to 0 after the tenth. */
  readonly ndcg: Compared;
  /** Mean of 1 / place in the whole list. */
  readonly mrr: Compared;
  /** NDCG of ours minus popular, like by like. */
  readonly gain: Measured;
  /** `level` where the interval of the gain has zero in it. */
  readonly verdict: "better" | "level" | "worse";
}

/**
 * Holds out each like of a person, folds in the rest and looks where the like comes among all items
 * the person does not have, against the ranking by popularity. Yields the share that is done.
 *
 * Cost: a fold-in and a pass over the scores, twice, for each like held out.
 *
 * @param person   their items as the rankers want them, dislikes included
 * @param options  `most` likes are held out (100 when absent), drawn by the seed where there are more
 * @returns        undefined where the person likes fewer than eight items: too little to tell
 */
export function* leaveOneOut(
  person: Person,
  rankers: { readonly ours: Ranker; readonly popular: Ranker },
  options: { readonly seed: number | string; readonly most?: number },
): Generator<number, OwnReport | undefined> {
  const random = seededRandom(options.seed);
  const likes = [...person.index.keys()].filter((at) => (person.value[at] as number) > 0);
  if (likes.length < fewestLikes) return undefined;
  const held = sampleOf(likes, options.most ?? 100, random);
  const ours: number[] = [];
  const popular: number[] = [];
  for (const [done, at] of held.entries()) {
    yield done / held.length;
    const rest = without(person, at);
    const item = person.index[at] as number;
    ours.push(placeOf(item, rankers.ours.foldIn(rest).scores, rest.index));
    popular.push(placeOf(item, rankers.popular.foldIn(rest).scores, rest.index));
  }
  const compare = (measure: (places: readonly number[]) => Measured): Compared => {
    return { ours: measure(ours), popular: measure(popular) };
  };
  const seed = hashText(String(options.seed));
  const mean = (values: readonly number[]) => {
    return bootstrap(values.length, (drawn) => meanOf(values, drawn), seed);
  };
  const gain = mean(ours.map((place, at) => gainAt(place) - gainAt(popular[at] as number)));
  return {
    n: held.length,
    of: likes.length,
    hitRate: compare((places) => wilson(places.filter((p) => p <= k).length, places.length)),
    ndcg: compare((places) => mean(places.map(gainAt))),
    mrr: compare((places) => mean(places.map((place) => 1 / place))),
    gain,
    verdict: gain.low > 0 ? "better" : gain.high < 0 ? "worse" : "level",
  };
}

/** The mean of the values at some places. */
function meanOf(values: readonly number[], places: Uint32Array): number {
  let sum = 0;
  for (const place of places) sum += values[place] as number;
  return sum / places.length;
}

/** With one relevant item the ideal gain is 1, so that this is the NDCG. */
function gainAt(place: number): number {
  return place <= k ? 1 / Math.log2(place + 1) : 0;
}

/** The place of an item among all that are not seen, counted from 1, ties by number. */
function placeOf(item: number, scores: Float64Array, seen: Uint32Array): number {
  const own = scores[item] as number;
  let place = 1;
  let next = 0;
  for (let other = 0; other < scores.length; other++) {
    if (seen[next] === other) {
      next++;
      continue;
    }
    const score = scores[other] as number;
    if (score > own || (score === own && other < item)) place++;
  }
  return place;
}

function without({ index, value }: SparseVector, at: number): SparseVector {
  return { index: index.filter((_, p) => p !== at), value: value.filter((_, p) => p !== at) };
}

/** At most `most` of the entries, by a partial Fisher–Yates shuffle, in their order. */
function sampleOf(entries: readonly number[], most: number, random: () => number): number[] {
  const drawn = [...entries];
  const count = Math.min(most, drawn.length);
  for (let at = 0; at < count; at++) {
    const from = at + randomInt(random, drawn.length - at);
    [drawn[at], drawn[from]] = [drawn[from] as number, drawn[at] as number];
  }
  return drawn.slice(0, count).sort((a, b) => a - b);
}
