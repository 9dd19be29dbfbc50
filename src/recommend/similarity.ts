import { BestHeaps, type BestColumns } from "../base/heap";
import { transpose, type SparseRows } from "../base/sparse";

/**
 * Cosine similarity of every pair of rows that share a column, shrunk toward zero for pairs with
 * little in common:  s_ij = (x_i · x_j) / (|x_i| |x_j| + shrinkage).
 *
 * Cost: one multiply-add for each pair of rows in each column (Σ_c n_c² / 2), never rows²; memory
 * rows × k and one accumulator a row.
 *
 * @param rows       ratings or confidences, one row per item (items × listeners)
 * @param k          neighbours kept per row, best first, ties by id; only similarities > 0
 * @param shrinkage  in the unit of the product of norms, ≥ 0; 10 suits play counts
 * @param minOverlap pairs that share fewer columns are left out
 * @returns          items × k, padded with id −1 where an item has fewer neighbours
 * @throws RangeError when k < 1 or shrinkage < 0
 * @see Ferrari Dacrema et al., "A Troubling Analysis …", TOIS 2021, section 4
 * @see Gustavson, "Two fast algorithms for sparse matrices", TOMS 1978
 * @example nearestRows(fromTriples([[0, 0, 1], [1, 0, 1], [1, 1, 1]]), 1, 0).score[0] // 0.7071…
 */
export function nearestRows(
  rows: SparseRows,
  k: number,
  shrinkage: number,
  minOverlap = 1,
): BestColumns {
  if (!(shrinkage >= 0)) throw new RangeError(`Shrinkage must be 0 or more, not ${shrinkage}`);
  const best = new BestHeaps(rows.rows, k);
  const square = squares(rows);
  eachPair(rows, minOverlap, (i, j, dot) => {
    const s = dot / (Math.sqrt((square[i] as number) * (square[j] as number)) + shrinkage);
    if (!(s > 0)) return;
    best.offer(i, j, s);
    best.offer(j, i, s);
  });
  return best.sorted();
}

/** Calls `visit` once for each pair i < j that shares a column, with the sum of the products. */
function eachPair(
  rows: SparseRows,
  minOverlap: number,
  visit: (i: number, j: number, dot: number) => void,
): void {
  const columns = transpose(rows);
  // Rows are taken in order, so in each column everything before the cursor has had its turn.
  const cursor = columns.ptr.slice();
  const dot = new Float64Array(rows.rows);
  const shared = new Uint32Array(rows.rows);
  const touched = new Uint32Array(rows.rows);
  for (let i = 0; i < rows.rows; i++) {
    let count = 0;
    const rowEnd = rows.ptr[i + 1] as number;
    for (let e = rows.ptr[i] as number; e < rowEnd; e++) {
      const c = rows.index[e] as number;
      const x = rows.value[e] as number;
      const start = (cursor[c] as number) + 1;
      cursor[c] = start;
      const end = columns.ptr[c + 1] as number;
      for (let p = start; p < end; p++) {
        const j = columns.index[p] as number;
        const n = shared[j] as number;
        if (n === 0) touched[count++] = j;
        shared[j] = n + 1;
        dot[j] = (dot[j] as number) + x * (columns.value[p] as number);
      }
    }
    for (let t = 0; t < count; t++) {
      const j = touched[t] as number;
      if ((shared[j] as number) >= minOverlap) visit(i, j, dot[j] as number);
      dot[j] = 0;
      shared[j] = 0;
    }
  }
}

function squares(rows: SparseRows): Float64Array {
  const square = new Float64Array(rows.rows);
  for (let r = 0; r < rows.rows; r++) {
    const end = rows.ptr[r + 1] as number;
    for (let p = rows.ptr[r] as number; p < end; p++) {
      const value = rows.value[p] as number;
      square[r] = (square[r] as number) + value * value;
    }
  }
  return square;
}
