import { expect, test } from "vitest";
import { community } from "./input";
import { freshLibrary } from "./support";
import { BLOCK_BYTES } from "../../src/library/blocks";
import {
  deleteCommunity,
  listCommunities,
  readCommunity,
  writeCommunity,
} from "../../src/library/communities";
import type { CommunityColumns } from "../../src/library/communities";
import { communityId } from "../../src/library/import-rows";
import type { CommunityRow } from "../../src/library/rows";

const row: CommunityRow = {
  id: "c",
  name: "C",
  itemKind: "artist",
  scale: { kind: "stars", min: 1, max: 5 },
  users: 3,
  items: 3,
  entries: 6,
  simulated: false,
  addedMs: 1,
};

test("columns larger than a block come back as they were", async () => {
  const library = await freshLibrary();
  const [users, items] = [1_025, 1_024];
  const entries = users * items;
  expect(entries * 4).toBeGreaterThan(BLOCK_BYTES);
  const columns: CommunityColumns = {
    users: Array.from({ length: users }, (_, i) => `listener ${i}`),
    items: Array.from({ length: items }, (_, i) => ({ id: `artist:${i}`, name: `${i}` })),
    userPtr: Uint32Array.from({ length: users + 1 }, (_, i) => i * items),
    userIndex: Uint32Array.from({ length: entries }, (_, i) => i % items),
    userValue: Float32Array.from({ length: entries }, (_, i) => i % 5),
    itemPtr: Uint32Array.from({ length: items + 1 }, (_, i) => i * users),
    itemIndex: Uint32Array.from({ length: entries }, (_, i) => i % users),
    itemValue: new Float32Array(entries).fill(0.1),
  };
  await writeCommunity(library, { ...row, users, items, entries }, columns);
  const sizes = (await library.communityBlocks.toArray()).map((block) => block.bytes.length);
  expect(Math.max(...sizes)).toBe(BLOCK_BYTES);
  const read = await readCommunity(library, "c");
  expect(communityId(read.columns)).toBe(communityId(columns));
  expect(read.columns.itemIndex.every((value, i) => value === columns.itemIndex[i])).toBe(true);
  expect(read.columns.itemValue.every((value, i) => value === columns.itemValue[i])).toBe(true);
});

test("a view into a larger buffer is stored without its surroundings", async () => {
  const library = await freshLibrary();
  const around = Float32Array.of(9, 9, 1, 2, 3, 4, 5, 6, 9);
  await writeCommunity(library, row, { ...community(), userValue: around.subarray(2, 8) });
  expect((await readCommunity(library, "c")).columns.userValue).toEqual(
    Float32Array.of(1, 2, 3, 4, 5, 6),
  );
});

test.each([
  ["a row count that is wrong", { users: 2 }, {}],
  ["an entry count that is wrong", { entries: 7 }, {}],
  ["an offset that goes back", {}, { userPtr: Uint32Array.of(0, 4, 2, 6) }],
  ["an offset that does not begin at 0", {}, { itemPtr: Uint32Array.of(1, 2, 4, 6) }],
  ["a column outside", {}, { userIndex: Uint32Array.of(0, 1, 1, 2, 0, 3) }],
  ["a value missing", {}, { itemValue: Float32Array.of(1) }],
  ["names missing", {}, { users: [] }],
])("%s is refused", async (_name, rowChange, change) => {
  const library = await freshLibrary();
  const bad = writeCommunity(library, { ...row, ...rowChange }, { ...community(), ...change });
  await expect(bad).rejects.toMatchObject({ code: "corrupt" });
  expect(await listCommunities(library)).toEqual([]);
});

test.each([
  ["a block lost", ["c", "itemIndex", 0], undefined],
  ["a block cut", ["c", "userPtr", 0], Uint8Array.of(1, 2, 3)],
  ["names that are no list", ["c", "items", 0], new TextEncoder().encode("7")],
  ["names that are no JSON", ["c", "users", 0], new TextEncoder().encode("[")],
] as const)("%s is noticed on reading", async (_name, key, bytes) => {
  const library = await freshLibrary();
  await writeCommunity(library, row, community());
  const [communityId, column, part] = key;
  await library.communityBlocks.delete([communityId, column, part]);
  if (bytes !== undefined) await library.communityBlocks.add({ communityId, column, part, bytes });
  await expect(readCommunity(library, "c")).rejects.toMatchObject({ code: "corrupt" });
});

test("are listed real ones first, newest first, and deleted with their blocks only", async () => {
  const library = await freshLibrary();
  await writeCommunity(library, { ...row, id: "demo", simulated: true, addedMs: 9 }, community());
  await writeCommunity(library, { ...row, id: "old" }, community());
  await writeCommunity(library, { ...row, id: "new", addedMs: 2 }, community());
  const ids = async () => (await listCommunities(library)).map(({ id }) => id);
  expect(await ids()).toEqual(["new", "old", "demo"]);
  await deleteCommunity(library, "old");
  expect(await ids()).toEqual(["new", "demo"]);
  expect(await library.communityBlocks.count()).toBe(16);
  await expect(readCommunity(library, "old")).rejects.toMatchObject({ code: "corrupt" });
});
