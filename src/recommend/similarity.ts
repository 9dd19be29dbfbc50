import { emptyColumns, Shortlist, writeRow, type BestColumns } from "../base/shortlist";
import { rowsOf } from "../base/rows";
import { transpose, type SparseRows } from "../base/sparse";
import { finish } from "../base/steps";
import { countShared, sumProducts } from "./accumulate";
import { nearestInKernel, similarityKernel } from "./kernel/kernel";

/**
 * Cosine similarity of every pair of rows that share a column, shrunk toward zero for pairs with
 * little in common:  s_ij = (x_i · x_j) / (|x_i| |x_j| + shrinkage).
 *
 * Cost: one multiply-add for each pair of rows in each column (Σ_c n_c²), never rows²; memory
 * rows × k, and an accumulator of one row. Large matrices go through a WebAssembly kernel where
 * there is one. The outcome is the same to the last bit: the kernel sums in f32 only what f32 holds
 * exactly (stars, halves, counts), else in f64 in the same order, and scores are worked out in f64.
 *
 * @param rows       ratings or confidences, one row per item (items × listeners)
 * @param k          neighbours kept per row, best first, ties by id; only similarities > 0
 * @param shrinkage  in the unit of the product of norms, ≥ 0; 10 suits play counts
 * @param minOverlap pairs that share fewer columns are left out
 * @param kernel     null for plain loops; by default as the matrix suits
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
  kernel = kernelFor(rows),
): BestColumns {
  return finish(nearestRowsInSteps(rows, k, shrinkage, minOverlap, kernel));
}

/** As `nearestRows`, pausing now and then to say what share is done, so that it can be stopped. */
export function* nearestRowsInSteps(
  given: SparseRows,
  k: number,
  shrinkage: number,
  minOverlap = 1,
  kernel = kernelFor(given),
): Generator<number, BestColumns> {
  if (!(shrinkage >= 0)) throw new RangeError(`Shrinkage must be 0 or more, not ${shrinkage}`);
  const kept = new Shortlist(k);
  const nearest = emptyColumns(given.rows, k);
  const { rows, order } = longestFirst(given);
  const counts = given.value.every((value) => value === 1);
  let find: (row: number) => void;
  // The kernel knows products, which are overlaps only where all values are 1.
  if (kernel && (counts || minOverlap <= 1)) {
    const atLeast = counts ? minOverlap : 0;
    find = nearestInKernel(kernel, rows, order, shrinkage, atLeast, nearest);
  } else {
    const job = { rows, columns: transpose(rows), order, shrinkage, minOverlap, kept };
    const fill = counts ? countShared(job) : sumProducts(job);
    find = (i) => {
      kept.clear();
      fill(i);
      writeRow(nearest, order[i] as number, kept);
    };
  }
  for (let i = 0; i < rows.rows; i++) {
    if (i % 64 === 0) yield i / rows.rows;
    find(i);
  }
  return nearest;
}

/** Below, a memory of the kernel's own costs more than it saves. */
const worthKernel = 10_000;
/** Above, tables could outgrow what the kernel can address. */
const fitsKernel = 2 ** 25;

function kernelFor({ rows, columns, index }: SparseRows): WebAssembly.Module | null {
  const fits = Math.max(rows, columns, index.length) <= fitsKernel;
  return fits && index.length >= worthKernel ? similarityKernel() : null;
}

/**
 * The rows with the most entries first: what is met most often lies side by side in the
 * accumulator, and what cannot be near lies in blocks. `order` says which row each was.
 */
function longestFirst(given: SparseRows): { rows: SparseRows; order: Uint32Array } {
  const length = (r: number) => (given.ptr[r + 1] as number) - (given.ptr[r] as number);
  const order = Uint32Array.from({ length: given.rows }, (_, r) => r);
  order.sort((a, b) => length(b) - length(a) || b - a);
  return { rows: rowsOf(given, order), order };
}
