import { beforeEach, expect, test, vi } from "vitest";
import { freshLibrary, track } from "../support";
import { addCommunity, profileId, scene, sceneItem, trackScene } from "./support";
import { Sha256 } from "../../../src/formats/backup/sha256";
import { recordFeedback } from "../../../src/library/feedback";
import { rateItem } from "../../../src/library/ratings";
import { RecommenderSession } from "../../../src/library/recommender/session";
import type { FriendRow } from "../../../src/library/rows";
import type { Library } from "../../../src/library/schema";
import { addTracks } from "../../../src/library/tracks";

let library: Library;
let session: RecommenderSession;

beforeEach(async () => {
  library = await freshLibrary();
  session = new RecommenderSession(library);
});

const request = { profileId, n: 10 };
const home = { profileId, adventure: 0.3 };

async function likeSome(): Promise<void> {
  for (const i of [0, 4, 8, 12]) await rateItem(library, profileId, sceneItem(i), 5);
}

/** Likes what the person likes, and two artists that nobody else has. */
const friend: FriendRow = {
  id: "f",
  profileId,
  name: "阿明",
  addedMs: 1,
  items: [
    ...[0, 4, 8, 12, 16].map((i) => ({ id: sceneItem(i), name: `Artist ${i}`, weight: 1 })),
    { id: "artist:rare one", name: "Rare One", weight: 0.9 },
    { id: "artist:rare two", name: "Rare Two", weight: 0.5 },
  ],
};

test("a friend is a neighbour by name in the communities", async () => {
  await addCommunity(library, scene());
  await likeSome();
  await session.slates(request);
  await library.friends.add(friend);
  const [slate] = await session.slates({ ...request, method: "user-knn", n: 20 });
  const shared = slate?.entries.find(({ itemId }) => itemId === sceneItem(16));
  expect(shared?.reasons[0]).toMatchObject({ kind: "listener", name: "阿明" });
  expect(slate?.users).toBe(60);
});

test("what only friends have comes from them, with their names; not what a community has", async () => {
  await addCommunity(library, scene());
  await likeSome();
  await library.friends.add(friend);
  const slates = await session.slates(request);
  expect(slates.map(({ communityId }) => communityId)).toEqual(["real", "friends"]);
  const [, friends] = slates;
  expect(friends).toMatchObject({ communityName: "阿明", method: "user-knn", simulated: false });
  expect(friends?.entries).toMatchObject([
    { name: "Rare One", reasons: [{ kind: "listener", name: "阿明", share: 1 }] },
    { name: "Rare Two", reasons: [{ kind: "listener", name: "阿明", share: 1 }] },
  ]);
  const mix = (await session.home(home)).mix;
  expect(mix?.entries.map(({ name }) => name)).toContain("Rare One");
});

test("friends belong to a profile, and a change folded in is what a fresh session says", async () => {
  await addCommunity(library, scene());
  await likeSome();
  await library.friends.add({ ...friend, profileId: "q" });
  expect(await session.slates(request)).toHaveLength(1);
  await library.friends.add({ ...friend, id: "g" });
  const itemId = "artist:rare one";
  await session.slates({ ...request, method: "user-knn" });
  await rateItem(library, profileId, itemId, 5);
  expect(await session.foldIn({ ...request, method: "user-knn", itemId })).toEqual(
    await new RecommenderSession(library).slates({ ...request, method: "user-knn" }),
  );
});

test("own tracks without any listener are found by what they are like", async () => {
  await addCommunity(library, trackScene(), { itemKind: "track" });
  const cold = track("Nobody", "Cold", { tags: ["fado"], audioId: "a" });
  const far = track("Nobody Else", "Far", { tags: ["grindcore"], audioId: "b" });
  const known = track("Somebody", "Known", { tags: ["fado"] });
  await addTracks(library, [cold, far, known]);
  await rateItem(library, profileId, known.id, 5);
  for (const t of [0, 1, 2]) await rateItem(library, profileId, `track:artist 0|song ${t}`, 5);
  const { mix, shelves } = await session.home(home);
  const all = [...(mix?.entries ?? []), ...shelves.flatMap(({ entries }) => entries)];
  const entry = all.find(({ itemId }) => itemId === cold.id);
  expect(entry).toMatchObject({
    communityId: "library",
    trackId: cold.id,
    reasons: [{ kind: "item", itemId: known.id, name: "Known", share: 1 }],
    parts: [{ part: "content", share: 1 }],
  });
  expect(all.map(({ itemId }) => itemId)).not.toContain(far.id);
  const page = await session.similar({ profileId, itemId: known.id, n: 3 });
  expect(page?.similar.map(({ itemId }) => itemId)).toEqual([cold.id]);
});

test("what is explored is remembered, and what the person does with it is learned", async () => {
  await addCommunity(library, scene(96, 120));
  await likeSome();
  const { mix, shelves } = await session.home(home);
  const explored = [...(mix?.entries ?? []), ...shelves.flatMap(({ entries }) => entries)].filter(
    (entry) => entry.explored,
  );
  expect(explored.length).toBeGreaterThan(3);
  const read = async () => {
    const row = await library.checkpoints.get(`explore|${profileId}`);
    return JSON.parse(new TextDecoder().decode(row?.bytes)) as {
      bandit: Record<string, { n: number; reward: number }>;
      open: Record<string, { style: string }>;
    };
  };
  const [liked, refused] = explored.map(({ itemId }) => itemId) as [string, string];
  const before = await read();
  expect(before.bandit).toEqual({});
  const style = before.open[liked]?.style ?? "";
  await rateItem(library, profileId, liked, 5);
  await session.foldIn({ ...request, itemId: liked });
  const after = await read();
  expect(after.bandit[style]).toMatchObject({ n: 1, reward: 1 });
  expect(after.open[liked]).toBeUndefined();
  await recordFeedback(library, {
    profileId,
    kind: "not-now",
    itemId: refused,
    timeMs: Date.now(),
  });
  await session.foldIn({ ...request, itemId: refused });
  const rewards = Object.values((await read()).bandit);
  expect(rewards.reduce((sum, arm) => sum + arm.n, 0)).toBe(2);
  expect(rewards.reduce((sum, arm) => sum + arm.reward, 0)).toBe(1);
});

test("a mix that a foreign backup brought shows what is whole in it", async () => {
  const week = "2026-W10";
  const whole = {
    ...{ itemId: "artist:a", kind: "artist", name: "A", score: 1, communityId: "c" },
    ...{ reasons: [], otherShare: 1, simulated: false, spare: false },
  };
  const entries = [whole, { itemId: "artist:b" }, { ...whole, itemId: "artist:c", reasons: [7] }];
  await library.mixes.add({ id: `${profileId}|${week}`, profileId, week, createdMs: 1, entries });
  const mix = await session.mix({ profileId, week });
  expect(mix?.entries.map(({ itemId }) => itemId)).toEqual(["artist:a"]);
  expect(await session.mix({ profileId, week: "2026-W11" })).toBeUndefined();
});

test("without room, what can be made again is not kept, and all is answered", async () => {
  const full = () => Promise.reject(new DOMException("No room left.", "QuotaExceededError"));
  vi.spyOn(library.mixes, "put").mockImplementation(full as never);
  vi.spyOn(library.checkpoints, "put").mockImplementation(full as never);
  vi.spyOn(library.communityBlocks, "bulkAdd").mockImplementation(full as never);
  await addCommunity(library, scene());
  await likeSome();
  const { mix } = await session.home(home);
  expect(mix?.entries.length).toBeGreaterThan(10);
  expect((await session.slates(request))[0]?.method).toBe("hybrid");
  expect((await session.home(home)).mix?.entries).toEqual(mix?.entries);
  expect(await library.mixes.count()).toBe(0);
});

test("what exploring learned is forgotten where it cannot be used", async () => {
  await addCommunity(library, scene());
  await likeSome();
  const bytes = new TextEncoder().encode('{"bandit":{"jazz":{"n":"many"}},"open":[]}');
  const sha256 = new Sha256().update(bytes).hex();
  const id = `explore|${profileId}`;
  await library.checkpoints.add({ id, profileId, model: "explore", createdMs: 1, bytes, sha256 });
  expect((await session.home(home)).mix?.entries.length).toBeGreaterThan(10);
});
