import type { ItemId } from "../../base/item";
import type { SlateRow } from "../../app/slate-changes";

/**
 * The score that fills the whole width of a bar. Rows the person acted on keep the score they had,
 * which may come from another method: they do not count while there are others.
 */
export function bestScore(
  rows: readonly SlateRow[],
  told: Pick<ReadonlySet<ItemId>, "has">,
): number {
  const live = rows.filter((row) => !told.has(row.entry.itemId));
  const scores = (live.length > 0 ? live : rows).map((row) => row.entry.score);
  return Math.max(Number.MIN_VALUE, ...scores);
}
