import { expect, test } from "vitest";
import { dump, freshLibrary, track } from "./support";
import { community, smallInput } from "./input";
import { readCommunity } from "../../src/library/communities";
import { listImports, writeImport } from "../../src/library/imports";
import { undoImport } from "../../src/library/import-undo";
import { rateItem, readRating } from "../../src/library/ratings";
import { addTracks } from "../../src/library/tracks";

const options = { profileId: "p", name: "Friends" };

test("writes everything once; a second time adds nothing", async () => {
  const library = await freshLibrary();
  const input = smallInput();
  const shares: number[] = [];
  const first = await writeImport(library, input, {
    ...options,
    onProgress: (share) => shares.push(share),
  });
  expect(first.added).toEqual({
    artists: 3,
    tracks: 6,
    listens: 20,
    ratings: 4,
    communityEntries: 6,
  });
  expect(first.known).toBe(0);
  expect(shares.at(-1)).toBe(1);
  const before = await dump(library);
  const second = await writeImport(library, input, options);
  expect(Object.values(second.added)).toEqual([0, 0, 0, 0, 0]);
  expect(second.known).toBe(39);
  expect(await dump(library)).toEqual(before);
});

test("the community reads back as it was given", async () => {
  const library = await freshLibrary();
  await writeImport(library, smallInput(), options);
  const [row] = await library.communities.toArray();
  const { columns } = await readCommunity(library, row?.id ?? "");
  expect({ itemKind: "artist", scale: { kind: "plays" }, ...columns }).toEqual(community());
  expect(row).toMatchObject({ name: "Friends", users: 3, items: 3, entries: 6, simulated: false });
});

test("an undo leaves the library as before the import", async () => {
  const library = await freshLibrary();
  await addTracks(library, [track("Artist 0", "Title 0"), track("Other", "Song")]);
  await rateItem(library, "p", "artist:other", 2);
  const before = await dump(library);
  const { importId, added } = await writeImport(library, smallInput(), options);
  expect(added.tracks).toBe(5);
  expect(await undoImport(library, importId)).toEqual(added);
  expect(await dump(library)).toEqual(before);
  await expect(undoImport(library, importId)).rejects.toMatchObject({ code: "failed" });
});

test("what a later import also needs stays when the first is undone, and goes with the later", async () => {
  const library = await freshLibrary();
  const before = await dump(library);
  const input = smallInput();
  const first = await writeImport(library, input, options);
  const later = {
    ...input,
    community: undefined,
    ratings: [],
    listens: input.listens.map((l) => ({ ...l, startMs: l.startMs + 1 })),
  };
  const second = await writeImport(library, later, options);
  expect(second.added).toMatchObject({ tracks: 0, listens: 20 });
  expect(await undoImport(library, first.importId)).toMatchObject({ tracks: 0, listens: 20 });
  expect(await library.tracks.count()).toBe(6);
  expect(await undoImport(library, second.importId)).toMatchObject({ tracks: 6, artists: 3 });
  expect(await dump(library)).toEqual(before);
});

test("a newer rating takes the place of an older, and gives it back", async () => {
  const library = await freshLibrary();
  const rating = (value: number, timeMs?: number) => ({
    ...smallInput(),
    ratings: [{ itemId: "artist:x", value, timeMs }],
  });
  await writeImport(library, rating(2, 1_000), options);
  const newer = await writeImport(library, rating(4, 2_000), options);
  expect(await readRating(library, "p", "artist:x")).toBe(4);
  expect((await writeImport(library, rating(1), options)).added.ratings).toBe(0);
  await undoImport(library, newer.importId);
  expect(await readRating(library, "p", "artist:x")).toBe(2);
  const again = await writeImport(library, rating(3, 3_000), options);
  await rateItem(library, "p", "artist:x", 5);
  await undoImport(library, again.importId);
  expect(await readRating(library, "p", "artist:x")).toBe(5);
});

test("rows that do not fit are left out with a reason", async () => {
  const library = await freshLibrary();
  const input = smallInput();
  const { added, dropped } = await writeImport(
    library,
    {
      ...input,
      tracks: [...input.tracks, { id: "track:bad", title: "  \u0000" }],
      ratings: [
        { itemId: "artist:a", value: NaN },
        { itemId: "artist:b", value: 17 },
      ],
    },
    options,
  );
  expect(added).toMatchObject({ tracks: 6, ratings: 1 });
  expect(dropped).toEqual([
    { table: "tracks", index: 6, reason: "title is empty" },
    { table: "ratings", index: 0, reason: expect.stringMatching(/^value /) },
  ]);
  expect(await readRating(library, "p", "artist:b")).toBe(5);
});

test("a dropped row is counted over the whole list", async () => {
  const library = await freshLibrary();
  const good = Array.from({ length: 1_500 }, (_, i) => ({ id: `artist:${i}`, name: `${i}` }));
  const input = { ...smallInput(), artists: [...good, { id: "artist:bad", name: " " }] };
  const { dropped } = await writeImport(library, input, options);
  expect(dropped).toEqual([{ table: "artists", index: 1_500, reason: "name is empty" }]);
});

test("cancelled before or in the middle, it leaves nothing", async () => {
  const library = await freshLibrary();
  const before = await dump(library);
  const cancel = new AbortController();
  const stopped = writeImport(library, smallInput(), {
    ...options,
    signal: cancel.signal,
    onProgress: (share) => share > 0.5 && cancel.abort(),
  });
  await expect(stopped).rejects.toMatchObject({ code: "cancelled" });
  expect(await dump(library)).toEqual(before);
  expect(await listImports(library)).toEqual([]);
});
