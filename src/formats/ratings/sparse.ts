/** Entries by row in compressed sparse form; see CommunityTable. */
export interface Sparse {
  readonly ptr: Uint32Array;
  readonly index: Uint32Array;
  readonly value: Float32Array;
}

/** A stable order of entries by row: those of row r are order[ptr[r]] to order[ptr[r + 1] − 1]. */
export function orderByRow(
  row: Uint32Array,
  rows: number,
): { readonly ptr: Uint32Array; readonly order: Uint32Array } {
  const ptr = new Uint32Array(rows + 1);
  for (const r of row) ptr[r + 1] = (ptr[r + 1] ?? 0) + 1;
  for (let r = 0; r < rows; r++) ptr[r + 1] = (ptr[r + 1] ?? 0) + (ptr[r] ?? 0);
  const next = ptr.slice(0, rows);
  const order = new Uint32Array(row.length);
  for (let entry = 0; entry < row.length; entry++) {
    const r = row[entry] ?? 0;
    const at = next[r] ?? 0;
    order[at] = entry;
    next[r] = at + 1;
  }
  return { ptr, order };
}

/**
 * Compressed rows of entries. Columns ascend within a row when they ascend over the entries, as
 * they do for the entries of the transposed table taken row by row.
 */
export function compress(
  row: Uint32Array,
  column: Uint32Array,
  value: Float32Array,
  rows: number,
): Sparse {
  const { ptr, order } = orderByRow(row, rows);
  const index = new Uint32Array(order.length);
  const values = new Float32Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const entry = order[at] ?? 0;
    index[at] = column[entry] ?? 0;
    values[at] = value[entry] ?? 0;
  }
  return { ptr, index, value: values };
}

/** The same entries by column. */
export function transpose({ ptr, index, value }: Sparse, columns: number): Sparse {
  const row = new Uint32Array(index.length);
  for (let r = 0; r + 1 < ptr.length; r++) row.fill(r, ptr[r], ptr[r + 1]);
  return compress(index, row, value, columns);
}
