import type { TripleColumns } from "./triples";

/** One way to split: `test` is one fold, `train` the others. Ids are shared, entries are not. */
export interface Split {
  readonly train: TripleColumns;
  readonly test: TripleColumns;
}

/**
 * Splits by the fourth column, each of its values being the test once, in ascending order. A user
 * or item without an entry in `train` is unknown there.
 *
 * @throws RangeError when there is no fourth column, or only one fold
 */
export function foldsOf(columns: TripleColumns): readonly Split[] {
  const fold = columns.extra;
  const names = [...new Set(fold)].sort((a, b) => a - b);
  if (!fold || names.length < 2) {
    throw new RangeError("Folds stand in the fourth column: user, item, rating, fold.");
  }
  return names.map((name) => ({
    train: select(columns, (entry) => fold[entry] !== name),
    test: select(columns, (entry) => fold[entry] === name),
  }));
}

/** Some of the entries, with only the ids that stand in them. */
export function select(columns: TripleColumns, keep: (entry: number) => boolean): TripleColumns {
  const entries = Uint32Array.from(columns.user.keys()).filter(keep);
  const user = renumber(
    columns.userIds,
    entries.map((e) => columns.user[e] as number),
  );
  const item = renumber(
    columns.itemIds,
    entries.map((e) => columns.item[e] as number),
  );
  const value = Float64Array.from(entries, (e) => columns.value[e] as number);
  return { userIds: user.ids, itemIds: item.ids, user: user.numbers, item: item.numbers, value };
}

function renumber(ids: readonly string[], numbers: Uint32Array) {
  const used = [...new Set(numbers)];
  const place = new Map(used.map((number, to) => [number, to]));
  return {
    ids: used.map((number) => ids[number] as string),
    numbers: numbers.map((number) => place.get(number) as number),
  };
}
