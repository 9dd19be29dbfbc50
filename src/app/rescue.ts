import { BackupWriter } from "../formats/backup/write";
import { BACKUP_TYPE, BYTES_FIELD } from "../library/backup";
import { LIBRARY_NAME } from "../library/open";
import type { TableName } from "../library/schema";

/**
 * A backup of the database as it lies there, read without the app's own code for it: the way out
 * when that code cannot open the database. What is broken in a row is repaired at the restore.
 *
 * @throws Error when there is no database or the browser does not open it
 */
export async function rescueLibrary(name: string = LIBRARY_NAME): Promise<Blob> {
  const database = await openAsFound(name);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  try {
    const writer = new BackupWriter((bytes) => parts.push(bytes.slice()));
    for (const table of database.objectStoreNames) {
      const field = BYTES_FIELD[table as TableName];
      writer.begin(table, field);
      await eachRow(database, table, (row) => writeRow(writer, row, field));
      writer.end();
    }
    // Dexie's versions are a tenth of the browser's.
    const schema = Math.max(1, Math.floor(database.version / 10));
    writer.finish({ schema, createdMs: Date.now() });
  } finally {
    database.close();
  }
  return new Blob(parts, { type: BACKUP_TYPE });
}

function writeRow(writer: BackupWriter, row: object, field: string | undefined): void {
  const bytes = field === undefined ? undefined : (row as Record<string, unknown>)[field];
  if (field === undefined || !(bytes instanceof Uint8Array)) {
    writer.rows([field === undefined ? row : { ...row, [field]: 0 }]);
    return;
  }
  writer.rows([{ ...row, [field]: bytes.length }]);
  writer.bytes(bytes);
}

function openAsFound(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => {
      // There was none: do not leave an empty one behind.
      request.transaction?.abort();
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The database does not open."));
    request.onblocked = () => reject(new Error("Another tab holds the database."));
  });
}

function eachRow(
  database: IDBDatabase,
  table: string,
  visit: (row: object) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = database.transaction(table).objectStore(table).openCursor();
    request.onerror = () => reject(request.error ?? new Error(`${table} cannot be read.`));
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor === null) return resolve();
      visit(cursor.value as object);
      cursor.continue();
    };
  });
}
