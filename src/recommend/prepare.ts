import { mapValues, rowOf, transpose, type SparseRows, type SparseVector } from "../base/sparse";
import { meanOf, rowBias, type Baselines } from "./baselines";
import type { NeighbourOptions } from "./options";

/** Rows with their values as the similarity wants them, and the same done to a row from outside. */
export interface PreparedRows {
  readonly rows: SparseRows;
  readonly prepare: (vector: SparseVector) => SparseVector;
}

/**
 * Takes off what the similarity does not compare: the mean of the column (adjusted cosine), of the
 * row (Pearson over all), or the baseline (Pearson-baseline); else leaves the values as they are.
 *
 * @param rows       weighed values
 * @param baselines  of these rows; needed for pearson-baseline only
 */
export function prepareRows(
  rows: SparseRows,
  options: NeighbourOptions,
  baselines?: Baselines,
): PreparedRows {
  if (options.similarity === "adjusted-cosine") {
    const mean = rowMeans(transpose(rows));
    const centre = (value: number, column: number) => value - (mean[column] as number);
    return {
      rows: mapValues(rows, (value, _row, column) => centre(value, column)),
      prepare: (vector) => mapVector(vector, centre),
    };
  }
  if (options.similarity === "pearson" && options.overlap === "all") {
    const mean = rowMeans(rows);
    return {
      rows: mapValues(rows, (value, row) => value - (mean[row] as number)),
      prepare: (vector) => {
        const own = meanOf(vector.value);
        return mapVector(vector, (value) => value - own);
      },
    };
  }
  if (options.similarity === "pearson-baseline" && baselines) {
    const { mean, row: biases, column: columnBias } = baselines;
    const centre = (value: number, bias: number, column: number) =>
      value - mean - bias - (columnBias[column] as number);
    return {
      rows: mapValues(rows, (value, row, column) => centre(value, biases[row] as number, column)),
      prepare: (vector) => {
        const bias = rowBias(vector, baselines);
        return mapVector(vector, (value, column) => centre(value, bias, column));
      },
    };
  }
  return { rows, prepare: (vector) => vector };
}

/** The mean of the entries of each row; 0 for an empty one. */
function rowMeans(rows: SparseRows): Float64Array {
  return Float64Array.from({ length: rows.rows }, (_, r) => meanOf(rowOf(rows, r).value));
}

export function mapVector(
  vector: SparseVector,
  replace: (value: number, column: number) => number,
): SparseVector {
  const value = vector.value.map((v, p) => replace(v, vector.index[p] as number));
  return { index: vector.index, value };
}
