import type { SparseRows, SparseVector } from "../base/sparse";

/** What a rating would be without any taste: mean + how generous the row + how liked the column. */
export interface Baselines {
  readonly mean: number;
  readonly row: Float64Array;
  readonly column: Float64Array;
}

/** Ten sweeps and these regularisations are the defaults of Surprise, tuned on MovieLens. */
const sweeps = 10;
const userRegularisation = 15;
const itemRegularisation = 10;

/**
 * Baselines of users and items by alternating least squares.
 *
 * @see Koren, "Factor in the Neighbors", TKDD 2010, section 2.1
 */
export function fitBaselines(users: SparseRows, items: SparseRows): Baselines {
  const mean = meanOf(users.value);
  const row = new Float64Array(users.rows);
  const column = new Float64Array(items.rows);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    solve(items, mean, row, itemRegularisation, column);
    solve(users, mean, column, userRegularisation, row);
  }
  return { mean, row, column };
}

/** The user bias of someone new, items held fixed: the last half-sweep for one more row. */
export function userBias(person: SparseVector, baselines: Baselines): number {
  let sum = 0;
  for (let p = 0; p < person.index.length; p++) {
    sum +=
      (person.value[p] as number) -
      baselines.mean -
      (baselines.column[person.index[p] as number] as number);
  }
  return sum / (userRegularisation + person.index.length);
}

/** Baselines seen from the items: rows and columns change places. */
export function turned(baselines: Baselines): Baselines {
  return { mean: baselines.mean, row: baselines.column, column: baselines.row };
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}

function solve(
  matrix: SparseRows,
  mean: number,
  other: Float64Array,
  regularisation: number,
  out: Float64Array,
): void {
  for (let r = 0; r < matrix.rows; r++) {
    const start = matrix.ptr[r] as number;
    const end = matrix.ptr[r + 1] as number;
    let sum = 0;
    for (let p = start; p < end; p++) {
      sum += (matrix.value[p] as number) - mean - (other[matrix.index[p] as number] as number);
    }
    out[r] = sum / (regularisation + end - start);
  }
}
