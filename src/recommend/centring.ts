import { rowOf, type SparseRows, type SparseVector } from "../base/sparse";
import { meanOf, rowBias, turned, type Baselines } from "./baselines";
import type { Centring } from "./options";

/**
 * What is taken off a value before it is weighed and put back on the prediction. A value at
 * (row, column) is centred as (value − row[r] − column[c]) / unit[r].
 */
export interface Centres {
  readonly row: Float64Array;
  readonly column: Float64Array;
  readonly unit: Float64Array;
  /** Row part and unit of one more row. */
  readonly newRow: (values: SparseVector) => { readonly row: number; readonly unit: number };
  /** Column part of one more column. */
  readonly newColumn: (values: SparseVector) => number;
}

/**
 * The centres as KNNBasic, KNNWithMeans, KNNWithZScore and KNNBaseline of Surprise have them.
 *
 * @param baselines  of these rows; needed for centring "baseline" only
 * @see Hug, "Surprise: A Python library for recommender systems", JOSS 2020
 */
export function centresOf(rows: SparseRows, centring: Centring, baselines?: Baselines): Centres {
  const column = new Float64Array(rows.columns);
  const unit = new Float64Array(rows.rows).fill(1);
  const newColumn = () => 0;
  const overall = meanOf(rows.value);
  const meanOrOverall = (values: SparseVector) =>
    values.index.length === 0 ? overall : meanOf(values.value);
  const means = () =>
    Float64Array.from({ length: rows.rows }, (_, r) => meanOrOverall(rowOf(rows, r)));
  switch (centring) {
    case "none": {
      const row = new Float64Array(rows.rows);
      return { row, column, unit, newRow: () => ({ row: 0, unit: 1 }), newColumn };
    }
    case "mean": {
      const newRow = (values: SparseVector) => ({ row: meanOrOverall(values), unit: 1 });
      return { row: means(), column, unit, newRow, newColumn };
    }
    case "zscore": {
      const spread = deviation(rows.value) || 1;
      const newRow = (values: SparseVector) => ({
        row: meanOrOverall(values),
        unit: deviation(values.value) || spread,
      });
      for (let r = 0; r < rows.rows; r++) {
        unit[r] = deviation(rows.value.subarray(rows.ptr[r], rows.ptr[r + 1])) || spread;
      }
      return { row: means(), column, unit, newRow, newColumn };
    }
    case "baseline": {
      if (!baselines) throw new Error("Centring on baselines needs the baselines.");
      const { mean } = baselines;
      return {
        row: baselines.row.map((bias) => mean + bias),
        column: baselines.column,
        unit,
        newRow: (values) => ({ row: mean + rowBias(values, baselines), unit: 1 }),
        newColumn: (values) => rowBias(values, turned(baselines)),
      };
    }
  }
}

/** Standard deviation of a population. */
export function deviation(values: Float64Array): number {
  const mean = meanOf(values);
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return values.length === 0 ? 0 : Math.sqrt(sum / values.length);
}
