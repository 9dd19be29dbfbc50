import { rowOf, type SparseRows } from "./sparse";

/** One matrix above the other; of the same columns. */
export function stacked(above: SparseRows, below: SparseRows): SparseRows {
  const entries = above.index.length;
  const ptr = new Uint32Array(above.rows + below.rows + 1);
  const index = new Uint32Array(entries + below.index.length);
  const value = new Float64Array(index.length);
  ptr.set(above.ptr);
  ptr.set(
    below.ptr.map((p) => p + entries),
    above.rows,
  );
  index.set(above.index);
  index.set(below.index, entries);
  value.set(above.value);
  value.set(below.value, entries);
  return { rows: above.rows + below.rows, columns: above.columns, ptr, index, value };
}

/** Some rows of a matrix, in the order asked for. */
export function rowsOf(matrix: SparseRows, wanted: ArrayLike<number>): SparseRows {
  const ptr = new Uint32Array(wanted.length + 1);
  const parts = Array.from(wanted, (r) => rowOf(matrix, r));
  parts.forEach((row, to) => (ptr[to + 1] = (ptr[to] as number) + row.index.length));
  const index = new Uint32Array(ptr[wanted.length] as number);
  const value = new Float64Array(index.length);
  parts.forEach((row, to) => {
    index.set(row.index, ptr[to]);
    value.set(row.value, ptr[to]);
  });
  return { rows: wanted.length, columns: matrix.columns, ptr, index, value };
}
