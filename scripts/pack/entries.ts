import type { DuckDBConnection } from "@duckdb/node-api";
import { artistItem, trackItem, workItem, type ItemId, type ItemKind } from "../../src/base/item";
import { fromColumns, type SparseRows } from "../../src/base/sparse";
import type { PackItem } from "../../src/recommend/pack";
import { sqlOf } from "./sql";

export interface Counted {
  /** In the order of their ids. */
  readonly items: readonly PackItem[];
  /** Listeners that have at least one of the items. */
  readonly users: number;
  readonly popularity: Uint32Array;
}

/** The items that were kept, numbered in the order of their ids; makes the table `entries`. */
export async function numberItems(
  db: DuckDBConnection,
  kind: ItemKind,
  set: string,
): Promise<Counted> {
  const tags = await tagsByKey(db);
  const sql = "SELECT item, name, artist, mbid, isrc FROM described";
  const rows = (await db.runAndReadAll(sql)).getRows();
  const keys = new Map<ItemId, string[]>();
  const items = new Map<ItemId, PackItem>();
  for (const row of rows) {
    const [key = "", name = "", artist, mbid, isrc] = row.map((x) =>
      x === null ? undefined : String(x),
    );
    const id = idOf(kind, set, key, name, artist);
    const given = tags.get(key);
    const own = keys.get(id);
    if (own) own.push(key);
    else keys.set(id, [key]);
    if (own) continue;
    items.set(id, {
      ...{ id, name },
      ...(artist !== undefined && { artist }),
      ...(mbid !== undefined && { mbid }),
      ...(isrc !== undefined && { isrc }),
      ...(given !== undefined && { tags: given }),
    });
  }
  const ids = [...items.keys()].sort();
  await db.run("CREATE TEMP TABLE numbers (item VARCHAR, number INTEGER)");
  const appender = await db.createAppender("numbers");
  ids.forEach((id, number) => {
    for (const key of keys.get(id) ?? []) {
      appender.appendVarchar(key);
      appender.appendInteger(number);
      appender.endRow();
    }
  });
  appender.closeSync();
  await db.run(sqlOf("entries"));
  const popularity = new Uint32Array(ids.length);
  const counts = await db.runAndReadAll("SELECT item, COUNT(*) FROM entries GROUP BY item");
  for (const [item, count] of counts.getRows()) popularity[Number(item)] = Number(count);
  const people = await db.runAndReadAll("SELECT COUNT(DISTINCT person) FROM entries");
  return {
    items: ids.map((id) => items.get(id) as PackItem),
    users: Number(people.getRows()[0]?.[0] ?? 0),
    popularity,
  };
}

/** Who has which item, 1 each: users × items, of the items that are wanted. */
export async function readEntries(
  db: DuckDBConnection,
  { items, users }: Counted,
  wanted: (item: number) => boolean,
): Promise<SparseRows> {
  const [row, column]: [number[], number[]] = [[], []];
  const result = await db.stream("SELECT person, item FROM entries");
  for await (const chunk of result) {
    const people = chunk.getColumnValues(0);
    chunk.getColumnValues(1).forEach((value, n) => {
      const item = Number(value);
      if (!wanted(item)) return;
      row.push(Number(people[n]));
      column.push(item);
    });
  }
  const value = new Float64Array(row.length).fill(1);
  return fromColumns({ row, column, value }, { rows: users, columns: items.length });
}

async function tagsByKey(db: DuckDBConnection): Promise<ReadonlyMap<string, string[]>> {
  const reader = await db.runAndReadAll("SELECT item, tag FROM tagged ORDER BY item, place");
  const tags = new Map<string, string[]>();
  for (const [item, tag] of reader.getRows()) {
    const own = tags.get(String(item)) ?? [];
    tags.set(String(item), own);
    own.push(String(tag));
  }
  return tags;
}

function idOf(
  kind: ItemKind,
  set: string,
  key: string,
  name: string,
  artist: string | undefined,
): ItemId {
  if (kind === "artist") return artistItem(name);
  return kind === "track" ? trackItem(artist ?? "", name) : workItem(set, key);
}
