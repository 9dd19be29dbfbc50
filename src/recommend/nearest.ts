import { emptyColumns, Shortlist, writeRow, type BestColumns } from "../base/shortlist";
import { rowOf, type SparseRows } from "../base/sparse";
import { Comparer } from "./comparer";
import type { NeighbourOptions } from "./options";
import { nearestRows } from "./similarity";

/**
 * The k most similar rows of each, by any measure; only similarities > 0 are kept.
 *
 * @param rows  values as `prepareRows` leaves them
 */
export function nearestByMeasure(rows: SparseRows, options: NeighbourOptions): BestColumns {
  const { similarity, overlap, k, shrinkage, minOverlap } = options;
  const isCosine =
    overlap === "all" && ["cosine", "adjusted-cosine", "pearson"].includes(similarity);
  if (isCosine) return nearestRows(rows, k, shrinkage, minOverlap);
  const best = new Shortlist(k);
  const nearest = emptyColumns(rows.rows, k);
  const comparer = new Comparer(rows, options);
  for (let r = 0; r < rows.rows; r++) {
    best.clear();
    for (const other of comparer.compare(rowOf(rows, r))) {
      const s = comparer.similarity(other);
      if (other !== r && s > 0) best.put(other, s);
    }
    writeRow(nearest, r, best);
  }
  return nearest;
}
