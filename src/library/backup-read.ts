import { NEWER_BACKUP } from "../formats/backup/manifest";
import { openBackup } from "../formats/backup/read";
import type { Fault } from "../base/result";
import type { EpochMs } from "../base/time";
import { checkColumns, columnsFrom } from "./communities";
import { packFrom } from "./packs";
import { LibraryError, throwIfCancelled, toLibraryError } from "./errors";
import { repairRow } from "./repair";
import type { RowOf } from "./repair";
import type { CommunityBlockRow } from "./rows";
import { SCHEMA_VERSION, TABLES } from "./schema";
import type { TableName } from "./schema";
import type { WorkOptions } from "./work";

export type BackupRows = { readonly [T in TableName]: RowOf[T][] };

export interface ReadBackup {
  readonly createdMs: EpochMs;
  readonly rows: BackupRows;
  /** Rows that could not be kept, the first hundred. */
  readonly dropped: readonly { readonly table: TableName; readonly reason: string }[];
  readonly droppedCount: number;
}

/** A backup that cannot be read: why, and where in the file. */
export class BackupFault extends LibraryError {
  constructor(
    code: "corrupt" | "newer",
    readonly fault: Fault,
  ) {
    super(code, fault.message);
  }
}

const KEPT_REASONS = 100;

/**
 * Reads a whole backup into memory, checked and repaired: a transaction cannot wait for a file, so
 * all rows must be there before the first is written.
 *
 * @throws BackupFault with the place of the fault; LibraryError `cancelled`
 */
export async function readBackup(
  file: Blob,
  { onProgress, signal }: WorkOptions = {},
): Promise<ReadBackup> {
  const opened = await openBackup(file);
  if (!opened.ok) throw faultOf(opened.fault);
  const { manifest, readTable } = opened.value;
  if (manifest.schema > SCHEMA_VERSION) {
    throw faultOf({ message: NEWER_BACKUP });
  }
  const rows = emptyRows();
  const dropped: { table: TableName; reason: string }[] = [];
  let droppedCount = 0;
  let read = 0;
  const drop = (table: TableName, reason: string) => {
    droppedCount++;
    if (dropped.length < KEPT_REASONS) dropped.push({ table, reason });
  };
  const onBytes = (bytes: number) => {
    read += bytes;
    onProgress?.(Math.min(1, read / file.size));
  };
  for (const table of manifest.tables) {
    throwIfCancelled(signal);
    const name = TABLES.find((known) => known === table.name);
    if (name === undefined) continue;
    const visit = (row: unknown) => {
      const result = repairRow(name, row);
      if ("row" in result) (rows[name] as unknown[]).push(result.row);
      else drop(name, result.reason);
    };
    const result = await cancellable(readTable(table, visit, { signal, onBytes }), signal);
    if (!result.ok) throw faultOf(result.fault);
  }
  const kept = withoutBrokenCommunities(rows, (reason) => drop("communities", reason));
  return { createdMs: manifest.createdMs, rows: kept, dropped, droppedCount };
}

function emptyRows(): BackupRows {
  return Object.fromEntries(TABLES.map((name) => [name, []])) as unknown as BackupRows;
}

function faultOf(fault: Fault): BackupFault {
  return new BackupFault(fault.message === NEWER_BACKUP ? "newer" : "corrupt", fault);
}

async function cancellable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throwIfCancelled(signal);
    throw toLibraryError(error);
  }
}

function withoutBrokenCommunities(rows: BackupRows, drop: (reason: string) => void): BackupRows {
  const blocksById = new Map<string, CommunityBlockRow[]>();
  for (const block of rows.communityBlocks) {
    const own = blocksById.get(block.communityId);
    if (own === undefined) blocksById.set(block.communityId, [block]);
    else own.push(block);
  }
  const communities = rows.communities.filter((community) => {
    try {
      const blocks = blocksById.get(community.id) ?? [];
      if (community.form === "pack") packFrom(blocks);
      else checkColumns(community, columnsFrom(blocks));
      return true;
    } catch (error) {
      drop(toLibraryError(error).message);
      return false;
    }
  });
  const ids = new Set(communities.map(({ id }) => id));
  const communityBlocks = rows.communityBlocks.filter((block) => ids.has(block.communityId));
  return { ...rows, communities, communityBlocks };
}
