import type { EpochMs } from "../base/time";
import { dropOrphanFiles } from "./audio-files";
import { readBackup } from "./backup-read";
import type { BackupRows, ReadBackup } from "./backup-read";
import { guarded, throwIfCancelled } from "./errors";
import { planMerge } from "./merge";
import { TABLES } from "./schema";
import type { Library, TableName } from "./schema";
import { toStored } from "./track-words";
import { chunksOf } from "./work";
import type { WorkOptions } from "./work";

/** `merge` adds to what is here; `replace` first removes everything that is here. */
export type RestoreMode = "merge" | "replace";

export interface BackupPreview {
  readonly createdMs: EpochMs;
  readonly tables: readonly TablePreview[];
  /** Rows that could not be kept, the first hundred. */
  readonly dropped: ReadBackup["dropped"];
  readonly droppedCount: number;
}

interface TablePreview {
  readonly table: TableName;
  readonly inBackup: number;
  /** In the library now: what a replacement would remove. */
  readonly here: number;
  /** Rows that a merge would write, new or in place of older ones. */
  readonly merged: number;
}

const CHUNK = 1_000;

/**
 * What a restore would change; nothing is written.
 *
 * @throws BackupFault, LibraryError `cancelled`
 */
export async function previewBackup(
  library: Library,
  file: Blob,
  options: WorkOptions = {},
): Promise<BackupPreview> {
  const { rows, ...read } = await readBackup(file, options);
  return guarded(() =>
    library.transaction("r", [...TABLES], async () => {
      const plan = await planMerge(library, rows);
      const tables: TablePreview[] = [];
      for (const table of TABLES) {
        const here = await library.table(table).count();
        tables.push({ table, inBackup: rows[table].length, here, merged: plan[table].length });
      }
      return { ...read, tables };
    }),
  );
}

/**
 * Restores a backup in one transaction: all of it or nothing. Progress: reading to 0.5, writing
 * from there.
 *
 * @returns rows written
 * @throws BackupFault, LibraryError `cancelled`, `quota`, `newer`
 */
export async function restoreBackup(
  library: Library,
  file: Blob,
  mode: RestoreMode,
  { onProgress, signal }: WorkOptions = {},
): Promise<number> {
  const reading = (share: number) => onProgress?.(share / 2);
  const { rows } = await readBackup(file, { onProgress: reading, signal });
  return guarded(() =>
    library.transaction("rw", [...TABLES, "audioFiles"], async () => {
      const plan = mode === "merge" ? await planMerge(library, rows) : rows;
      if (mode === "replace") for (const name of TABLES) await library.table(name).clear();
      const total = TABLES.reduce((sum, name) => sum + plan[name].length, 0);
      let done = 0;
      for (const name of TABLES) {
        for (const chunk of chunksOf(storedRows(plan, name), chunkOf(name))) {
          throwIfCancelled(signal);
          await library.table(name).bulkPut([...chunk]);
          done += chunk.length;
          onProgress?.(0.5 + done / total / 2);
        }
      }
      await hideBinned(library);
      if (mode === "replace") await dropOrphanFiles(library);
      return total;
    }),
  );
}

function storedRows(plan: BackupRows, name: TableName): readonly unknown[] {
  return name === "tracks" ? plan.tracks.map(toStored) : plan[name];
}

/** Blocks are MiBs each. */
function chunkOf(name: TableName): number {
  return name === "communityBlocks" ? 4 : CHUNK;
}

/** A song that is in the bin on either side has no track in the library. */
async function hideBinned(library: Library): Promise<void> {
  const songs = await library.songs.toArray();
  const binned = songs.filter((song) => song.deleted !== undefined);
  await library.tracks.bulkDelete(binned.map((song) => song.trackId));
}
