import { emptyColumns, Shortlist, writeRow, type BestColumns } from "../base/shortlist";
import { transpose, type SparseRows } from "../base/sparse";

/**
 * Cosine similarity of every pair of rows that share a column, shrunk toward zero for pairs with
 * little in common:  s_ij = (x_i · x_j) / (|x_i| |x_j| + shrinkage).
 *
 * Cost: one multiply-add for each pair of rows in each column (Σ_c n_c²), never rows²; memory
 * rows × k, and an accumulator of one row. Where all values are 1 the accumulator counts.
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
  const steps = nearestRowsInSteps(rows, k, shrinkage, minOverlap);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `nearestRows`, pausing now and then to say what share is done, so that it can be stopped. */
export function* nearestRowsInSteps(
  rows: SparseRows,
  k: number,
  shrinkage: number,
  minOverlap = 1,
): Generator<number, BestColumns> {
  if (!(shrinkage >= 0)) throw new RangeError(`Shrinkage must be 0 or more, not ${shrinkage}`);
  const kept = new Shortlist(k);
  const nearest = emptyColumns(rows.rows, k);
  const job = { rows, columns: transpose(rows), shrinkage, minOverlap, kept };
  const fill = rows.value.every((value) => value === 1) ? countedRows(job) : summedRows(job);
  for (let i = 0; i < rows.rows; i++) {
    if (i % 64 === 0) yield i / rows.rows;
    kept.clear();
    fill(i);
    writeRow(nearest, i, kept);
  }
  return nearest;
}

interface Job {
  readonly rows: SparseRows;
  readonly columns: SparseRows;
  readonly shrinkage: number;
  readonly minOverlap: number;
  readonly kept: Shortlist;
}

/** A bound must not fall below the similarity it stands for, which is rounded otherwise. */
const slack = 1 + 1e-9;

/** Where every value is 1, the product of two rows is the number of columns they share. */
function countedRows({ rows, columns, shrinkage, minOverlap, kept }: Job): (i: number) => void {
  const size = Float64Array.from({ length: rows.rows }, (_, r) => entriesOf(rows, r));
  const inverse = size.map((n) => (n === 0 ? 0 : slack / Math.sqrt(n)));
  // Half the memory stays in the fastest cache twice as long; a count is at most the columns.
  const shared = new (rows.columns < 0x10000 ? Uint16Array : Uint32Array)(rows.rows);
  const touched = new Uint32Array(rows.rows);

  /** Offers row j unless it cannot stay. @returns what cannot, from now on */
  const offer = (i: number, j: number, c: number): number => {
    if (j !== i && c >= minOverlap) {
      kept.put(j, c / (Math.sqrt((size[i] as number) * (size[j] as number)) + shrinkage));
    }
    return kept.floor;
  };

  return (i) => {
    // What shrinkage makes smaller is bounded by the similarity without it: c · own · inverse[j].
    const own = inverse[i] as number;
    let floor = kept.floor;
    if (workOf(rows, columns, i) < rows.rows / 4) {
      const count = countTouched(rows, columns, i, shared, touched);
      for (let t = 0; t < count; t++) {
        const j = touched[t] as number;
        const c = shared[j] as number;
        shared[j] = 0;
        if (c * own * (inverse[j] as number) >= floor) floor = offer(i, j, c);
      }
    } else {
      countAll(rows, columns, i, shared);
      for (let j = 0; j < shared.length; j++) {
        const c = shared[j] as number;
        if (c * own * (inverse[j] as number) >= floor && c > 0) floor = offer(i, j, c);
      }
      shared.fill(0);
    }
  };
}

function countAll(
  rows: SparseRows,
  columns: SparseRows,
  i: number,
  shared: Uint16Array | Uint32Array,
): void {
  const { ptr, index } = columns;
  const last = rows.ptr[i + 1] as number;
  for (let e = rows.ptr[i] as number; e < last; e++) {
    const c = rows.index[e] as number;
    const end = ptr[c + 1] as number;
    for (let p = ptr[c] as number; p < end; p++) {
      const j = index[p] as number;
      shared[j] = (shared[j] as number) + 1;
    }
  }
}

/** As `countAll`, noting which rows it meets. @returns how many */
function countTouched(
  rows: SparseRows,
  columns: SparseRows,
  i: number,
  shared: Uint16Array | Uint32Array,
  touched: Uint32Array,
): number {
  const { ptr, index } = columns;
  let count = 0;
  const last = rows.ptr[i + 1] as number;
  for (let e = rows.ptr[i] as number; e < last; e++) {
    const c = rows.index[e] as number;
    const end = ptr[c + 1] as number;
    for (let p = ptr[c] as number; p < end; p++) {
      const j = index[p] as number;
      const before = shared[j] as number;
      if (before === 0) touched[count++] = j;
      shared[j] = before + 1;
    }
  }
  return count;
}

/** Any values: sums of products, and how many columns gave them. */
function summedRows({ rows, columns, shrinkage, minOverlap, kept }: Job): (i: number) => void {
  const square = Float64Array.from({ length: rows.rows }, (_, r) => squareOf(rows, r));
  const dot = new Float64Array(rows.rows);
  const shared = new Uint32Array(rows.rows);
  const touched = new Uint32Array(rows.rows);
  return (i) => {
    const count = sumTouched(rows, columns, i, { dot, shared, touched });
    const own = square[i] as number;
    for (let t = 0; t < count; t++) {
      const j = touched[t] as number;
      const product = dot[j] as number;
      const n = shared[j] as number;
      dot[j] = 0;
      shared[j] = 0;
      if (!(product > 0) || n < minOverlap || j === i) continue;
      kept.put(j, product / (Math.sqrt(own * (square[j] as number)) + shrinkage));
    }
  };
}

function sumTouched(
  rows: SparseRows,
  columns: SparseRows,
  i: number,
  into: { readonly dot: Float64Array; readonly shared: Uint32Array; readonly touched: Uint32Array },
): number {
  const { ptr, index, value } = columns;
  const { dot, shared, touched } = into;
  let count = 0;
  const last = rows.ptr[i + 1] as number;
  for (let e = rows.ptr[i] as number; e < last; e++) {
    const c = rows.index[e] as number;
    const x = rows.value[e] as number;
    const end = ptr[c + 1] as number;
    for (let p = ptr[c] as number; p < end; p++) {
      const j = index[p] as number;
      const before = shared[j] as number;
      if (before === 0) touched[count++] = j;
      shared[j] = before + 1;
      dot[j] = (dot[j] as number) + x * (value[p] as number);
    }
  }
  return count;
}

/** Multiply-adds that row i costs. */
function workOf(rows: SparseRows, columns: SparseRows, i: number): number {
  let work = 0;
  const last = rows.ptr[i + 1] as number;
  for (let e = rows.ptr[i] as number; e < last; e++) {
    const c = rows.index[e] as number;
    work += entriesOf(columns, c);
  }
  return work;
}

function entriesOf(rows: SparseRows, r: number): number {
  return (rows.ptr[r + 1] as number) - (rows.ptr[r] as number);
}

function squareOf(rows: SparseRows, r: number): number {
  let sum = 0;
  const end = rows.ptr[r + 1] as number;
  for (let p = rows.ptr[r] as number; p < end; p++) sum += (rows.value[p] as number) ** 2;
  return sum;
}
