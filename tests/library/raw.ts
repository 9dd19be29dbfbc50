/** A database as IndexedDB itself knows it: what a fixture of an old version holds. */
export interface RawDatabase {
  /** The native version: ten times ours. */
  readonly version: number;
  readonly stores: readonly RawStore[];
}

interface RawStore {
  readonly name: string;
  readonly keyPath: string | string[];
  readonly autoIncrement: boolean;
  readonly indices: readonly {
    readonly name: string;
    readonly keyPath: string | string[];
    readonly multiEntry: boolean;
  }[];
  readonly rows: readonly unknown[];
}

/** Reads a whole database. Bytes become `{ $bytes: [...] }`, so that it can be kept as JSON. */
export async function readRaw(name: string): Promise<RawDatabase> {
  const database = await settled(indexedDB.open(name));
  const names = [...database.objectStoreNames];
  const transaction = database.transaction(names, "readonly");
  const stores = names.map(async (storeName): Promise<RawStore> => {
    const store = transaction.objectStore(storeName);
    const indices = [...store.indexNames].map((indexName) => {
      const { keyPath, multiEntry } = store.index(indexName);
      return { name: indexName, keyPath, multiEntry };
    });
    const rows: unknown[] = await settled(store.getAll());
    const { keyPath, autoIncrement } = store;
    return {
      name: storeName,
      keyPath: keyPath as string,
      autoIncrement,
      indices,
      rows: rows.map(encode),
    };
  });
  const raw = { version: database.version, stores: await Promise.all(stores) };
  database.close();
  return raw;
}

/** Makes a database exactly as an older (or newer) build left it. */
export async function writeRaw(name: string, raw: RawDatabase): Promise<void> {
  const request = indexedDB.open(name, raw.version);
  request.onupgradeneeded = () => {
    for (const { name: storeName, keyPath, autoIncrement, indices, rows } of raw.stores) {
      const store = request.result.createObjectStore(storeName, { keyPath, autoIncrement });
      for (const index of indices) {
        store.createIndex(index.name, index.keyPath, { multiEntry: index.multiEntry });
      }
      rows.forEach((row) => store.add(decode(row)));
    }
  };
  (await settled(request)).close();
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function encode(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: [...value] };
  if (Array.isArray(value)) return value.map(encode);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, encode(field)]));
}

export function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (value === null || typeof value !== "object") return value;
  if ("$bytes" in value) return Uint8Array.from(value.$bytes as number[]);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, decode(field)]));
}
