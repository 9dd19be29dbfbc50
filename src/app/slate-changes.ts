import type { ItemId } from "../base/item";
import type { SlateEntry } from "../rpc/contracts/recommender";

/** What the last change of taste did to a row. */
export type RowChange = "new" | "up" | "down";

export interface SlateRow {
  readonly entry: SlateEntry;
  readonly change?: RowChange;
}

/**
 * The rows to show after a change of taste. Rows the person acted on keep their place, so that
 * nothing moves under the finger (a list that got shorter closes up); all others follow the new order and say how they got there.
 *
 * @param before  rows on the screen, in order
 * @param after   the new ranking, best first
 * @param held    items that keep their place (liked, rated … in this visit)
 */
export function mergeSlate(
  before: readonly SlateRow[],
  after: readonly SlateEntry[],
  held: Pick<ReadonlySet<ItemId>, "has">,
): readonly SlateRow[] {
  const rankBefore = new Map(before.map((row, rank) => [row.entry.itemId, rank]));
  const rankAfter = new Map(after.map((entry) => [entry.itemId, entry]));
  const fresh = after.filter((entry) => !(held.has(entry.itemId) && rankBefore.has(entry.itemId)));
  const rows: SlateRow[] = [];
  const length = Math.max(before.length, after.length);
  for (let rank = 0, next = 0; rank < length; rank++) {
    const old = before[rank];
    if (old !== undefined && held.has(old.entry.itemId)) {
      rows.push({ entry: rankAfter.get(old.entry.itemId) ?? old.entry });
      continue;
    }
    const entry = fresh[next++];
    if (entry !== undefined) rows.push(row(entry, rankBefore.get(entry.itemId), rank));
  }
  return rows;
}

/** A row that moved less than this many places is not worth an arrow. */
const smallestMove = 3;

function row(entry: SlateEntry, before: number | undefined, now: number): SlateRow {
  if (before === undefined) return { entry, change: "new" };
  if (Math.abs(before - now) < smallestMove) return { entry };
  return { entry, change: now < before ? "up" : "down" };
}
