import type { EpochMs } from "../base/time";
import { BackupWriter } from "../formats/backup/write";
import { guarded, throwIfCancelled } from "./errors";
import { SCHEMA_VERSION, TABLES } from "./schema";
import type { Library, TableName } from "./schema";
import type { StoredTrack } from "./track-words";
import { fromStored } from "./track-words";
import { chunksOf } from "./work";
import type { WorkOptions } from "./work";

export const BACKUP_TYPE = "application/zip";

/** Rows read and written at a time. */
const PAGE = 500;
/** Bytes packed between two breaths of the page. */
const PIECE_BYTES = 256 * 1024;
/** Written bytes that are held before they are handed to a Blob, which the browser may keep on disk. */
const HELD_BYTES = 8 * 2 ** 20;

/** Tables whose rows have bytes, and in which field. */
export const BYTES_FIELD: Partial<Record<TableName, string>> = {
  communityBlocks: "bytes",
  checkpoints: "bytes",
  art: "bytes",
};

/**
 * Everything in one file: all tables as they are at one moment, read in one transaction.
 *
 * @throws LibraryError `cancelled`, `corrupt`
 */
export async function exportBackup(
  library: Library,
  { onProgress, signal }: WorkOptions = {},
  nowMs: EpochMs = Date.now(),
): Promise<Blob> {
  const blob = new GrowingBlob();
  const writer = new BackupWriter((bytes) => blob.add(bytes));
  return guarded(() =>
    library.transaction("r", [...TABLES], async () => {
      const total = await countAll(library);
      let done = 0;
      for (const name of TABLES) {
        const field = BYTES_FIELD[name];
        writer.begin(name, field);
        const table = library.table<object, unknown>(name);
        const keys = await table.toCollection().primaryKeys();
        for (const page of chunksOf(keys, field === undefined ? PAGE : 1)) {
          throwIfCancelled(signal);
          const rows = await table.bulkGet([...page]);
          if (field === undefined) writer.rows(rows.map(outside));
          else await writeBytesRow(library, writer, rows[0], field);
          done += rows.length;
          onProgress?.(Math.min(1, done / total));
        }
        writer.end();
      }
      writer.finish({ schema: SCHEMA_VERSION, createdMs: nowMs });
      return blob.finish();
    }),
  );
}

/** `refrain-2026-11-23.zip`, by the person's own calendar. */
export function backupFileName(nowMs: EpochMs = Date.now()): string {
  const date = new Date(nowMs);
  const two = (number: number) => String(number).padStart(2, "0");
  return `refrain-${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}.zip`;
}

/** The row without what the database adds for itself. */
function outside(row: object = {}): object {
  return "titleKey" in row ? fromStored(row as StoredTrack) : row;
}

async function writeBytesRow(
  library: Library,
  writer: BackupWriter,
  row: object | undefined,
  field: string,
): Promise<void> {
  const bytes = (row as Readonly<Record<string, unknown>>)[field] as Uint8Array;
  writer.rows([{ ...row, [field]: bytes.length }]);
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    writer.bytes(bytes.subarray(at, at + PIECE_BYTES));
    // Any request keeps the transaction open while the page gets its turn.
    await library.settings.count();
  }
}

async function countAll(library: Library): Promise<number> {
  let total = 0;
  for (const name of TABLES) total += await library.table(name).count();
  return total;
}

/** Gathers bytes; what is large enough becomes a Blob at once. */
class GrowingBlob {
  readonly #done: Blob[] = [];
  #held: Uint8Array<ArrayBuffer>[] = [];
  #heldBytes = 0;

  add(bytes: Uint8Array): void {
    this.#held.push(bytes.slice());
    this.#heldBytes += bytes.length;
    if (this.#heldBytes >= HELD_BYTES) this.#settle();
  }

  finish(): Blob {
    this.#settle();
    return new Blob(this.#done, { type: BACKUP_TYPE });
  }

  #settle(): void {
    this.#done.push(new Blob(this.#held));
    this.#held = [];
    this.#heldBytes = 0;
  }
}
