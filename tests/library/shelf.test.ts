import { expect, test } from "vitest";
import { expectNothingHalfWritten } from "./faults";
import { dump, freshLibrary } from "./support";
import { tinyScore } from "./tiny-score";
import type { Shelf } from "../../src/compose/shelf";
import { readCommunity } from "../../src/library/communities";
import { rateItem, readRatings } from "../../src/library/ratings";
import { SHELF_COMMUNITY, installShelf, removeShelf } from "../../src/library/shelf";
import { keepSong, readScore } from "../../src/library/songs";
import { searchTracks } from "../../src/library/tracks";

const shelf: Shelf = {
  model: "melody@1",
  temperature: 0.9,
  pieces: [1, 2, 3].map((n) => ({
    id: `starter-00${n}`,
    seed: n,
    bitsPerNote: 1.5,
    score: tinyScore(`Piece ${n}`),
  })),
  community: {
    simulated: true,
    name: "Demonstration",
    listeners: ["Ann", "Bo"],
    ratings: [
      { listener: 1, piece: 2, stars: 5 },
      { listener: 0, piece: 2, stars: 0.5 },
      { listener: 0, piece: 0, stars: 4 },
    ],
  },
};
const install = (library: Parameters<typeof installShelf>[0]) =>
  installShelf(library, shelf, "Refrain", 7);

test("its pieces can be found and played, its community says it is simulated", async () => {
  const library = await freshLibrary();
  expect(await install(library)).toBe(true);
  const { tracks } = await searchTracks(library, { text: "piece", order: "title" });
  expect(tracks.map(({ title, source }) => [title, source])).toEqual([
    ["Piece 1", "shelf"],
    ["Piece 2", "shelf"],
    ["Piece 3", "shelf"],
  ]);
  // Two bars, repeated, with a first ending only: 4 + 4 + 4 quarters at 120 a minute at least.
  expect(tracks[0]?.durationMs).toBeGreaterThanOrEqual(4_000);
  const row = await readScore(library, tracks[0]?.scoreId ?? "");
  expect(row?.score).toEqual(tinyScore("Piece 1"));
  expect(row?.authorship).toMatchObject({ by: "model", model: "melody@1", seed: 1 });
  const { community, columns } = await readCommunity(library, SHELF_COMMUNITY);
  expect(community).toMatchObject({ simulated: true, name: "Demonstration", entries: 3 });
  expect(columns.userIndex).toEqual(Uint32Array.of(0, 2, 2));
  expect(columns.userValue).toEqual(Float32Array.of(4, 0.5, 5));
  expect(columns.itemPtr).toEqual(Uint32Array.of(0, 1, 1, 3));
  expect(columns.items[2]).toEqual({ id: "score:starter-003", name: "Piece 3" });
});

test("comes once, goes in one press, never returns by itself; the person's own stays", async () => {
  const library = await freshLibrary();
  await install(library);
  expect(await install(library)).toBe(false);
  const mine = { profileId: "p", title: "Mine", artist: "Me", score: tinyScore() };
  await keepSong(library, { ...mine, authorship: { by: "person" } });
  await rateItem(library, "p", "score:starter-001", 5);
  await removeShelf(library);
  expect((await searchTracks(library, {})).tracks.map(({ title }) => title)).toEqual(["Mine"]);
  expect(await library.scores.count()).toBe(1);
  expect(await library.communityBlocks.count()).toBe(0);
  expect((await readRatings(library, "p")).size).toBe(1);
  const removed = await dump(library);
  expect(await install(library)).toBe(false);
  expect(await dump(library)).toEqual(removed);
});

test("a piece that does not hold together stops it before anything is written", async () => {
  const library = await freshLibrary();
  const [piece, ...others] = shelf.pieces as [Shelf["pieces"][0]];
  const broken = { ...piece, score: { ...piece.score, bars: [] } };
  const failing = installShelf(library, { ...shelf, pieces: [...others, broken] }, "Refrain");
  await expect(failing).rejects.toMatchObject({ code: "corrupt" });
  expect(Object.values(await dump(library)).flat()).toEqual([]);
});

test.each(["throws", "aborts"] as const)(
  "a write that %s leaves nothing half-written",
  async (failure) => {
    const nothing = () => Promise.resolve();
    expect(await expectNothingHalfWritten(nothing, install, failure)).toBeGreaterThan(15);
    expect(await expectNothingHalfWritten(install, removeShelf, failure)).toBeGreaterThan(3);
  },
);
