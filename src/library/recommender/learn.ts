import { transpose, type SparseRows } from "../../base/sparse";
import { partOf } from "../../base/steps";
import { easeDefaults, fitEaseInSteps } from "../../recommend/ease";
import { mostPopular } from "../../recommend/ease-some";
import { fitIalsInSteps, ialsDefaults } from "../../recommend/ials";
import type { Pack } from "../../recommend/pack";
import { inEightBits, pruneInSteps } from "../../recommend/pack-learn";
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

/** The way of `learnPack`: one more whenever it learns better than before. */
export const wayOfLearning = 1;

/** What `learnPack` and weighing cost, in multiply-adds. */
export function costOfLearning({ liked }: Community): number {
  const side = Math.min(mostInverted, liked.rows, liked.columns);
  const { factors, iterations } = factorOptions(liked);
  return 2 * (side ** 3 + 2 * iterations * liked.index.length * factors ** 2);
}

/**
 * Learns from a community all that ranking needs, as a pack: EASE pruned to the strongest weights,
 * and iALS factors, both in 8 bits a number. In steps that say what share is done.
 */
export function* learnPack(
  { liked }: Pick<Community, "liked">,
  items: readonly CommunityItem[],
): Generator<number, Pack> {
  const users = transpose(liked);
  const among = mostPopular(
    liked,
    Math.max(mostInverted, liked.columns <= mostInverted ? liked.rows : 0),
  );
  const options = { ...easeDefaults, most: mostInverted };
  const fitted = yield* partOf(fitEaseInSteps(users, options), 0, 0.4);
  const weights = yield* partOf(pruneInSteps(fitted, among, weightsKept), 0.4, 0.1);
  const factors = yield* partOf(fitIalsInSteps(users, factorOptions(liked)), 0.5, 0.5);
  const popularity = Uint32Array.from(items, (_, i) => entriesOf(liked, i));
  return {
    ...{ items, users: liked.columns, popularity, weights, factors: inEightBits(factors) },
    learned: wayOfLearning,
  };
}

function factorOptions({ index, rows, columns }: SparseRows) {
  if (index.length >= manyEntries) return { ...ialsDefaults, factors: 32, iterations: 8 };
  // More factors than a quarter of what they describe would learn it by heart.
  const most = Math.max(4, Math.floor(Math.min(rows, columns) / 4));
  return { ...ialsDefaults, factors: Math.min(ialsDefaults.factors, most) };
}

function entriesOf({ ptr }: SparseRows, row: number): number {
  return (ptr[row + 1] as number) - (ptr[row] as number);
}
