import { invertInSteps } from "../base/inverse";
import { mapValues, transpose, type SparseRows } from "../base/sparse";
import { finish } from "../base/steps";
import { gramOf } from "./gram";
import { dualWeights } from "./ease-dual";
import { linearRanker, type ItemWeights } from "./linear";
import type { Person } from "./model";
import { weigh, weightings } from "./options";
import { mapVector } from "./prepare";
import { defineModel } from "./spec";

/** Which side is inverted: items (I³), users (U³, the same weights), or the fewer of them. */
const forms = ["auto", "primal", "dual"] as const;
type EaseForm = (typeof forms)[number];

export interface EaseOptions {
  /** Pull of every weight toward zero, > 0, in listeners for values of 1. */
  readonly lambda: number;
  readonly form: EaseForm;
  /**
   * A community with more users and more items than this is restricted to its most popular items,
   * so many of them: a side of 4,000 takes 128 MB and about a minute. The others score 0.
   */
  readonly most: number;
}

export const easeDefaults: EaseOptions = { lambda: 100, form: "auto", most: 4000 };

/** The strongest linear model of items, in closed form. */
export const ease = defineModel({
  name: "ease",
  options: {
    lambda: { least: Number.MIN_VALUE },
    form: { words: forms },
    most: { least: 1, whole: true },
    weighting: { words: weightings },
  },
  topn: {
    defaults: { ...easeDefaults, weighting: "binary" },
    fit(data, { weighting, ...options }) {
      const users = mapValues(data.users, (value) => weigh(value, weighting));
      const weights = finish(fitEaseInSteps(users, options));
      return linearRanker(weights, (person) => mapVector(person, (v) => weigh(v, weighting)));
    },
  },
});

/**
 * EASE: the item weights B that best rebuild every user from their other items,
 * min ‖X − X B‖² + λ ‖B‖² with diag(B) = 0, in closed form: P = (XᵀX + λ I)⁻¹, b_st = −p_st / p_tt.
 *
 * @param users  users × items; what an item counts for a user, 1 for any play
 * @returns      yields the share done
 * @throws RangeError when lambda is not above 0
 * @see Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019
 */
export function* fitEaseInSteps(
  users: SparseRows,
  { lambda, form, most }: EaseOptions,
): Generator<number, ItemWeights> {
  if (!(lambda > 0)) throw new RangeError(`lambda must be above 0, not ${lambda}`);
  const items = transpose(users);
  if (form === "dual" || (form === "auto" && users.rows < items.rows && users.rows <= most)) {
    return yield* dualWeights(users, items, lambda);
  }
  if (form === "primal" || items.rows <= most) return yield* primalWeights(users, items, lambda);
  const kept = mostPopular(items, most);
  const some = onlyItems(items, kept);
  return widened(yield* primalWeights(transpose(some), some, lambda), kept, items.rows);
}

/** P is symmetric: what all items give to one is a row. */
function* primalWeights(
  users: SparseRows,
  items: SparseRows,
  lambda: number,
): Generator<number, ItemWeights> {
  const n = items.rows;
  const inverse = gramOf(items, users, lambda);
  yield* invertInSteps(inverse, n);
  return {
    items: n,
    scores({ index, value }: Person) {
      const scores = new Float64Array(n);
      for (let p = 0; p < index.length; p++) {
        const source = index[p] as number;
        const row = inverse.subarray(source * n, (source + 1) * n);
        const r = value[p] as number;
        for (let t = 0; t < n; t++) {
          if (t !== source) scores[t] = (scores[t] as number) - r * (row[t] as number);
        }
      }
      return scores.map((sum, t) => sum / (inverse[t * n + t] as number));
    },
    weightsTo(target, sources) {
      const row = inverse.subarray(target * n, (target + 1) * n);
      const own = row[target] as number;
      return Float64Array.from(sources, (s) => (s === target ? 0 : -(row[s] as number) / own));
    },
  };
}

/** The numbers of the items with the most entries, ascending; ties by number. */
function mostPopular({ ptr, rows }: SparseRows, count: number): Uint32Array {
  const entries = (i: number) => (ptr[i + 1] as number) - (ptr[i] as number);
  const order = Uint32Array.from({ length: rows }, (_, i) => i);
  return order
    .sort((a, b) => entries(b) - entries(a) || a - b)
    .slice(0, count)
    .sort();
}

function onlyItems(items: SparseRows, kept: Uint32Array): SparseRows {
  const ptr = new Uint32Array(kept.length + 1);
  kept.forEach((item, to) => {
    const entries = (items.ptr[item + 1] as number) - (items.ptr[item] as number);
    ptr[to + 1] = (ptr[to] as number) + entries;
  });
  const index = new Uint32Array(ptr[kept.length] as number);
  const value = new Float64Array(index.length);
  kept.forEach((item, to) => {
    const [from, end] = [items.ptr[item], items.ptr[item + 1]];
    index.set(items.index.subarray(from, end), ptr[to]);
    value.set(items.value.subarray(from, end), ptr[to]);
  });
  return { rows: kept.length, columns: items.columns, ptr, index, value };
}

/** Weights of some of the items as weights of all: the others neither give nor get any. */
function widened(some: ItemWeights, kept: Uint32Array, items: number): ItemWeights {
  const place = new Int32Array(items).fill(-1);
  kept.forEach((item, to) => {
    place[item] = to;
  });
  return {
    items,
    scores({ index, value }) {
      const known = Array.from(index.keys()).filter(
        (p) => (place[index[p] as number] as number) >= 0,
      );
      const scores = some.scores({
        index: Uint32Array.from(known, (p) => place[index[p] as number] as number),
        value: Float64Array.from(known, (p) => value[p] as number),
      });
      const all = new Float64Array(items);
      kept.forEach((item, to) => {
        all[item] = scores[to] as number;
      });
      return all;
    },
    weightsTo(target, sources) {
      const weights = new Float64Array(sources.length);
      const to = place[target] as number;
      if (to < 0) return weights;
      const row = some.weightsTo(to, Uint32Array.from(kept.keys()));
      return weights.map((_, p) => row[place[sources[p] as number] as number] ?? 0);
    },
  };
}
