import type { SparseRows } from "../base/sparse";

/** X Xᵀ + diag(ridge), dense, rows × rows in its lower triangle. Cost: Σ_c n_c² over the columns. */
export function gramOf(rows: SparseRows, columns: SparseRows, ridge: Float64Array): Float64Array {
  const n = rows.rows;
  const gram = new Float64Array(n * n);
  for (let r = 0; r < n; r++) {
    const end = rows.ptr[r + 1] as number;
    for (let p = rows.ptr[r] as number; p < end; p++) {
      const x = rows.value[p] as number;
      const c = rows.index[p] as number;
      for (let q = columns.ptr[c] as number; ; q++) {
        const other = columns.index[q] as number;
        const at = r * n + other;
        gram[at] = (gram[at] as number) + x * (columns.value[q] as number);
        if (other === r) break;
      }
    }
    gram[r * n + r] = (gram[r * n + r] as number) + (ridge[r] as number);
  }
  return gram;
}
