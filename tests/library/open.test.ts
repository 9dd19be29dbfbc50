import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { forceCloseDatabase } from "fake-indexeddb";
import { expect, onTestFinished, test, vi } from "vitest";
import { dump, freshLibrary, freshName, track } from "./support";
import { fill } from "./full";
import { decode, readRaw, writeRaw } from "./raw";
import type { RawDatabase } from "./raw";
import { toLibraryError } from "../../src/library/errors";
import { deleteLibrary, libraryExists, openLibrary } from "../../src/library/open";
import { rateItem } from "../../src/library/ratings";
import { repair } from "../../src/library/repair";
import { SCHEMA_VERSION, TABLES } from "../../src/library/schema";
import { addTracks, searchTracks } from "../../src/library/tracks";
import { watch } from "../../src/library/watch";

const folder = new URL("../fixtures/library/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => name.startsWith("version-"));

function fixture(name: string): RawDatabase {
  return JSON.parse(readFileSync(new URL(name, folder), "utf8")) as RawDatabase;
}

test("there is a fixture of every version that ever shipped", () => {
  const numbers = fixtures.map((name) => Number(name.match(/\d+/)?.[0])).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: SCHEMA_VERSION }, (_, i) => i + 1));
});

test.each(fixtures)("opens a database of %s with every row", async (name) => {
  const raw = fixture(name);
  const database = freshName();
  await writeRaw(database, raw);
  const library = await openLibrary(database);
  onTestFinished(() => library.close());
  expect(library.readOnly).toBe(false);
  const rows = await dump(library);
  const backedUp = raw.stores.filter((store) => TABLES.some((table) => table === store.name));
  expect(backedUp.length).toBeGreaterThan(0);
  for (const store of backedUp) {
    expect(rows[store.name], store.name).toEqual(store.rows.map(decode));
    expect(store.rows.length, store.name).toBeGreaterThan(0);
  }
  for (const table of TABLES) {
    expect(repair(table, rows[table] ?? []).dropped, table).toEqual([]);
  }
  expect((await searchTracks(library, { text: "红豆" })).total).toBe(1);
});

test("this build still makes the database that its fixture shows", async () => {
  const library = await freshLibrary();
  const name = `version-${SCHEMA_VERSION}.json`;
  if (!fixtures.includes(name)) {
    await fill(library);
    writeFileSync(new URL(name, folder), JSON.stringify(await readRaw(library.name)));
    expect.fail(`${name} did not exist and was made now; commit it.`);
  }
  const shape = ({ version, stores }: RawDatabase) => ({
    version,
    stores: stores.map((store) => ({ ...store, rows: [] })),
  });
  expect(shape(await readRaw(library.name))).toEqual(shape(fixture(name)));
});

test("a database of a newer build opens read-only and is left as it is", async () => {
  const raw = fixture("version-1.json");
  const [kept, ...rest] = raw.stores.filter((store) => store.name !== "imports");
  if (kept === undefined) throw new Error("empty fixture");
  const extra = { ...kept, name: "holograms", indices: [], rows: [] };
  const newer = { version: 10 * (SCHEMA_VERSION + 1), stores: [kept, extra, ...rest] };
  const database = freshName();
  await writeRaw(database, newer);
  const before = await readRaw(database);

  const library = await openLibrary(database);
  expect(library.readOnly).toBe(true);
  expect((await searchTracks(library, {})).total).toBeGreaterThan(0);
  await expect(addTracks(library, [track("A", "a")])).rejects.toMatchObject({ code: "newer" });
  await expect(rateItem(library, "p", "artist:a", 3)).rejects.toMatchObject({ code: "newer" });
  await expect(library.tracks.clear()).rejects.toThrow(/newer version/);
  library.close();
  expect(await readRaw(database)).toEqual(before);
});

test("a tab that does not let go is waited for, then told", async () => {
  const database = freshName();
  await writeRaw(database, { ...fixture("version-1.json"), version: 5 });
  const other = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(database);
    request.onsuccess = () => resolve(request.result);
  });
  const onBlocked = vi.fn();
  await expect(openLibrary(database, { blockedMs: 20, onBlocked })).rejects.toMatchObject({
    code: "blocked",
  });
  expect(onBlocked).toHaveBeenCalledOnce();
  other.close();
});

test("lets go when a newer build wants the database, and says so", async () => {
  const database = freshName();
  const onTakenOver = vi.fn();
  const library = await openLibrary(database, { onTakenOver });
  const newer = indexedDB.open(database, 990);
  await new Promise((resolve) => (newer.onsuccess = resolve));
  newer.result.close();
  expect(onTakenOver).toHaveBeenCalledOnce();
  await expect(searchTracks(library, {})).rejects.toMatchObject({ code: "closed" });
});

test("a database that the browser takes away is noticed and not made anew", async () => {
  const onLost = vi.fn();
  const library = await openLibrary(freshName(), { onLost });
  forceCloseDatabase(library.backendDB() as never);
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce());
  await expect(searchTracks(library, {})).rejects.toMatchObject({ code: "closed" });
});

test("knows whether there is a database, and deletes it", async () => {
  const database = freshName();
  expect(await libraryExists(database)).toBe(false);
  (await openLibrary(database)).close();
  expect(await libraryExists(database)).toBe(true);
  await deleteLibrary(database);
  expect(await libraryExists(database)).toBe(false);
});

test("without a database in the browser says so", async () => {
  vi.stubGlobal("indexedDB", undefined);
  onTestFinished(() => void vi.unstubAllGlobals());
  await expect(openLibrary(freshName())).rejects.toMatchObject({ code: "unavailable" });
});

test.each([
  [new DOMException("", "QuotaExceededError"), "quota"],
  [
    Object.assign(new Error(), {
      name: "AbortError",
      inner: new DOMException("", "QuotaExceededError"),
    }),
    "quota",
  ],
  [
    Object.assign(new Error(), {
      name: "BulkError",
      failures: [new DOMException("", "QuotaExceededError")],
    }),
    "quota",
  ],
  [new DOMException("", "UnknownError"), "corrupt"],
  [
    Object.assign(new Error(), {
      name: "OpenFailedError",
      inner: new DOMException("", "UnknownError"),
    }),
    "corrupt",
  ],
  [new Error("other"), "failed"],
  ["text", "failed"],
  [undefined, "failed"],
])("%s is told as such", (error, code) => {
  expect(toLibraryError(error).code).toBe(code);
});

test("a watcher hears of every change until it stops", async () => {
  const library = await freshLibrary();
  const totals: number[] = [];
  const stop = watch(
    () => searchTracks(library, {}),
    (page) => totals.push(page.total),
  );
  await vi.waitFor(() => expect(totals).toEqual([0]));
  await addTracks(library, [track("A", "a")]);
  await vi.waitFor(() => expect(totals).toEqual([0, 1]));
  stop();
  await addTracks(library, [track("B", "b")]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(totals).toEqual([0, 1]);
});
