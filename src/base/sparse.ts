/**
 * A sparse matrix in compressed rows. The entries of row r are those from ptr[r] to ptr[r + 1],
 * columns ascending, each column at most once.
 */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  /** Offsets into `index` and `value`; rows + 1 long. */
  readonly ptr: Uint32Array;
  readonly index: Uint32Array;
  readonly value: Float64Array;
}

/** One row: column numbers ascending, and the value at each. */
export interface SparseVector {
  readonly index: Uint32Array;
  readonly value: Float64Array;
}

/** Row, column, value. */
export type Triple = readonly [number, number, number];

/**
 * A matrix from triples in any order; a cell given twice keeps its last value.
 *
 * @param shape  rows and columns; by default just large enough
 * @example fromTriples([[0, 1, 5]]).index[0] // 1
 */
export function fromTriples(
  triples: readonly Triple[],
  shape?: { readonly rows: number; readonly columns: number },
): SparseRows {
  const row = Uint32Array.from(triples, (triple) => triple[0]);
  const column = Uint32Array.from(triples, (triple) => triple[1]);
  const value = Float64Array.from(triples, (triple) => triple[2]);
  const rows = shape?.rows ?? row.reduce((most, r) => Math.max(most, r + 1), 0);
  const columns = shape?.columns ?? column.reduce((most, c) => Math.max(most, c + 1), 0);
  return fromColumns({ row, column, value }, { rows, columns });
}

/**
 * As `fromTriples`, from three parallel arrays: two counting sorts, no comparison.
 *
 * @throws RangeError when an entry lies outside the shape
 */
export function fromColumns(
  entries: {
    readonly row: ArrayLike<number>;
    readonly column: ArrayLike<number>;
    readonly value: ArrayLike<number>;
  },
  shape: { readonly rows: number; readonly columns: number },
): SparseRows {
  const { row, column, value } = entries;
  const byColumn = bucket(column, row, value, shape.columns, shape.rows);
  return withoutRepeats(transpose(byColumn));
}

/** The same matrix by columns. Entries of a row come out ascending, in O(entries). */
export function transpose(matrix: SparseRows): SparseRows {
  const { ptr, index, value } = matrix;
  const next = offsets(index, matrix.columns);
  const outPtr = next.slice();
  const outIndex = new Uint32Array(index.length);
  const outValue = new Float64Array(index.length);
  for (let r = 0; r < matrix.rows; r++) {
    const end = ptr[r + 1] as number;
    for (let p = ptr[r] as number; p < end; p++) {
      const c = index[p] as number;
      const at = next[c] as number;
      next[c] = at + 1;
      outIndex[at] = r;
      outValue[at] = value[p] as number;
    }
  }
  return {
    rows: matrix.columns,
    columns: matrix.rows,
    ptr: outPtr,
    index: outIndex,
    value: outValue,
  };
}

/** Row `r` as views into the matrix, not a copy. */
export function rowOf(matrix: SparseRows, r: number): SparseVector {
  const start = matrix.ptr[r] as number;
  const end = matrix.ptr[r + 1] as number;
  return { index: matrix.index.subarray(start, end), value: matrix.value.subarray(start, end) };
}

/** The matrix with each value replaced; its pattern is shared with the original. */
export function mapValues(
  matrix: SparseRows,
  replace: (value: number, row: number, column: number) => number,
): SparseRows {
  const value = new Float64Array(matrix.value.length);
  for (let r = 0; r < matrix.rows; r++) {
    const end = matrix.ptr[r + 1] as number;
    for (let p = matrix.ptr[r] as number; p < end; p++) {
      value[p] = replace(matrix.value[p] as number, r, matrix.index[p] as number);
    }
  }
  return { ...matrix, value };
}

/** The matrix with every row emptied but those in `keep` (ascending). */
export function onlyRows(matrix: SparseRows, keep: Uint32Array): SparseRows {
  const ptr = new Uint32Array(matrix.rows + 1);
  for (const r of keep) ptr[r + 1] = (matrix.ptr[r + 1] as number) - (matrix.ptr[r] as number);
  for (let r = 0; r < matrix.rows; r++) ptr[r + 1] = (ptr[r + 1] as number) + (ptr[r] as number);
  const index = new Uint32Array(ptr[matrix.rows] as number);
  const value = new Float64Array(index.length);
  for (const r of keep) {
    const row = rowOf(matrix, r);
    index.set(row.index, ptr[r]);
    value.set(row.value, ptr[r]);
  }
  return { ...matrix, ptr, index, value };
}

/** Where `column` stands in an ascending index, or −1. */
export function findColumn(index: Uint32Array, column: number): number {
  let low = 0;
  let high = index.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const c = index[middle] as number;
    if (c === column) return middle;
    if (c < column) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Entries grouped by key, in the order given within a group. */
function bucket(
  key: ArrayLike<number>,
  other: ArrayLike<number>,
  value: ArrayLike<number>,
  rows: number,
  columns: number,
): SparseRows {
  const next = offsets(key, rows);
  const ptr = next.slice();
  const index = new Uint32Array(key.length);
  const outValue = new Float64Array(key.length);
  for (let e = 0; e < key.length; e++) {
    const o = other[e] as number;
    if (!(o >= 0 && o < columns)) throw new RangeError(`Entry ${e} lies outside the matrix: ${o}`);
    const k = key[e] as number;
    const at = next[k] as number;
    next[k] = at + 1;
    index[at] = o;
    outValue[at] = value[e] as number;
  }
  return { rows, columns, ptr, index, value: outValue };
}

/** Start of each group of a counting sort; groups + 1 long. */
function offsets(key: ArrayLike<number>, groups: number): Uint32Array {
  const ptr = new Uint32Array(groups + 1);
  for (let e = 0; e < key.length; e++) {
    const k = key[e] as number;
    if (!(k >= 0 && k < groups)) throw new RangeError(`Entry ${e} lies outside the matrix: ${k}`);
    ptr[k + 1] = (ptr[k + 1] as number) + 1;
  }
  for (let g = 0; g < groups; g++) ptr[g + 1] = (ptr[g + 1] as number) + (ptr[g] as number);
  return ptr;
}

function withoutRepeats(matrix: SparseRows): SparseRows {
  const { index, value } = matrix;
  const ptr = new Uint32Array(matrix.rows + 1);
  let kept = 0;
  for (let r = 0; r < matrix.rows; r++) {
    const end = matrix.ptr[r + 1] as number;
    for (let p = matrix.ptr[r] as number; p < end; p++) {
      if (p + 1 < end && index[p + 1] === index[p]) continue;
      index[kept] = index[p] as number;
      value[kept] = value[p] as number;
      kept++;
    }
    ptr[r + 1] = kept;
  }
  if (kept === index.length) return { ...matrix, ptr };
  return { ...matrix, ptr, index: index.slice(0, kept), value: value.slice(0, kept) };
}
