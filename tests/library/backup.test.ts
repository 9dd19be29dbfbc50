import { describe, expect, test } from "vitest";
import { expectNothingHalfWritten } from "./faults";
import type { Failure } from "./faults";
import { fill } from "./full";
import { dump, freshLibrary, track } from "./support";
import { backupFileName, exportBackup } from "../../src/library/backup";
import { BackupFault } from "../../src/library/backup-read";
import { BackupWriter } from "../../src/formats/backup/write";
import { writeCommunity } from "../../src/library/communities";
import { libraryExists } from "../../src/library/open";
import { rateItem, readRating } from "../../src/library/ratings";
import { previewBackup, restoreBackup } from "../../src/library/restore";
import type { Library } from "../../src/library/schema";
import { SCHEMA_VERSION } from "../../src/library/schema";
import { deleteSong, listSongs, renameSong, restoreSong } from "../../src/library/songs";
import { estimateByKind, wipe } from "../../src/library/storage";
import { addTracks, searchTracks } from "../../src/library/tracks";
import { community } from "./input";

async function filled(): Promise<Library> {
  const library = await freshLibrary();
  await fill(library);
  return library;
}

/** The state without the numbers that the database gives to feedback. */
async function state(library: Library): Promise<Record<string, unknown[]>> {
  const rows = await dump(library);
  const feedback = rows["feedback"] as { id?: number }[];
  return { ...rows, feedback: feedback.map((event) => ({ ...event, id: undefined })) };
}

test.each(["merge", "replace"] as const)(
  "into an empty library, %s gives the same library",
  async (mode) => {
    const library = await filled();
    const shares: number[] = [];
    const file = await exportBackup(library, { onProgress: (share) => shares.push(share) });
    expect(shares.at(-1)).toBe(1);
    const other = await freshLibrary();
    expect(await restoreBackup(other, file, mode)).toBeGreaterThan(50);
    expect(await state(other)).toEqual(await state(library));
  },
);

test("replace leaves nothing of what was there, merge changes nothing that is the same", async () => {
  const library = await filled();
  const before = await dump(library);
  const file = await exportBackup(library);
  expect(await restoreBackup(library, file, "merge")).toBe(0);
  expect(await dump(library)).toEqual(before);
  await addTracks(library, [track("A", "a")]);
  await restoreBackup(library, file, "replace");
  expect(await dump(library)).toEqual(before);
});

test("a preview says what would change and changes nothing", async () => {
  const library = await filled();
  const file = await exportBackup(library, {}, 5);
  const other = await freshLibrary();
  await addTracks(other, [track("Artist 0", "Title 0"), track("Else", "Where")]);
  const before = await dump(other);
  const preview = await previewBackup(other, file);
  expect(preview).toMatchObject({ createdMs: 5, droppedCount: 0 });
  expect(preview.tables.find(({ table }) => table === "tracks")).toEqual({
    table: "tracks",
    inBackup: 8,
    here: 2,
    merged: 7,
  });
  expect(await dump(other)).toEqual(before);
});

test("in a merge the newer rating and the newer song win, on either side", async () => {
  const library = await filled();
  const profile = (await library.profiles.toArray())[0]?.id ?? "";
  await rateItem(library, profile, "artist:x", 2);
  await rateItem(library, profile, "artist:y", 2);
  const file = await exportBackup(library);
  const [song] = await listSongs(library, profile);
  const id = song?.id ?? "";

  await library.ratings.update(`${profile}|artist:x`, { value: 1, timeMs: 1 });
  await rateItem(library, profile, "artist:y", 5);
  await library.songs.update(id, { changedMs: 1, title: "old" });
  await restoreBackup(library, file, "merge");
  expect(await readRating(library, profile, "artist:x")).toBe(2);
  expect(await readRating(library, profile, "artist:y")).toBe(5);
  expect((await listSongs(library, profile))[0]?.title).toBe("Mine");

  await new Promise((resolve) => setTimeout(resolve, 2));
  await renameSong(library, id, "New");
  await deleteSong(library, id);
  await restoreBackup(library, file, "merge");
  expect((await searchTracks(library, { text: "mine" })).total).toBe(0);
  await restoreSong(library, id);
  expect((await searchTracks(library, { text: "new" })).total).toBe(1);
});

describe("what cannot be kept", () => {
  const file = (tables: Record<string, readonly object[]>, schema = SCHEMA_VERSION): Blob => {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const writer = new BackupWriter((bytes) => parts.push(bytes as Uint8Array<ArrayBuffer>));
    for (const [name, rows] of Object.entries(tables)) {
      writer.begin(name);
      writer.rows(rows);
      writer.end();
    }
    writer.finish({ schema, createdMs: 1 });
    return new Blob(parts);
  };

  test("a row that does not fit is dropped with a reason; unknown tables are left alone", async () => {
    const library = await freshLibrary();
    const backup = file({
      artists: [{ id: "artist:a", name: "A" }, { id: "artist:b" }],
      holograms: [{ id: 1 }],
      communities: [{ ...row, id: "no blocks" }],
    });
    const preview = await previewBackup(library, backup);
    expect(preview.dropped.map(({ table }) => table)).toEqual(["artists", "communities"]);
    expect(await restoreBackup(library, backup, "replace")).toBe(1);
    expect(await library.artists.toArray()).toEqual([{ id: "artist:a", name: "A" }]);
  });

  test("a backup of a newer database is refused with its reason", async () => {
    const library = await filled();
    const before = await dump(library);
    const restoring = restoreBackup(library, file({}, SCHEMA_VERSION + 1), "replace");
    await expect(restoring).rejects.toMatchObject({ code: "newer", message: /newer version/ });
    expect(await dump(library)).toEqual(before);
  });

  test("a damaged one is refused with its place, and nothing is lost", async () => {
    const library = await filled();
    const before = await dump(library);
    const bytes = new Uint8Array(await (await exportBackup(library)).arrayBuffer());
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
    const error: unknown = await restoreBackup(library, new Blob([bytes]), "replace").catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(BackupFault);
    expect(error).toMatchObject({
      code: "corrupt",
      fault: { position: { file: expect.any(String) as string } },
    });
    expect(await dump(library)).toEqual(before);
  });

  const row = {
    id: "c",
    name: "C",
    itemKind: "artist",
    scale: { kind: "plays" },
    users: 3,
    items: 3,
    entries: 6,
    simulated: false,
    addedMs: 1,
  } as const;

  test("a community whose parts do not fit is left out, the rest stays", async () => {
    const library = await freshLibrary();
    await writeCommunity(library, row, community());
    await writeCommunity(library, { ...row, id: "d" }, community());
    await library.communities.update("c", { entries: 7 });
    const other = await freshLibrary();
    await restoreBackup(other, await exportBackup(library), "merge");
    expect((await other.communities.toArray()).map(({ id }) => id)).toEqual(["d"]);
    expect(await other.communityBlocks.count()).toBe(8);
  });
});

test("cancelled at any point, nothing has changed", async () => {
  const library = await filled();
  const file = await exportBackup(library);
  const before = await dump(library);
  for (const stopAt of [0, 0.2, 0.5, 0.7]) {
    const cancel = new AbortController();
    const options = {
      signal: cancel.signal,
      onProgress: (share: number) => share >= stopAt && cancel.abort(),
    };
    const restoring = restoreBackup(library, file, "replace", options);
    await expect(restoring, String(stopAt)).rejects.toMatchObject({ code: "cancelled" });
  }
  const stopped = AbortSignal.abort();
  await expect(exportBackup(library, { signal: stopped })).rejects.toMatchObject({
    code: "cancelled",
  });
  expect(await dump(library)).toEqual(before);
});

test.each<[Failure, "merge" | "replace"]>([
  ["throws", "replace"],
  ["aborts", "replace"],
  ["throws", "merge"],
])("a write that %s in a restore (%s) leaves nothing half-written", async (failure, mode) => {
  const source = await filled();
  await source.listens.limit(15).delete();
  const file = await exportBackup(source);
  const prepare = (library: Library) => addTracks(library, [track("A", "a"), track("B", "b")]);
  const work = (library: Library) => restoreBackup(library, file, mode);
  expect(await expectNothingHalfWritten(prepare, work, failure)).toBeGreaterThan(40);
});

test("room is counted by kind, and a wipe leaves nothing", async () => {
  const library = await filled();
  const deleted: string[] = [];
  const cache = {
    keys: () =>
      Promise.resolve([
        { url: "http://localhost/models/melody@1/weights.bin" },
        { url: "http://localhost/a.js" },
      ]),
    match: () => Promise.resolve(new Response("12345")),
  };
  const caches = {
    keys: () => Promise.resolve(["v1"]),
    open: () => Promise.resolve(cache),
    delete: (name: string) => Promise.resolve(deleted.push(name) > 0),
  } as unknown as CacheStorage;
  const storage = { estimate: () => Promise.resolve({ usage: 10, quota: 20 }) };
  const sizes = await estimateByKind(library, { caches, storage });
  expect(sizes).toMatchObject({ models: 5, samples: 0, usage: 10, quota: 20 });
  expect(sizes.listensAndRatings).toBeGreaterThan(1_000);
  expect(sizes.communities).toBeGreaterThan(100);
  expect(sizes.scoresAndSongs).toBeGreaterThan(500);
  await wipe(library, { caches });
  expect(await libraryExists(library.name)).toBe(false);
  expect(deleted).toEqual(["v1"]);
});

test("the file is named by the day", () => {
  expect(backupFileName(new Date(2026, 0, 5).getTime())).toBe("refrain-2026-01-05.zip");
});
