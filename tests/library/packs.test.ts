import { expect, test } from "vitest";
import { community } from "./input";
import { dump, freshLibrary } from "./support";
import { exportBackup } from "../../src/library/backup";
import { deleteCommunity, writeCommunity } from "../../src/library/communities";
import { readPackOf, writePackOf } from "../../src/library/packs";
import { restoreBackup } from "../../src/library/restore";
import type { CommunityRow } from "../../src/library/rows";
import type { Pack } from "../../src/recommend/pack";

const pack: Pack = {
  items: [
    { id: "artist:a", name: "A" },
    { id: "artist:b", name: "B" },
  ],
  users: 3,
  popularity: Uint32Array.of(2, 1),
  weights: {
    ptr: Uint32Array.of(0, 1, 2),
    index: Uint32Array.of(1, 0),
    value: Int8Array.of(9, -9),
    scale: Float32Array.of(1, 2),
  },
};

const row: CommunityRow = {
  id: "c",
  name: "C",
  itemKind: "artist",
  scale: { kind: "plays" },
  users: 3,
  items: 2,
  entries: 0,
  simulated: false,
  form: "pack",
  addedMs: 1,
};

test("a pack is kept, replaced, and gone with its community", async () => {
  const library = await freshLibrary();
  await library.communities.put(row);
  expect(await readPackOf(library, "c")).toBeUndefined();
  await writePackOf(library, "c", pack);
  await writePackOf(library, "c", { ...pack, users: 4 });
  expect(await readPackOf(library, "c")).toEqual({ ...pack, users: 4 });
  await deleteCommunity(library, "c");
  expect(await readPackOf(library, "c")).toBeUndefined();
  expect(await library.communityBlocks.count()).toBe(0);
});

test("nothing is kept for a community that is gone, or when the work is cancelled", async () => {
  const library = await freshLibrary();
  await writePackOf(library, "gone", pack);
  await library.communities.put(row);
  const cancelled = writePackOf(library, "c", pack, { signal: AbortSignal.abort() });
  await expect(cancelled).rejects.toMatchObject({ code: "cancelled" });
  expect(await library.communityBlocks.count()).toBe(0);
});

test("what is stored and damaged is told, not used", async () => {
  const library = await freshLibrary();
  await library.communities.put(row);
  await writePackOf(library, "c", pack);
  await library.communityBlocks.toCollection().modify((block) => {
    block.bytes[60] = (block.bytes[60] ?? 0) ^ 1;
  });
  await expect(readPackOf(library, "c")).rejects.toMatchObject({ code: "corrupt" });
});

test("a backup carries packs, alone and beside ratings", async () => {
  const library = await freshLibrary();
  await library.communities.put(row);
  await writePackOf(library, "c", pack);
  const stars = { kind: "stars", min: 1, max: 5 } as const;
  const rated: CommunityRow = {
    ...{ id: "r", name: "R", itemKind: "artist", scale: stars, users: 3, items: 3, entries: 6 },
    ...{ simulated: false, addedMs: 1 },
  };
  await writeCommunity(library, rated, community());
  await writePackOf(library, "r", pack);
  const file = await exportBackup(library, {}, 1);
  const other = await freshLibrary();
  await restoreBackup(other, file, "replace");
  expect((await dump(other))["communities"]).toEqual((await dump(library))["communities"]);
  expect(await readPackOf(other, "c")).toEqual(pack);
  expect(await readPackOf(other, "r")).toEqual(pack);
});
