import { invertInSteps } from "../base/inverse";
import { mapValues, transpose, type SparseRows } from "../base/sparse";
import { gramOf } from "./gram";
import type { ItemWeights } from "./linear";

/**
 * EASE by the users: with K = (X D⁻¹ Xᵀ + I)⁻¹, P = D⁻¹ − D⁻¹ Xᵀ K X D⁻¹ (Woodbury), so that
 * b_st = (x_sᵀ K x_t / d_s) / (1 − q_t), q_t = x_tᵀ K x_t / d_t, x_t being the column of item t.
 * The weights of the primal form, at U³ where users are fewer than items, and no matrix of items
 * is ever held.
 *
 * A person y folds in as w = K X D⁻¹ y (U²); then score_t = (w · x_t − y_t q_t) / (1 − q_t), at one
 * multiply-add an entry of the community.
 *
 * @param ridge  the diagonal of D, one an item
 * @see Hager, "Updating the inverse of a matrix", SIAM Review 1989
 */
export function* dualWeights(
  users: SparseRows,
  items: SparseRows,
  ridge: Float64Array,
): Generator<number, ItemWeights> {
  const n = users.rows;
  const kernel = scaledGram(users, ridge);
  yield* invertInSteps(kernel, n);
  const own = Float64Array.from({ length: items.rows }, (_, t) => {
    return quadratic(kernel, n, items, t) / (ridge[t] as number);
  });
  return {
    items: items.rows,
    scores({ index, value }) {
      const sum = new Float64Array(n);
      index.forEach((item, p) => {
        addColumn(items, item, (value[p] as number) / (ridge[item] as number), sum);
      });
      const w = productWith(kernel, sum);
      const scores = own.map((_, t) => along(items, t, w));
      index.forEach((item, p) => {
        scores[item] = (scores[item] as number) - (value[p] as number) * (own[item] as number);
      });
      return scores.map((score, t) => score / (1 - (own[t] as number)));
    },
    weightsTo(target, sources) {
      const column = new Float64Array(n);
      addColumn(items, target, 1, column);
      const w = productWith(kernel, column);
      const rest = 1 - (own[target] as number);
      return Float64Array.from(sources, (s) =>
        s === target ? 0 : along(items, s, w) / (ridge[s] as number) / rest,
      );
    },
  };
}

/** X D⁻¹ Xᵀ + I. */
function scaledGram(users: SparseRows, ridge: Float64Array): Float64Array {
  const scaled = mapValues(users, (x, _, item) => x / Math.sqrt(ridge[item] as number));
  return gramOf(scaled, transpose(scaled), new Float64Array(users.rows).fill(1));
}

/** sum += r · x_item. */
function addColumn(items: SparseRows, item: number, r: number, sum: Float64Array): void {
  const end = items.ptr[item + 1] as number;
  for (let p = items.ptr[item] as number; p < end; p++) {
    const user = items.index[p] as number;
    sum[user] = (sum[user] as number) + r * (items.value[p] as number);
  }
}

/** w · x_item. */
function along(items: SparseRows, item: number, w: Float64Array): number {
  let sum = 0;
  const end = items.ptr[item + 1] as number;
  for (let p = items.ptr[item] as number; p < end; p++) {
    sum += (w[items.index[p] as number] as number) * (items.value[p] as number);
  }
  return sum;
}

/** K x, by the rows of K where x is not 0: few, for a person. */
function productWith(kernel: Float64Array, x: Float64Array): Float64Array {
  const n = x.length;
  const w = new Float64Array(n);
  for (let r = 0; r < n; r++) {
    const factor = x[r] as number;
    if (factor === 0) continue;
    const row = r * n;
    for (let c = 0; c < n; c++) w[c] = (w[c] as number) + factor * (kernel[row + c] as number);
  }
  return w;
}

/** x_itemᵀ K x_item. */
function quadratic(kernel: Float64Array, n: number, items: SparseRows, item: number): number {
  const start = items.ptr[item] as number;
  const end = items.ptr[item + 1] as number;
  let sum = 0;
  for (let p = start; p < end; p++) {
    const row = (items.index[p] as number) * n;
    let part = 0;
    for (let q = start; q < end; q++) {
      part += (kernel[row + (items.index[q] as number)] as number) * (items.value[q] as number);
    }
    sum += part * (items.value[p] as number);
  }
  return sum;
}
