import { guarded } from "./errors";
import { LIBRARY_NAME, deleteLibrary } from "./open";
import type { Library } from "./schema";

/** What takes room, by what it means to the person. Bytes, estimated. */
export interface StorageByKind {
  readonly listensAndRatings: number;
  readonly communities: number;
  readonly scoresAndSongs: number;
  /** Copies of sound files, pictures, and what was measured; files that stay where they are count nothing. */
  readonly music: number;
  /** Models and samples, which can be fetched again. */
  readonly models: number;
  readonly samples: number;
  /** What the browser counts in all, and how much it allows; 0 where it does not say. */
  readonly usage: number;
  readonly quota: number;
}

/** What the browser knows, passed in by the page or the worker that has it. */
export interface BrowserStorage {
  readonly caches?: CacheStorage | undefined;
  readonly storage?: Pick<StorageManager, "estimate"> | undefined;
}

/** Rows looked at to know the size of the others. */
const SAMPLE = 200;

/** Sizes by kind: rows by the average of a sample of them, community blocks by their length. */
export async function estimateByKind(
  library: Library,
  { caches, storage }: BrowserStorage = {},
): Promise<StorageByKind> {
  const { usage = 0, quota = 0 } = (await storage?.estimate()) ?? {};
  const size = async (...tables: readonly string[]) => {
    let bytes = 0;
    for (const table of tables) bytes += await sizeOf(library, table);
    return bytes;
  };
  return {
    listensAndRatings: await size("listens", "ratings", "feedback", "tracks", "artists"),
    communities: await communityBytes(library),
    music: (await copiedBytes(library)) + (await size("art", "features")),
    scoresAndSongs: await size("scores", "songs", "checkpoints", "choices", "drafts"),
    models: await cacheBytes(caches, "/models/"),
    samples: await cacheBytes(caches, "/samples/"),
    usage,
    quota,
  };
}

/**
 * Deletes everything the app has stored: the database, and every cache. The library is closed
 * after it.
 *
 * @throws LibraryError `blocked` while another tab does not let go
 */
export async function wipe(library: Library, { caches }: BrowserStorage = {}): Promise<void> {
  library.close();
  await deleteLibrary(library.name || LIBRARY_NAME);
  const names = (await caches?.keys()) ?? [];
  await Promise.all(names.map((name) => caches?.delete(name)));
}

async function sizeOf(library: Library, name: string): Promise<number> {
  return guarded(async () => {
    const table = library.table<unknown, unknown>(name);
    const [count, rows] = await Promise.all([table.count(), table.limit(SAMPLE).toArray()]);
    if (rows.length === 0) return 0;
    const bytes = rows.reduce((sum: number, row) => sum + roughBytes(row), 0);
    return Math.round((bytes / rows.length) * count);
  });
}

async function copiedBytes(library: Library): Promise<number> {
  let bytes = 0;
  await guarded(() =>
    library.audioFiles.each((file) => (bytes += file.held.as === "copy" ? file.bytes : 0)),
  );
  return bytes;
}

/** Columns are 8 bytes an entry and side; names some 40 bytes. */
async function communityBytes(library: Library): Promise<number> {
  const rows = await guarded(() => library.communities.toArray());
  return rows.reduce(
    (sum, { entries, users, items }) => sum + 16 * entries + 44 * (users + items),
    0,
  );
}

async function cacheBytes(caches: CacheStorage | undefined, folder: string): Promise<number> {
  let bytes = 0;
  for (const name of (await caches?.keys()) ?? []) {
    const cache = await caches?.open(name);
    for (const request of (await cache?.keys()) ?? []) {
      if (!new URL(request.url).pathname.includes(folder)) continue;
      const response = await cache?.match(request);
      const length = Number(response?.headers.get("content-length"));
      bytes += length > 0 ? length : ((await response?.blob())?.size ?? 0);
    }
  }
  return bytes;
}

/** Close to what a structured clone takes. */
function roughBytes(value: unknown): number {
  if (typeof value === "string") return 2 + value.length;
  if (value instanceof Uint8Array) return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + roughBytes(each), 4);
  if (typeof value !== "object" || value === null) return 8;
  return Object.entries(value).reduce(
    (sum, [key, field]) => sum + 2 + key.length + roughBytes(field),
    4,
  );
}
