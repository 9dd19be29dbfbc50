import { rowOf, transpose, type SparseRows, type SparseVector } from "../base/sparse";
import { measureOf, type PairMeasure, type SumsWidth } from "./measure";
import type { NeighbourOptions } from "./options";

/**
 * Compares one row with all others at the cost of the entries in its columns (Gustavson's row
 * product): what two rows have in common is summed, never looked for. Scratch memory is a few
 * numbers a row, reused.
 *
 * @see Gustavson, "Two fast algorithms for sparse matrices", TOMS 1978
 */
export class Comparer {
  private readonly columns: SparseRows;
  private readonly pair: PairMeasure;
  private readonly sums: Float64Array;
  private readonly touched: Uint32Array;
  private readonly square: Float64Array;
  private readonly entries: Uint32Array;
  private count = 0;
  private targetSquare = 0;
  private targetEntries = 0;

  /** @param rows  values as `prepareRows` leaves them */
  constructor(
    private readonly rows: SparseRows,
    private readonly options: NeighbourOptions,
  ) {
    this.columns = transpose(rows);
    this.pair = measureOf(options);
    this.sums = new Float64Array(rows.rows * this.pair.width);
    this.touched = new Uint32Array(rows.rows);
    this.square = Float64Array.from({ length: rows.rows }, (_, r) => squareOf(rowOf(rows, r)));
    this.entries = Uint32Array.from({ length: rows.rows }, (_, r) => entriesOf(rows, r));
  }

  /**
   * Takes a new target, prepared like the rows; ask `similarity` next.
   *
   * @param columns  the transpose of some of the rows, to compare with those only
   * @returns the rows that share a column with it, in no order; valid until the next call
   */
  compare(target: SparseVector, columns = this.columns): Uint32Array {
    const { touched, sums } = this;
    const { width } = this.pair;
    for (let t = 0; t < this.count; t++) {
      const at = (touched[t] as number) * width;
      for (let s = at; s < at + width; s++) sums[s] = 0;
    }
    this.count = addUp(target, columns, width, sums, touched);
    this.targetSquare = squareOf(target);
    this.targetEntries = target.index.length;
    return touched.subarray(0, this.count);
  }

  /** Similarity of the target with a row, worked out when asked; 0 where too little is shared. */
  similarity(row: number): number {
    const at = row * this.pair.width;
    const shared = this.sums[at] as number;
    if (shared === 0 || shared < this.options.minOverlap) return 0;
    const square = this.square[row] as number;
    const entries = this.entries[row] as number;
    const { targetSquare, targetEntries } = this;
    return this.pair.measure(this.sums, at, targetSquare, targetEntries, square, entries);
  }

  /** Similarity of the target with every row. */
  similarities(): Float64Array {
    return Float64Array.from({ length: this.rows.rows }, (_, row) => this.similarity(row));
  }
}

/** The inner loop; `width` is the same for a whole run, so its tests cost nothing. @returns rows touched */
function addUp(
  target: SparseVector,
  columns: SparseRows,
  width: SumsWidth,
  sums: Float64Array,
  touched: Uint32Array,
): number {
  const { ptr, index, value } = columns;
  let count = 0;
  for (let e = 0; e < target.index.length; e++) {
    const c = target.index[e] as number;
    const x = target.value[e] as number;
    const end = ptr[c + 1] as number;
    for (let p = ptr[c] as number; p < end; p++) {
      const row = index[p] as number;
      const y = value[p] as number;
      const at = row * width;
      const n = sums[at] as number;
      if (n === 0) touched[count++] = row;
      sums[at] = n + 1;
      sums[at + 1] = (sums[at + 1] as number) + x * y;
      if (width === 2) continue;
      sums[at + 2] = (sums[at + 2] as number) + x * x;
      sums[at + 3] = (sums[at + 3] as number) + y * y;
      if (width === 4) continue;
      sums[at + 4] = (sums[at + 4] as number) + x;
      sums[at + 5] = (sums[at + 5] as number) + y;
    }
  }
  return count;
}

function squareOf(vector: SparseVector): number {
  let sum = 0;
  for (const value of vector.value) sum += value * value;
  return sum;
}

function entriesOf(rows: SparseRows, r: number): number {
  return (rows.ptr[r + 1] as number) - (rows.ptr[r] as number);
}
