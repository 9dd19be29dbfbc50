import { Shortlist } from "../../base/shortlist";
import { transpose, type SparseRows } from "../../base/sparse";
import { easeDefaults, fitEaseInSteps } from "../../recommend/ease";
import { fitIalsInSteps, ialsDefaults } from "../../recommend/ials";
import { gramOfFactors, type ItemFactors } from "../../recommend/ials-system";
import type { ItemWeights } from "../../recommend/linear";
import type { Pack, PackFactors, PackWeights } from "../../recommend/pack";
import type { Community } from "../../recommend/slate/community";
import type { CommunityItem } from "../rows";

/**
 * EASE takes all items where these, or the listeners, are at most so many; else the most popular of
 * them. At 2,000 it is 32 MB and some seconds in a worker; twice as many would be eight times that.
 */
const mostInverted = 2000;
/** Weights kept for an item: NDCG@10 .259 where all of them reach .264 (HetRec Last.fm). */
const weightsKept = 50;
/** From so many entries on, factors are fewer and swept less often. */
const manyEntries = 500_000;

/** What the inversion of `learnPack` costs, in multiply-adds. */
export function costOfLearning({ liked }: Community): number {
  const side = Math.min(mostInverted, liked.rows, liked.columns);
  const { factors, iterations } = factorOptions(liked);
  return side ** 3 + 2 * iterations * liked.index.length * factors ** 2;
}

/**
 * Learns from a community all that ranking needs, as a pack: EASE pruned to the strongest weights,
 * and iALS factors, both in 8 bits a number. In steps that say what share is done.
 */
export function* learnPack(
  { liked }: Community,
  items: readonly CommunityItem[],
): Generator<number, Pack> {
  const users = transpose(liked);
  const among = mostPopular(
    liked,
    Math.max(mostInverted, liked.columns <= mostInverted ? liked.rows : 0),
  );
  const options = { ...easeDefaults, most: mostInverted };
  const fitted = yield* scaled(fitEaseInSteps(users, options), 0, 0.4);
  const weights = yield* scaled(pruned(fitted, among), 0.4, 0.5);
  const factors = yield* scaled(fitIalsInSteps(users, factorOptions(liked)), 0.5, 1);
  const popularity = Uint32Array.from(items, (_, i) => entriesOf(liked, i));
  return { items, users: liked.columns, popularity, weights, factors: inEightBits(factors) };
}

function factorOptions({ index, rows, columns }: SparseRows) {
  if (index.length >= manyEntries) return { ...ialsDefaults, factors: 32, iterations: 8 };
  // More factors than a quarter of what they describe would learn it by heart.
  const most = Math.max(4, Math.floor(Math.min(rows, columns) / 4));
  return { ...ialsDefaults, factors: Math.min(ialsDefaults.factors, most) };
}

/** The numbers of the items with the most listeners, ascending; ties by number. */
function mostPopular(liked: SparseRows, count: number): Uint32Array {
  return Uint32Array.from({ length: liked.rows }, (_, item) => item)
    .sort((a, b) => entriesOf(liked, b) - entriesOf(liked, a) || a - b)
    .slice(0, count)
    .sort();
}

/** Of each item the strongest weights; the largest in magnitude becomes ±127. */
function* pruned(fitted: ItemWeights, among: Uint32Array): Generator<number, PackWeights> {
  const { items } = fitted;
  const ptr = new Uint32Array(items + 1);
  const scale = new Float32Array(items);
  const index: number[] = [];
  const value: number[] = [];
  const best = new Shortlist(weightsKept);
  for (let target = 0; target < items; target++) {
    if (target % 16 === 0) yield target / items;
    best.clear();
    const row = fitted.weightsTo(target, among);
    row.forEach((weight, n) => {
      if (weight !== 0) best.put(n, Math.abs(weight));
    });
    const kept = best.id.slice(0, best.sort()).sort();
    const step = kept.length === 0 ? 0 : stepOf(best.score[0] as number);
    scale[target] = step;
    for (const n of kept) {
      const steps = inSteps(row[n] as number, step);
      if (steps === 0) continue;
      index.push(among[n] as number);
      value.push(steps);
    }
    ptr[target + 1] = index.length;
  }
  return { ptr, index: Uint32Array.from(index), value: Int8Array.from(value), scale };
}

function inEightBits({ items, dims, value: exact, ...rest }: ItemFactors): PackFactors {
  const value = new Int8Array(items * dims);
  const scale = new Float32Array(items);
  for (let item = 0; item < items; item++) {
    const factor = exact.subarray(item * dims, (item + 1) * dims);
    const step = stepOf(factor.reduce((most, x) => Math.max(most, Math.abs(x)), 0));
    scale[item] = step;
    factor.forEach((x, d) => (value[item * dims + d] = inSteps(x, step)));
  }
  const kept = Float64Array.from(value, (x, at) => x * (scale[Math.floor(at / dims)] as number));
  return { ...rest, dims, value, scale, gram: gramOfFactors(kept, dims) };
}

/** What one of 127 steps to the largest magnitude is worth, in 32 bits as a pack holds it. */
function stepOf(largest: number): number {
  return Math.fround(largest / 127);
}

function inSteps(x: number, step: number): number {
  return step === 0 ? 0 : Math.max(-127, Math.min(127, Math.round(x / step)));
}

function entriesOf({ ptr }: SparseRows, row: number): number {
  return (ptr[row + 1] as number) - (ptr[row] as number);
}

/** Steps as a part of a longer piece of work. */
function* scaled<T>(steps: Generator<number, T>, from: number, to: number): Generator<number, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}
