import { Dexie } from "dexie";
import { LibraryError, guarded, toLibraryError } from "./errors";
import { refuseWrites } from "./read-only";
import { Library, SCHEMA_VERSION } from "./schema";

export const LIBRARY_NAME = "refrain";

export interface OpenOptions {
  /** Another tab with an older build keeps the database; called once while waiting for it. */
  readonly onBlocked?: () => void;
  /** A newer build asks for the database: this connection is closed already; offer a reload. */
  readonly onTakenOver?: () => void;
  /** The browser has taken the database away (data cleared, storage broken) while it was open. */
  readonly onLost?: () => void;
  /** How long to wait for another tab to let go, in ms. */
  readonly blockedMs?: number;
}

/**
 * Opens the database, making or upgrading it where needed.
 *
 * A database of a newer build is opened as it is, read-only (`library.readOnly`): queries work as
 * far as its stores are still the same, writes reject with `newer`.
 *
 * @throws LibraryError `blocked` after `blockedMs` (10 s) behind another tab, `unavailable`,
 *         `quota`, `corrupt`
 */
export async function openLibrary(
  name: string = LIBRARY_NAME,
  options: OpenOptions = {},
): Promise<Library> {
  const newer = (await installedVersion(name)) > SCHEMA_VERSION;
  const library = new Library(name, newer);
  if (newer) refuseWrites(library);
  library.onLost = options.onLost;
  library.on("versionchange", () => {
    library.close();
    options.onTakenOver?.();
    return false; // Dexie's own answer would leave the connection free to open again.
  });
  try {
    await Promise.race([library.open(), blockedTooLong(library, options)]);
    if (newer) library.adoptStores();
    return library;
  } catch (error) {
    library.close();
    throw toLibraryError(error);
  }
}

/** Deletes the database with everything in it. Rejects with `blocked` while another tab holds it. */
export async function deleteLibrary(name: string = LIBRARY_NAME): Promise<void> {
  await guarded(() => Dexie.delete(name));
}

/** True when the browser holds a database of that name: false at the first run, or after eviction. */
export async function libraryExists(name: string = LIBRARY_NAME): Promise<boolean> {
  return (await installedVersion(name)) > 0;
}

/** The version of ours that is stored under the name; 0 when there is none or it cannot be told. */
async function installedVersion(name: string): Promise<number> {
  if (typeof indexedDB === "undefined") {
    throw new LibraryError("unavailable", "This browser offers no database here.");
  }
  if (typeof indexedDB.databases !== "function") return 0;
  const all = await guarded(() => indexedDB.databases());
  const native = all.find((found) => found.name === name)?.version ?? 0;
  return Math.floor(native / 10);
}

function blockedTooLong(library: Library, options: OpenOptions): Promise<never> {
  return new Promise((_resolve, reject) => {
    library.on("blocked", () => {
      options.onBlocked?.();
      const message = "Another tab has an older version open.";
      setTimeout(() => reject(new LibraryError("blocked", message)), options.blockedMs ?? 10_000);
      return false;
    });
  });
}
