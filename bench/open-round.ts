import { Dexie, type Table } from "dexie";
import { fromColumns, transpose, type SparseRows } from "../src/base/sparse";
import { readCommunity, writeCommunity } from "../src/library/communities";
import { deleteLibrary, openLibrary } from "../src/library/open";
import type { CommunityRow } from "../src/library/rows";
import type { Library } from "../src/library/schema";
import { syntheticRatings, type Shape } from "./ratings";

export interface OpenRound {
  /** Packed columns, from an opened database to the ratings by user and by item. */
  readonly columnsMs: number;
  /** The same from a row a rating, read in pages. */
  readonly rowsMs: number;
  readonly ratings: number;
}

interface RatingRow {
  readonly id?: number;
  readonly user: number;
  readonly item: number;
  readonly value: number;
}

const LIBRARY = "open bench, columns";
const ROWS = "open bench, rows";
const PAGE = 20_000;

/**
 * Writes a community both ways, as our packed columns and as one IndexedDB row a rating, and
 * reads each back; both end with the same matrices, in a database that was open before.
 */
export async function openRounds(shape: Shape, rounds: number): Promise<readonly OpenRound[]> {
  await deleteLibrary(LIBRARY);
  await Dexie.delete(ROWS);
  const library = await openLibrary(LIBRARY);
  const rows = new Dexie(ROWS);
  rows.version(1).stores({ ratings: "++id" });
  await rows.open();
  try {
    const items = syntheticRatings(shape);
    const table = rows.table<RatingRow, number>("ratings");
    await writeColumns(library, items);
    await writeRows(table, items);
    const told: OpenRound[] = [];
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      const { columns } = await readCommunity(library, "c");
      const columnsMs = performance.now() - start;
      const begin = performance.now();
      const byItem = await readRows(table, shape);
      const byUser = transpose(byItem);
      const rowsMs = performance.now() - begin;
      const same =
        byItem.index.every((user, e) => user === columns.itemIndex[e]) &&
        byUser.value.every((value, e) => value === columns.userValue[e]);
      if (!same) throw new Error("The two ways read different ratings.");
      told.push({ columnsMs, rowsMs, ratings: byUser.index.length });
    }
    return told;
  } finally {
    rows.close();
    library.close();
    await Dexie.delete(ROWS);
    await deleteLibrary(LIBRARY);
  }
}

async function writeColumns(library: Library, items: SparseRows) {
  const users = transpose(items);
  const about: CommunityRow = {
    id: "c",
    name: "Community",
    itemKind: "track",
    scale: { kind: "stars", min: 1, max: 5 },
    users: users.rows,
    items: items.rows,
    entries: items.index.length,
    simulated: false,
    addedMs: 1,
  };
  await writeCommunity(library, about, {
    userPtr: users.ptr,
    userIndex: users.index,
    userValue: Float32Array.from(users.value),
    itemPtr: items.ptr,
    itemIndex: items.index,
    itemValue: Float32Array.from(items.value),
    items: Array.from({ length: items.rows }, (_, i) => ({
      id: `track:artist ${i % 1000}|title ${i}`,
      name: `Title ${i}`,
      artist: `Artist ${i % 1000}`,
    })),
    users: Array.from({ length: users.rows }, (_, u) => `listener ${u}`),
  });
}

async function writeRows(table: Table<RatingRow, number>, items: SparseRows): Promise<void> {
  let page: RatingRow[] = [];
  for (let item = 0; item < items.rows; item++) {
    const end = items.ptr[item + 1] as number;
    for (let e = items.ptr[item] as number; e < end; e++) {
      page.push({ user: items.index[e] as number, item, value: items.value[e] as number });
      if (page.length < PAGE) continue;
      await table.bulkAdd(page);
      page = [];
    }
  }
  await table.bulkAdd(page);
}

async function readRows(table: Table<RatingRow, number>, shape: Shape): Promise<SparseRows> {
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  let after = 0;
  for (;;) {
    const page = await table.where(":id").above(after).limit(PAGE).toArray();
    for (const rating of page) {
      row.push(rating.item);
      column.push(rating.user);
      value.push(rating.value);
    }
    const last = page.at(-1)?.id;
    if (last === undefined) break;
    after = last;
  }
  return fromColumns({ row, column, value }, { rows: shape.items, columns: shape.listeners });
}
