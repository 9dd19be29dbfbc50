import { fromColumns, transpose, type SparseRows } from "../base/sparse";

/**
 * Who has what, how much: users × items and its transpose, which share their numbering. Items are
 * numbered in the order of their ids, so that a tie broken by number is broken by id.
 */
export interface Interactions {
  readonly userIds: readonly string[];
  readonly itemIds: readonly string[];
  readonly users: SparseRows;
  readonly items: SparseRows;
}

/** Order of ids: as numbers where both are whole numbers, else by UTF-16 code unit. */
function compareIds(a: string, b: string): number {
  const whole = /^\d{1,15}$/;
  if (whole.test(a) && whole.test(b)) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Interactions out of columns in any order; of a pair given twice the last counts. */
export function interactionsOf(entries: {
  readonly userIds: readonly string[];
  readonly itemIds: readonly string[];
  readonly user: ArrayLike<number>;
  readonly item: ArrayLike<number>;
  readonly value: ArrayLike<number>;
}): Interactions {
  const user = sortedIds(entries.userIds);
  const item = sortedIds(entries.itemIds);
  const users = fromColumns(
    {
      row: Uint32Array.from(entries.user, (u) => user.place[u] as number),
      column: Uint32Array.from(entries.item, (i) => item.place[i] as number),
      value: entries.value,
    },
    { rows: user.ids.length, columns: item.ids.length },
  );
  return { userIds: user.ids, itemIds: item.ids, users, items: transpose(users) };
}

/** Ids in order, and where each of the given ones went. */
function sortedIds(ids: readonly string[]): { ids: readonly string[]; place: Uint32Array } {
  const whole = ids.every((id) => /^\d{1,15}$/.test(id));
  const keys = whole ? ids.map(Number) : [];
  const order = Array.from(ids, (_, i) => i);
  if (whole) order.sort((a, b) => (keys[a] as number) - (keys[b] as number));
  else order.sort((a, b) => compareIds(ids[a] as string, ids[b] as string));
  const place = new Uint32Array(ids.length);
  order.forEach((from, to) => {
    place[from] = to;
  });
  return { ids: order.map((from) => ids[from] as string), place };
}
