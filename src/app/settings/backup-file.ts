import type { EpochMs } from "../../base/time";
import type { Library, TableName } from "../../library/schema";

/** Rows of each table. */
export type TableCounts = Readonly<Partial<Record<TableName, number>>>;

export interface BackupWork {
  readonly signal: AbortSignal;
  readonly onShare: (share: number) => void;
}

/** A backup that was read to its end and found whole; nothing of it is in the database yet. */
export interface OpenedBackup {
  readonly madeMs: number;
  readonly counts: TableCounts;
  /** Rows that cannot be read and will be left out. */
  readonly dropped: number;
  restore(library: Library, work: BackupWork): Promise<void>;
}

/** The tables a person can make sense of, in the order of how dear they are. */
export const shownTables = [
  "songs",
  "ratings",
  "listens",
  "tracks",
  "artists",
  "communities",
] as const;

/** @example backupName(0) // "refrain-1970-01-01.zip" */
export function backupName(ms: EpochMs): string {
  return `refrain-${new Date(ms).toISOString().slice(0, 10)}.zip`;
}

export async function countHere(library: Library): Promise<TableCounts> {
  const counts = await Promise.all(
    shownTables.map(async (table) => [table, await library[table].count()] as const),
  );
  return Object.fromEntries(counts);
}

export function writeBackup(_library: Library, _work: BackupWork): Promise<Blob> {
  return Promise.reject(new Error("x"));
}
export function openBackup(_file: File, _work: BackupWork): Promise<OpenedBackup> {
  return Promise.reject(new Error("x"));
}
