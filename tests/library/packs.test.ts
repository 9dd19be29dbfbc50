import { expect, test } from "vitest";
import { community } from "./input";
import { expectNothingHalfWritten } from "./faults";
import { dump, freshLibrary, track } from "./support";
import { statedHash } from "../../src/formats/pack/sections";
import { writePack } from "../../src/formats/pack/write";
import { exportBackup } from "../../src/library/backup";
import { deleteCommunity, writeCommunity } from "../../src/library/communities";
import { packFacts } from "../../src/library/import-pack";
import type { ImportInput } from "../../src/library/import-rows";
import { undoImport } from "../../src/library/import-undo";
import { writeImport } from "../../src/library/imports";
import { readPackOf, writePackOf } from "../../src/library/packs";
import { restoreBackup } from "../../src/library/restore";
import type { CommunityRow } from "../../src/library/rows";
import type { Library } from "../../src/library/schema";
import { addTracks } from "../../src/library/tracks";
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

const bytes = writePack(pack);
const packInput = (): ImportInput => ({
  ...{
    format: "pack",
    files: ["a.refrain-pack"],
    artists: [],
    tracks: [],
    listens: [],
    ratings: [],
  },
  pack: { bytes, sha256: statedHash(bytes), itemKind: "artist", users: 3, items: pack.items },
});
const options = { profileId: "p", name: "Friends" };

test("an import keeps a pack once, and its undo takes it away", async () => {
  const library = await freshLibrary();
  const { added, importId } = await writeImport(library, packInput(), options);
  expect(added.communityEntries).toBe(2);
  const [kept] = await library.communities.toArray();
  expect(kept).toMatchObject({ name: "Friends", form: "pack", users: 3, items: 2, importId });
  expect(await readPackOf(library, kept?.id ?? "")).toEqual(pack);
  const again = await writeImport(library, packInput(), options);
  expect(again.added.communityEntries).toBe(0);
  expect(await library.imports.count()).toBe(1);
  await undoImport(library, importId);
  expect(await library.communities.count()).toBe(0);
  expect(await library.communityBlocks.count()).toBe(0);
});

test.each(["throws", "aborts"] as const)("a write that %s leaves no half pack", async (failure) => {
  const work = (library: Library) => writeImport(library, packInput(), options);
  expect(await expectNothingHalfWritten(() => Promise.resolve(), work, failure)).toBe(3);
});

test("a preview says how many of the person's tracks a pack knows", async () => {
  const library = await freshLibrary();
  await addTracks(library, [track("A", "one"), track("a", "two"), track("Z", "three")]);
  const { pack: input } = packInput();
  if (input === undefined) throw new Error("no pack");
  expect(await packFacts(library, input)).toEqual({
    ...{ items: 2, bytes: bytes.length, known: 2, of: 3 },
  });
});
