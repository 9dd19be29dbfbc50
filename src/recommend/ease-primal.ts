import { invertInSteps } from "../base/inverse";
import type { SparseRows } from "../base/sparse";
import { gramOf } from "./gram";
import type { ItemWeights } from "./linear";

/**
 * EASE by the items: P = (XᵀX + D)⁻¹, b_st = −p_st / p_tt. P is symmetric, so that what all items
 * give to one is a row.
 *
 * @param ridge  the diagonal of D, one an item
 */
export function* primalWeights(
  users: SparseRows,
  items: SparseRows,
  ridge: Float64Array,
): Generator<number, ItemWeights> {
  const n = items.rows;
  const inverse = gramOf(items, users, ridge);
  yield* invertInSteps(inverse, n);
  return {
    items: n,
    scores({ index, value }) {
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
