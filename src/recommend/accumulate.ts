import type { Shortlist } from "../base/shortlist";
import type { SparseRows } from "../base/sparse";

/** What the loops below share; rows are longest first. */
export interface Accumulation {
  readonly rows: SparseRows;
  readonly columns: SparseRows;
  /** The id under which a row is put on the list. */
  readonly order: Uint32Array;
  readonly shrinkage: number;
  readonly minOverlap: number;
  readonly kept: Shortlist;
}

/** A bound must not fall below the similarity it stands for, which is rounded otherwise. */
const slack = 1 + 1e-9;

/** Rows that are looked through together; their lengths, so their bounds, are nearly the same. */
const block = 64;

/**
 * Fills the shortlist of row i where every value is 1: the product of two rows is the number of
 * columns they share. Without shrinkage the similarity is count · inverse[i] · inverse[j], which
 * bounds it with shrinkage too; only where that reaches the list's floor is it worked out.
 */
export function countShared(job: Accumulation): (i: number) => void {
  const { rows, columns, order, shrinkage, minOverlap, kept } = job;
  const size = Float64Array.from({ length: rows.rows }, (_, r) => entriesOf(rows, r));
  // Infinite for an empty row, which nothing meets: as a bound it keeps nobody out.
  const inverse = size.map((n) => slack / Math.sqrt(n));
  // Half the memory stays in the fastest cache twice as long; a count is at most the columns.
  const counts = new (rows.columns < 0x10000 ? Uint16Array : Uint32Array)(rows.rows);
  const touched = new Uint32Array(rows.rows);

  const put = (i: number, j: number, count: number): void => {
    if (j === i || count < minOverlap) return;
    const norms = Math.sqrt((size[i] as number) * (size[j] as number));
    kept.put(order[j] as number, count / (norms + shrinkage));
  };

  return (i) => {
    const own = inverse[i] as number;
    if (workOf(rows, columns, i) < rows.rows / 4) {
      const met = countTouched(rows, columns, i, counts, touched);
      for (let t = 0; t < met; t++) {
        const j = touched[t] as number;
        const count = counts[j] as number;
        counts[j] = 0;
        if (count * own * (inverse[j] as number) >= kept.floor) put(i, j, count);
      }
      return;
    }
    countAll(rows, columns, i, counts);
    for (let start = 0; start < counts.length; start += block) {
      const end = Math.min(start + block, counts.length);
      // Lengths fall, so the last of a block has the largest inverse and needs the least count.
      const reach = kept.floor / (own * (inverse[end - 1] as number));
      // Whole numbers compare faster; beyond 2³⁰ no count reaches.
      const least = reach > 1 ? Math.ceil(Math.min(reach, 2 ** 30)) | 0 : 1;
      for (let j = start; j < end; j++) {
        const count = counts[j] as number;
        if (count >= least) put(i, j, count);
      }
    }
    counts.fill(0);
  };
}

/** Fills the shortlist of row i for any values, by sums of products. */
export function sumProducts(job: Accumulation): (i: number) => void {
  const { rows, columns, order, shrinkage, minOverlap, kept } = job;
  const square = Float64Array.from({ length: rows.rows }, (_, r) => squareOf(rows, r));
  const inverse = square.map((s) => slack / Math.sqrt(s));
  const dot = new Float64Array(rows.rows);
  // How many columns gave a sum is counted only where a minimum is asked for.
  const counts = minOverlap > 1 ? new Uint32Array(rows.rows) : undefined;
  return (i) => {
    sumAll(rows, columns, i, dot);
    if (counts) countAll(rows, columns, i, counts);
    const own = inverse[i] as number;
    let least = Number.MIN_VALUE;
    for (let j = 0; j < dot.length; j++) {
      const product = dot[j] as number;
      if (!(product * own * (inverse[j] as number) >= least)) continue;
      if (j === i || (counts && (counts[j] as number) < minOverlap)) continue;
      const norms = Math.sqrt((square[i] as number) * (square[j] as number));
      kept.put(order[j] as number, product / (norms + shrinkage));
      least = Math.max(least, kept.floor);
    }
    dot.fill(0);
    counts?.fill(0);
  };
}

function countAll(
  rows: SparseRows,
  { ptr, index }: SparseRows,
  i: number,
  counts: Uint16Array | Uint32Array,
): void {
  const last = rows.ptr[i + 1] as number;
  for (let e = rows.ptr[i] as number; e < last; e++) {
    const c = rows.index[e] as number;
    const end = ptr[c + 1] as number;
    let p = ptr[c] as number;
    // Four at a time: half of what a step costs is the loop around it.
    for (; p + 3 < end; p += 4) {
      const j0 = index[p] as number;
      const j1 = index[p + 1] as number;
      const j2 = index[p + 2] as number;
      const j3 = index[p + 3] as number;
      counts[j0] = (counts[j0] as number) + 1;
      counts[j1] = (counts[j1] as number) + 1;
      counts[j2] = (counts[j2] as number) + 1;
      counts[j3] = (counts[j3] as number) + 1;
    }
    for (; p < end; p++) {
      const j = index[p] as number;
      counts[j] = (counts[j] as number) + 1;
    }
  }
}

/** As `countAll`, noting which rows it meets. @returns how many */
function countTouched(
  rows: SparseRows,
  { ptr, index }: SparseRows,
  i: number,
  counts: Uint16Array | Uint32Array,
  touched: Uint32Array,
): number {
  let met = 0;
  const last = rows.ptr[i + 1] as number;
  for (let e = rows.ptr[i] as number; e < last; e++) {
    const c = rows.index[e] as number;
    const end = ptr[c + 1] as number;
    for (let p = ptr[c] as number; p < end; p++) {
      const j = index[p] as number;
      const before = counts[j] as number;
      if (before === 0) touched[met++] = j;
      counts[j] = before + 1;
    }
  }
  return met;
}

function sumAll(
  rows: SparseRows,
  { ptr, index, value }: SparseRows,
  i: number,
  dot: Float64Array,
): void {
  const last = rows.ptr[i + 1] as number;
  for (let e = rows.ptr[i] as number; e < last; e++) {
    const c = rows.index[e] as number;
    const x = rows.value[e] as number;
    const end = ptr[c + 1] as number;
    let p = ptr[c] as number;
    for (; p + 3 < end; p += 4) {
      const j0 = index[p] as number;
      const j1 = index[p + 1] as number;
      const j2 = index[p + 2] as number;
      const j3 = index[p + 3] as number;
      dot[j0] = (dot[j0] as number) + x * (value[p] as number);
      dot[j1] = (dot[j1] as number) + x * (value[p + 1] as number);
      dot[j2] = (dot[j2] as number) + x * (value[p + 2] as number);
      dot[j3] = (dot[j3] as number) + x * (value[p + 3] as number);
    }
    for (; p < end; p++) {
      const j = index[p] as number;
      dot[j] = (dot[j] as number) + x * (value[p] as number);
    }
  }
}

/** Multiply-adds that row i costs. */
function workOf(rows: SparseRows, columns: SparseRows, i: number): number {
  let work = 0;
  const last = rows.ptr[i + 1] as number;
  for (let e = rows.ptr[i] as number; e < last; e++) {
    work += entriesOf(columns, rows.index[e] as number);
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
