import { emptyColumns, Shortlist, writeRow, type BestColumns } from "../base/shortlist";
import { mapValues, transpose, type SparseRows } from "../base/sparse";
import { finish } from "../base/steps";
import { itemRanker } from "./item-knn";
import { weigh, weightings } from "./options";
import { mapVector } from "./prepare";
import { defineModel } from "./spec";

interface Rp3betaOptions {
  /** Power of every step's probability: below 1, rare ways count less. */
  readonly alpha: number;
  /** Power of popularity that a score is divided by: the long tail rises with it. */
  readonly beta: number;
  /** Sources kept for each item. */
  readonly k: number;
}

const rp3betaDefaults: Rp3betaOptions = { alpha: 0.6, beta: 0.4, k: 100 };

/** Random walks from the person's items to others' and on to theirs, popular ends held back. */
export const rp3beta = defineModel({
  name: "rp3beta",
  options: {
    alpha: { least: 0 },
    beta: { least: 0 },
    k: { least: 1, whole: true },
    weighting: { words: weightings },
  },
  topn: {
    defaults: { ...rp3betaDefaults, weighting: "binary" },
    fit(data, { weighting, ...options }) {
      const users = mapValues(data.users, (value) => weigh(value, weighting));
      const nearest = finish(fitRp3betaInSteps(users, options));
      return itemRanker(nearest, (person) => mapVector(person, (v) => weigh(v, weighting)));
    },
  },
});

/**
 * Weights of walks of three steps, person → own item s → another user → item t:
 * w_st = Σ_u p(u | s)^α p(t | u)^α / (entries of t)^β, for each t its k strongest s.
 *
 * Cost: Σ_u n_u² multiply-adds; memory items × k.
 *
 * @param users  users × items, values ≥ 0
 * @returns      yields the share done; items × k, a row a target
 * @see Paudel et al., "Updatable, Accurate, Diverse, and Scalable Recommendations for Interactive
 *      Applications", TiiS 2017
 */
function* fitRp3betaInSteps(
  users: SparseRows,
  { alpha, beta, k }: Rp3betaOptions,
): Generator<number, BestColumns> {
  const items = transpose(users);
  const fromItem = transpose(stepsOf(items, alpha));
  const fromUser = transpose(stepsOf(users, alpha));
  const nearest = emptyColumns(items.rows, k);
  const best = new Shortlist(k);
  const sums = new Float64Array(items.rows);
  const met = new Uint32Array(items.rows);
  for (let target = 0; target < items.rows; target++) {
    if (target % 64 === 0) yield target / items.rows;
    let count = 0;
    const end = fromUser.ptr[target + 1] as number;
    for (let p = fromUser.ptr[target] as number; p < end; p++) {
      const user = fromUser.index[p] as number;
      const last = fromUser.value[p] as number;
      const until = fromItem.ptr[user + 1] as number;
      for (let q = fromItem.ptr[user] as number; q < until; q++) {
        const source = fromItem.index[q] as number;
        const before = sums[source] as number;
        if (before === 0) met[count++] = source;
        sums[source] = before + last * (fromItem.value[q] as number);
      }
    }
    const popularity = (end - (fromUser.ptr[target] as number)) ** beta;
    best.clear();
    for (let m = 0; m < count; m++) {
      const source = met[m] as number;
      if (source !== target) best.put(source, (sums[source] as number) / popularity);
      sums[source] = 0;
    }
    writeRow(nearest, target, best);
  }
  return nearest;
}

/** The probability of each entry within its row, to the power of alpha. */
function stepsOf(rows: SparseRows, alpha: number): SparseRows {
  const total = new Float64Array(rows.rows);
  mapValues(rows, (value, row) => (total[row] = (total[row] as number) + value));
  return mapValues(rows, (value, row) =>
    value > 0 ? (value / (total[row] as number)) ** alpha : 0,
  );
}
