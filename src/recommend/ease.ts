import { rowsOf, stacked } from "../base/rows";
import { mapValues, rowOf, transpose, type SparseRows } from "../base/sparse";
import { finish } from "../base/steps";
import { dualWeights } from "./ease-dual";
import { primalWeights } from "./ease-primal";
import { mostPopular, widened } from "./ease-some";
import { linearRanker, type ItemWeights } from "./linear";
import { weigh, weightings } from "./options";
import { mapVector } from "./prepare";
import { defineModel } from "./spec";
import { tagRows } from "./tag-rows";

/** Which side is inverted: items (I³), users (U³, the same weights), or the fewer of them. */
const forms = ["auto", "primal", "dual"] as const;
type EaseForm = (typeof forms)[number];

export interface EaseOptions {
  /** Pull of every weight toward zero, > 0, in listeners for values of 1. */
  readonly lambda: number;
  /** Share p of a user's items that is dropped in thought: a pull of p / (1 − p) · listeners more. */
  readonly dropout?: number;
  readonly form: EaseForm;
  /**
   * A community with more users and more items than this is restricted to its most popular items,
   * so many of them: a side of 4,000 takes 128 MB and about a minute. The others score 0.
   */
  readonly most: number;
}

export const easeDefaults = {
  lambda: 100,
  dropout: 0,
  form: "auto",
  most: 4000,
} as const satisfies EaseOptions;

/** The strongest linear model of items, in closed form. */
export const ease = defineModel({
  name: "ease",
  options: {
    lambda: { least: Number.MIN_VALUE },
    dropout: { least: 0, most: 0.99 },
    form: { words: forms },
    most: { least: 1, whole: true },
    weighting: { words: weightings },
    tagWeight: { least: 0 },
  },
  topn: {
    // Where nobody waits for it, exactness is worth the minutes: 12,000 items take 1.2 GB.
    defaults: { ...easeDefaults, most: 12_000, weighting: "binary", tagWeight: 0 },
    fit(data, { weighting, tagWeight, ...options }, content) {
      const users = mapValues(data.users, (value) => weigh(value, weighting));
      const tags = content && tagWeight > 0 ? tagRows(content, tagWeight) : undefined;
      const weights = finish(fitEaseInSteps(users, options, tags));
      return linearRanker(weights, (person) => mapVector(person, (v) => weigh(v, weighting)));
    },
  },
});

/**
 * EASE: the item weights B that best rebuild every row of X from its other items,
 * min ‖X − X B‖² + Σ d_s b_st² with diag(B) = 0, in closed form: P = (XᵀX + D)⁻¹,
 * b_st = −p_st / p_tt, D being the ridge.
 *
 * @param users  users × items; what an item counts for a user, 1 for any play
 * @param more   rows that are no users, over the same items, e.g. of tags: what stands in one of
 *               them together is alike, which is all that is known of items without listeners
 * @returns      yields the share done
 * @throws RangeError when lambda is not above 0
 * @see Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019
 * @see Steck, "Autoencoders that don't overfit towards the Identity", NeurIPS 2020 (dropout)
 * @see Jeunen, Van Balen, Goethals, "Closed-Form Models for Collaborative Filtering with
 *      Side-Information", RecSys 2020 (more rows)
 */
export function* fitEaseInSteps(
  users: SparseRows,
  { lambda, dropout = 0, form, most }: EaseOptions,
  more?: SparseRows,
): Generator<number, ItemWeights> {
  if (!(lambda > 0)) throw new RangeError(`lambda must be above 0, not ${lambda}`);
  const rows = more ? stacked(users, more) : users;
  const items = transpose(rows);
  const ridge = Float64Array.from({ length: items.rows }, (_, item) => {
    const square = rowOf(items, item).value.reduce((sum, x) => sum + x * x, 0);
    return lambda + (dropout / (1 - dropout)) * square;
  });
  if (form === "dual" || (form === "auto" && rows.rows < items.rows && rows.rows <= most)) {
    return yield* dualWeights(rows, items, ridge);
  }
  if (form === "primal" || items.rows <= most) return yield* primalWeights(rows, items, ridge);
  const kept = mostPopular(transpose(users), most);
  const some = rowsOf(items, kept);
  const ofSome = Float64Array.from(kept, (item) => ridge[item] as number);
  return widened(yield* primalWeights(transpose(some), some, ofSome), kept, items.rows);
}
