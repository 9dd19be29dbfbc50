import { joinBlocks, splitColumn } from "./blocks";
import { LibraryError, guarded, throwIfCancelled } from "./errors";
import type { CommunityBlockRow, CommunityColumn, CommunityItem, CommunityRow } from "./rows";
import type { Library } from "./schema";
import type { WorkOptions } from "./work";

/**
 * The ratings or plays of a community in compressed sparse form. Row u of the user side is
 * `userIndex[userPtr[u]] … userIndex[userPtr[u + 1] − 1]`, item numbers ascending, with the values
 * beside; the item side holds the same entries with user numbers.
 */
export interface CommunityColumns {
  readonly userPtr: Uint32Array;
  readonly userIndex: Uint32Array;
  readonly userValue: Float32Array;
  readonly itemPtr: Uint32Array;
  readonly itemIndex: Uint32Array;
  readonly itemValue: Float32Array;
  readonly items: readonly CommunityItem[];
  /** Names of the users; empty text where there is none. */
  readonly users: readonly string[];
}

/** Number columns, which a reader may want without the names. */
const NUMBER_COLUMNS = [
  "userPtr",
  "userIndex",
  "userValue",
  "itemPtr",
  "itemIndex",
  "itemValue",
] as const;

/** The blocks of a community as they are stored. */
function blocksOf(communityId: string, columns: CommunityColumns): readonly CommunityBlockRow[] {
  const encoder = new TextEncoder();
  const parts: readonly (readonly [CommunityColumn, Uint8Array])[] = [
    ...NUMBER_COLUMNS.map((name) => [name, bytesOf(columns[name])] as const),
    ["items", encoder.encode(JSON.stringify(columns.items))],
    ["users", encoder.encode(JSON.stringify(columns.users))],
  ];
  return parts.flatMap(([column, bytes]) => splitColumn(communityId, column, bytes));
}

/**
 * Writes a community, in place of one of the same id, in one transaction: all or nothing.
 *
 * @throws LibraryError `corrupt` when row and columns do not fit together, `cancelled`, `quota`
 */
export async function writeCommunity(
  library: Library,
  community: CommunityRow,
  columns: CommunityColumns,
  { onProgress, signal }: WorkOptions = {},
): Promise<void> {
  checkColumns(community, columns);
  const blocks = blocksOf(community.id, columns);
  const { communities, communityBlocks } = library;
  await guarded(() =>
    library.transaction("rw", communities, communityBlocks, async () => {
      await blocksWhere(library, community.id).delete();
      await communities.put(community);
      for (const [index, block] of blocks.entries()) {
        throwIfCancelled(signal);
        await communityBlocks.add(block);
        onProgress?.((index + 1) / blocks.length);
      }
    }),
  );
}

/** @throws LibraryError `corrupt` when blocks are missing or do not fit together */
export async function readCommunity(
  library: Library,
  communityId: string,
): Promise<{ readonly community: CommunityRow; readonly columns: CommunityColumns }> {
  const { communities, communityBlocks } = library;
  return guarded(() =>
    library.transaction("r", communities, communityBlocks, async () => {
      const community = await communities.get(communityId);
      if (community === undefined) throw new LibraryError("corrupt", "No such community.");
      const columns = columnsFrom(await blocksWhere(library, communityId).toArray());
      checkColumns(community, columns);
      return { community, columns };
    }),
  );
}

/** All communities, real ones before the simulated, newest first. */
export async function listCommunities(library: Library): Promise<readonly CommunityRow[]> {
  const rows = await guarded(() => library.communities.toArray());
  return rows.toSorted(
    (a, b) =>
      Number(a.simulated) - Number(b.simulated) ||
      b.addedMs - a.addedMs ||
      (a.id < b.id ? -1 : Number(a.id > b.id)),
  );
}

export async function deleteCommunity(library: Library, communityId: string): Promise<void> {
  const { communities, communityBlocks } = library;
  await guarded(() =>
    library.transaction("rw", communities, communityBlocks, async () => {
      await blocksWhere(library, communityId).delete();
      await communities.delete(communityId);
    }),
  );
}

/** Columns joined from blocks in any order. @throws LibraryError `corrupt` */
export function columnsFrom(blocks: readonly CommunityBlockRow[]): CommunityColumns {
  const buffer = (column: CommunityColumn) => joinBlocks(blocks, column);
  return {
    userPtr: new Uint32Array(buffer("userPtr")),
    userIndex: new Uint32Array(buffer("userIndex")),
    userValue: new Float32Array(buffer("userValue")),
    itemPtr: new Uint32Array(buffer("itemPtr")),
    itemIndex: new Uint32Array(buffer("itemIndex")),
    itemValue: new Float32Array(buffer("itemValue")),
    items: parseTable<CommunityItem>(buffer("items")),
    users: parseTable<string>(buffer("users")),
  };
}

/** @throws LibraryError `corrupt` when lengths disagree or an offset or a number points outside */
export function checkColumns(community: CommunityRow, columns: CommunityColumns): void {
  const { users, items, entries } = community;
  const fits =
    columns.items.length === items &&
    columns.users.length === users &&
    sideFits(columns.userPtr, columns.userIndex, columns.userValue, users, items, entries) &&
    sideFits(columns.itemPtr, columns.itemIndex, columns.itemValue, items, users, entries);
  if (!fits) {
    throw new LibraryError("corrupt", `The community "${community.name}" does not fit together.`);
  }
}

function sideFits(
  ptr: Uint32Array,
  index: Uint32Array,
  value: Float32Array,
  rows: number,
  width: number,
  entries: number,
): boolean {
  if (ptr.length !== rows + 1 || index.length !== entries || value.length !== entries) return false;
  if (ptr[0] !== 0 || ptr[rows] !== entries) return false;
  for (let row = 0; row < rows; row++) {
    if ((ptr[row + 1] as number) < (ptr[row] as number)) return false;
  }
  for (let entry = 0; entry < entries; entry++) {
    if ((index[entry] as number) >= width) return false;
  }
  return true;
}

function parseTable<T>(buffer: ArrayBuffer): readonly T[] {
  try {
    const table: unknown = JSON.parse(new TextDecoder().decode(buffer));
    if (Array.isArray(table)) return table as readonly T[];
  } catch (error) {
    throw new LibraryError("corrupt", "A table of names cannot be read.", { cause: error });
  }
  throw new LibraryError("corrupt", "A table of names is no list.");
}

function bytesOf(column: Uint32Array | Float32Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

function blocksWhere(library: Library, communityId: string) {
  // Keys compare element by element and a list is above every text, so this is every block.
  return library.communityBlocks
    .where("[communityId+column+part]")
    .between([communityId], [communityId, []]);
}
