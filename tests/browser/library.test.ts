import { afterEach, expect, test, vi } from "vitest";
import { cdp } from "vitest/browser";
import type { CommunityColumns } from "../../src/library/communities";
import {
  deleteCommunity,
  listCommunities,
  readCommunity,
  writeCommunity,
} from "../../src/library/communities";
import { exportBackup } from "../../src/library/backup";
import { deleteLibrary, openLibrary } from "../../src/library/open";
import type { OpenOptions } from "../../src/library/open";
import { restoreBackup } from "../../src/library/restore";
import type { CommunityRow } from "../../src/library/rows";
import type { Library } from "../../src/library/schema";
import { keepSong, listSongs } from "../../src/library/songs";
import { searchTracks } from "../../src/library/tracks";
import { watch } from "../../src/library/watch";
import { tinyScore } from "../library/tiny-score";

const USERS = 1_000;
const ITEMS = 1_000;
const opened: Library[] = [];

async function open(name: string, options?: OpenOptions): Promise<Library> {
  const library = await openLibrary(name, options);
  opened.push(library);
  return library;
}

afterEach(async () => {
  for (const library of opened.splice(0)) {
    library.close();
    await deleteLibrary(library.name);
  }
});

/** Every listener has rated everything: a million entries. */
function million(): { row: CommunityRow; columns: CommunityColumns } {
  const entries = USERS * ITEMS;
  const side = (rows: number, width: number, value: (row: number, column: number) => number) => ({
    ptr: Uint32Array.from({ length: rows + 1 }, (_, row) => row * width),
    index: Uint32Array.from({ length: entries }, (_, i) => i % width),
    value: Float32Array.from({ length: entries }, (_, i) =>
      value(Math.floor(i / width), i % width),
    ),
  });
  const byUser = side(USERS, ITEMS, (user, item) => 1 + ((user * 7 + item * 3) % 5));
  const byItem = side(ITEMS, USERS, (item, user) => 1 + ((user * 7 + item * 3) % 5));
  return {
    row: {
      id: "million",
      name: "A million",
      itemKind: "artist",
      scale: { kind: "stars", min: 1, max: 5 },
      users: USERS,
      items: ITEMS,
      entries,
      simulated: false,
      addedMs: 1,
    },
    columns: {
      userPtr: byUser.ptr,
      userIndex: byUser.index,
      userValue: byUser.value,
      itemPtr: byItem.ptr,
      itemIndex: byItem.index,
      itemValue: byItem.value,
      users: Array.from({ length: USERS }, (_, i) => `listener ${i}`),
      items: Array.from({ length: ITEMS }, (_, i) => ({ id: `artist:${i}`, name: `Artist ${i}` })),
    },
  };
}

function same(a: Uint32Array | Float32Array, b: Uint32Array | Float32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

test("a community of a million entries comes back as it was, from a database and from a backup", async () => {
  const { row, columns } = million();
  const library = await open("browser-million");
  await writeCommunity(library, row, columns);
  library.close();
  const again = await open("browser-million");
  const read = await readCommunity(again, row.id);
  expect(read.community).toEqual(row);
  for (const name of [
    "userPtr",
    "userIndex",
    "userValue",
    "itemPtr",
    "itemIndex",
    "itemValue",
  ] as const) {
    expect(same(read.columns[name], columns[name]), name).toBe(true);
  }
  expect(read.columns.items).toEqual(columns.items);

  const other = await open("browser-restored");
  await restoreBackup(other, await exportBackup(again), "merge");
  const restored = await readCommunity(other, row.id);
  expect(same(restored.columns.itemIndex, columns.itemIndex)).toBe(true);
  expect(same(restored.columns.userValue, columns.userValue)).toBe(true);
});

test("what one tab writes, another sees", async () => {
  const library = await open("browser-tabs");
  const totals: number[] = [];
  const stop = watch(
    () => searchTracks(library, {}),
    (page) => totals.push(page.total),
  );
  await vi.waitFor(() => expect(totals).toEqual([0]));

  // A frame has modules, a Dexie and a connection of its own, as another tab has.
  const frame = document.body.appendChild(document.createElement("iframe"));
  const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
  const script = frame.contentDocument?.createElement("script");
  if (script === undefined) throw new Error("no frame");
  script.type = "module";
  script.textContent = `
    const { openLibrary } = await import(${url("../../src/library/open.ts")});
    const { saveForLater } = await import(${url("../../src/library/tracks.ts")});
    const library = await openLibrary("browser-tabs");
    await saveForLater(library, { title: "From the other tab", artist: "Someone" });
    library.close();`;
  frame.contentDocument?.body.append(script);
  await vi.waitFor(() => expect(totals.at(-1)).toBe(1), { timeout: 30_000 });
  stop();
  frame.remove();
});

test("a newer build takes the database over: the older is told and lets go", async () => {
  const onTakenOver = vi.fn();
  const library = await open("browser-over", { onTakenOver });
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open("browser-over", 990);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
  expect(onTakenOver).toHaveBeenCalledOnce();
  await expect(searchTracks(library, {})).rejects.toMatchObject({ code: "closed" });
});

test("when the browser has no room left, the error says so and nothing is half-written", async () => {
  await limitQuota(2 ** 20);
  const library = await open("browser-quota");
  const draft = { profileId: "p", title: "Mine", artist: "Me", score: tinyScore() };
  await keepSong(library, { ...draft, authorship: { by: "person" } });
  try {
    const { row, columns } = million();
    // The browser goes on for up to half a minute with the room it was told of before.
    const write = async () => {
      await deleteCommunity(library, row.id);
      await writeCommunity(library, row, columns);
    };
    await vi.waitFor(
      () => expect(write()).rejects.toMatchObject({ name: "LibraryError", code: "quota" }),
      { timeout: 90_000, interval: 500 },
    );
    expect(await listCommunities(library)).toEqual([]);
    expect(await library.communityBlocks.count()).toBe(0);
    expect(await listSongs(library, "p")).toHaveLength(1);
  } finally {
    await limitQuota(undefined);
  }
  const { row, columns } = million();
  await writeCommunity(library, row, columns);
  expect(await listCommunities(library)).toEqual([row]);
});

async function limitQuota(quotaSize: number | undefined): Promise<void> {
  const session = cdp() as unknown as {
    send(method: string, params: Record<string, unknown>): Promise<unknown>;
  };
  await session.send("Storage.overrideQuotaForOrigin", {
    origin: location.origin,
    ...(quotaSize === undefined ? {} : { quotaSize }),
  });
}
