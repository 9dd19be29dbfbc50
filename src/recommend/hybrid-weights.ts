import { Shortlist } from "../base/shortlist";
import type { Person, Taste } from "./model";
import { unitOf } from "./hybrid-ranker";

/** One held-out person: what each member says of the items that could come to the top. */
export interface Example {
  readonly items: Uint32Array;
  /** members × items, on the scale of the person. */
  readonly scores: readonly Float64Array[];
  readonly relevant: ReadonlySet<number>;
}

/** Of each member so many of the best; the mixture's own best are hardly ever among the others. */
const candidates = 100;

/** The example of a person, from what the members make of what they may see. */
export function exampleOf(
  tastes: readonly Taste[],
  person: Person,
  relevant: ReadonlySet<number>,
): Example {
  const seen = new Set(person.index);
  const items = new Set(relevant);
  for (const { scores } of tastes) {
    const best = new Shortlist(candidates);
    scores.forEach((score, item) => seen.has(item) || best.put(item, score));
    for (const item of best.id.subarray(0, best.sort())) items.add(item);
  }
  const numbers = Uint32Array.from(items).sort();
  return {
    items: numbers,
    relevant,
    scores: tastes.map(({ scores }) => {
      const unit = unitOf(scores, person);
      return Float64Array.from(numbers, (item) => (unit > 0 ? (scores[item] as number) / unit : 0));
    }),
  };
}

/** What a weight may be beside that of the member that is best alone. */
const ladder = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2];
const rounds = 4;

/**
 * Weights of members by coordinate search on people held out: from the member that ranks best
 * alone, one weight at a time, along a coarse ladder. A change is made only where the mean gain is
 * larger than its standard error, so that a member which helps by chance stays out.
 *
 * @returns one a member, their sum 1
 */
export function searchWeights(examples: readonly Example[], members: number): readonly number[] {
  const alone = (m: number) => Array.from({ length: members }, (_, n) => Number(n === m));
  const measure = (weights: readonly number[]) => examples.map((one) => quality(one, weights));
  let weights = alone(0);
  let best = measure(weights);
  for (let m = 1; m < members; m++) {
    const found = measure(alone(m));
    if (mean(found) > mean(best)) [weights, best] = [alone(m), found];
  }
  const leader = weights.indexOf(1);
  for (let round = 0; round < rounds; round++) {
    let changed = false;
    for (let m = 0; m < members; m++) {
      if (m === leader) continue;
      const tried = ladder.map((w) => weights.map((before, n) => (n === m ? w : before)));
      const found = tried.map(measure);
      const top = found.reduce((t, now, n) => (mean(now) > mean(found[t] ?? []) ? n : t), 0);
      if (!gains(best, found[top] ?? [])) continue;
      [weights, best] = [tried[top] ?? weights, found[top] ?? best];
      changed = true;
    }
    if (!changed) break;
  }
  const sum = weights.reduce((total, w) => total + w, 0);
  return weights.map((w) => w / sum);
}

/** Whether the mean gain is larger than its standard error. */
function gains(before: readonly number[], after: readonly number[]): boolean {
  const gain = after.map((x, n) => x - (before[n] as number));
  const middle = mean(gain);
  const variance = mean(gain.map((x) => (x - middle) ** 2));
  return middle > Math.sqrt(variance / gain.length);
}

function mean(list: readonly number[]): number {
  return list.reduce((sum, x) => sum + x, 0) / list.length;
}

/** Places that count: the list that is shown, and those that nearly were, which steadies it. */
const cuts = [10, 50] as const;

/** The mean of NDCG at both cuts. */
function quality({ items, scores, relevant }: Example, weights: readonly number[]): number {
  const best = new Shortlist(cuts[1]);
  for (let n = 0; n < items.length; n++) {
    let score = 0;
    for (let m = 0; m < scores.length; m++) {
      score += (weights[m] as number) * ((scores[m] as Float64Array)[n] as number);
    }
    best.put(items[n] as number, score);
  }
  const list = best.id.subarray(0, best.sort());
  let sum = 0;
  for (const cut of cuts) {
    let gain = 0;
    let ideal = 0;
    for (let place = 0; place < cut; place++) {
      const discount = 1 / Math.log2(place + 2);
      if (place < relevant.size) ideal += discount;
      if (relevant.has(list[place] ?? -1)) gain += discount;
    }
    sum += gain / ideal;
  }
  return sum / cuts.length;
}
