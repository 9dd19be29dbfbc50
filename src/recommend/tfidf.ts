import { mapValues, rowOf, transpose, type SparseRows } from "../base/sparse";

/**
 * Counts weighed by how much they tell: (1 + ln count) · (ln((1 + rows) / (1 + rows with it)) + 1),
 * every row then scaled to length 1. Counts below 1 weigh as a share of one; 0 and less are nothing.
 *
 * @param rows  items × features
 * @see Manning, Raghavan, Schütze, "Introduction to Information Retrieval", 2008, section 6.4
 */
export function tfidf(rows: SparseRows): SparseRows {
  const columns = transpose(mapValues(rows, (count) => Number(count > 0)));
  const rarity = Float64Array.from({ length: rows.columns }, (_, feature) => {
    const having = rowOf(columns, feature).value.reduce((sum, one) => sum + one, 0);
    return Math.log((1 + rows.rows) / (1 + having)) + 1;
  });
  return unitRows(mapValues(rows, (count, _, f) => sublinear(count) * (rarity[f] as number)));
}

function sublinear(count: number): number {
  return count >= 1 ? 1 + Math.log(count) : Math.max(0, count);
}

/** Every row divided by its Euclidean length; a row of zeros stays one. */
function unitRows(rows: SparseRows): SparseRows {
  const length = Float64Array.from({ length: rows.rows }, (_, r) =>
    Math.sqrt(rowOf(rows, r).value.reduce((sum, x) => sum + x * x, 0)),
  );
  return mapValues(rows, (x, r) => (x === 0 ? 0 : x / (length[r] as number)));
}
