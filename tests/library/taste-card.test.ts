import { expect, test } from "vitest";
import { community } from "./input";
import { freshLibrary, listen, track } from "./support";
import { artistItem } from "../../src/base/item";
import { seededRandom } from "../../src/base/random";
import { writeCommunity } from "../../src/library/communities";
import { addFriend, listFriends, removeFriend, restoreFriend } from "../../src/library/friends";
import { publicItems } from "../../src/library/public-items";
import { writePackOf } from "../../src/library/packs";
import { rateItem } from "../../src/library/ratings";
import type { CommunityRow } from "../../src/library/rows";
import type { Library } from "../../src/library/schema";
import { makeCard, weightOf } from "../../src/library/taste-card";
import { addTracks } from "../../src/library/tracks";

const row: CommunityRow = {
  ...{ id: "c", name: "C", itemKind: "artist", scale: { kind: "plays" } },
  ...{ users: 3, items: 3, entries: 6, simulated: false, addedMs: 1 },
};

/** Plays of three artists: 60, 7 and 1. */
async function history(library: Library): Promise<void> {
  const tracks = ["Loved", "Liked", "Once"].map((artist) => track(artist, `By ${artist}`));
  await addTracks(library, tracks);
  const plays = [60, 7, 1];
  await library.listens.bulkAdd(
    tracks.flatMap((one, n) =>
      Array.from({ length: plays[n] ?? 0 }, (_, play) => listen(one, 1_000_000 * (play + 1))),
    ),
  );
}

test("an exact card holds the dearest, by plays and stars, with their names", async () => {
  const library = await freshLibrary();
  await history(library);
  await rateItem(library, "p", artistItem("Once"), 4);
  const request = { profileId: "p", name: "Me", items: 10, tracks: false };
  const { card, publicItems: drawn } = await makeCard(library, request);
  expect(drawn).toBe(0);
  expect(card).toEqual({
    name: "Me",
    items: [
      { name: "Loved", weight: 16 },
      { name: "Once", weight: 13 },
      { name: "Liked", weight: 8 },
    ],
  });
  const both = await makeCard(library, { ...request, tracks: true, items: 2 });
  expect(both.card.items).toEqual([
    { name: "Loved", weight: 16 },
    { name: "By Loved", artist: "Loved", weight: 16 },
  ]);
});

test("a weight is of its item alone: clipped plays, or stars; a low rating is none", () => {
  const heard = (plays: number) => ({ plays, skips: 0, value: 1, firstMs: 0, lastMs: 0 });
  const artists = new Map([1, 10, 50, 5_000].map((plays) => [`artist:${plays}`, heard(plays)]));
  const ratings = new Map([
    ["artist:1", 5],
    ["artist:5000", 2],
  ]);
  const taste = { artists, tracks: new Map(), ratings };
  const weights = [1, 10, 50, 5_000, 7].map((plays) => weightOf(taste, `artist:${plays}`));
  expect(weights).toEqual([16, 10, 16, 0, 0]);
});

test("what is public is what the real communities have most, packs and ratings together", async () => {
  const library = await freshLibrary();
  const { items } = community();
  await writeCommunity(library, row, community());
  await writeCommunity(library, { ...row, id: "demo", simulated: true }, community());
  await library.communities.put({ ...row, id: "pack", form: "pack", items: 2, entries: 2 });
  await writePackOf(library, "pack", {
    items: [
      { id: items[0]?.id ?? "", name: "First" },
      { id: "artist:new", name: "New" },
    ],
    users: 9,
    popularity: Uint32Array.of(5, 4),
    weights: {
      ptr: new Uint32Array(3),
      ...{ index: new Uint32Array(), value: new Int8Array(), scale: new Float32Array(2) },
    },
  });
  const found = await publicItems(library, ["artist", "track", "work"], 10);
  expect(found.map(({ id }) => id)).toContain("artist:new");
  expect(found).toHaveLength(items.length + 1);
  const counts = found.map(({ listeners }) => listeners);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  expect(await publicItems(library, ["artist", "track", "work"], 2)).toEqual(found.slice(0, 2));
});

test("a card with noise holds nothing that is not public, and names its ε", async () => {
  const library = await freshLibrary();
  await history(library);
  const names = ["Loved", ...Array.from({ length: 400 }, (_, n) => `Public ${n}`)];
  await library.communities.put({ ...row, form: "pack", items: names.length });
  await writePackOf(library, "c", {
    items: names.map((name) => ({ id: artistItem(name), name })),
    users: 9,
    popularity: new Uint32Array(names.length).fill(3),
    weights: {
      ptr: new Uint32Array(names.length + 1),
      ...{ index: new Uint32Array(), value: new Int8Array() },
      scale: new Float32Array(names.length),
    },
  });
  const request = { profileId: "p", name: "Me", items: 20, tracks: false, epsilon: 8 };
  const { card, publicItems: drawn, strangers } = await makeCard(library, request, seededRandom(3));
  expect([drawn, strangers, card.epsilon]).toEqual([401, 4, 8]);
  const on = card.items.map(({ name }) => name);
  expect(on).toContain("Loved");
  expect(on).not.toContain("Liked");
  expect(on.length).toBeGreaterThan(1);
  expect(on.length).toBeLessThan(12);
});

test("a card makes one friend, who goes and comes back", async () => {
  const library = await freshLibrary();
  const card = { name: "Mira", epsilon: 8, items: [{ name: "Jóga", artist: "Björk", weight: 4 }] };
  const first = await addFriend(library, "p", card);
  const again = await addFriend(library, "p", card);
  expect([first.known, again.known]).toEqual([false, true]);
  expect(first.friend.items).toEqual([
    { id: "track:bjork|joga", name: "Jóga", artist: "Björk", weight: 0.25 },
  ]);
  expect(await listFriends(library, "q")).toEqual([]);
  await removeFriend(library, first.friend.id);
  expect(await listFriends(library, "p")).toEqual([]);
  await restoreFriend(library, first.friend);
  expect(await listFriends(library, "p")).toEqual([first.friend]);
});
