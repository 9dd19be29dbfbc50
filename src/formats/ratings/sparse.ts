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
  row.forEach((r, entry) => {
    const at = next[r] ?? 0;
    order[at] = entry;
    next[r] = at + 1;
  });
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
  return {
    ptr,
    index: order.map((entry) => column[entry] ?? 0),
    value: Float32Array.from(order, (entry) => value[entry] ?? 0),
  };
}

/** The same entries by column. */
export function transpose({ ptr, index, value }: Sparse, columns: number): Sparse {
  const row = new Uint32Array(index.length);
  for (let r = 0; r + 1 < ptr.length; r++) row.fill(r, ptr[r], ptr[r + 1]);
  return compress(index, row, value, columns);
}
