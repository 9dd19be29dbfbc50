import { LIBRARY_NAME } from "../library/open";

/**
 * Everything in the database as it lies there, a row a line of JSON, read without the app's own
 * code for it: the way out when that code cannot open the database. Bytes are base64 in
 * {"$bytes": …}. The first line names the version.
 *
 * @throws Error when there is no database or the browser does not open it
 */
export async function rescueLibrary(name: string = LIBRARY_NAME): Promise<Blob> {
  const database = await openAsFound(name);
  try {
    const parts: string[] = [
      JSON.stringify({ refrain: "rescue", database: name, version: database.version }) + "\n",
    ];
    for (const table of database.objectStoreNames) {
      await eachRow(database, table, (row) => {
        parts.push(JSON.stringify({ table, row }, withBytes) + "\n");
      });
    }
    return new Blob(parts, { type: "application/x-ndjson" });
  } finally {
    database.close();
  }
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
  visit: (row: unknown) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = database.transaction(table).objectStore(table).openCursor();
    request.onerror = () => reject(request.error ?? new Error(`${table} cannot be read.`));
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor === null) return resolve();
      visit(cursor.value);
      cursor.continue();
    };
  });
}

function withBytes(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { $bytes: base64(value) } : value;
}

function base64(bytes: Uint8Array): string {
  let text = "";
  const step = 0x8000;
  for (let at = 0; at < bytes.length; at += step) {
    text += String.fromCharCode(...bytes.subarray(at, at + step));
  }
  return btoa(text);
}
