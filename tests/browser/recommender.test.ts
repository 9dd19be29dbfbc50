import { afterEach, beforeEach, expect, test } from "vitest";
import { artistItem } from "../../src/base/item";
import { fromTriples, transpose, type Triple } from "../../src/base/sparse";
import { deleteCommunity, writeCommunity } from "../../src/library/communities";
import { recordFeedback } from "../../src/library/feedback";
import { deleteLibrary, openLibrary } from "../../src/library/open";
import { rateItem, unrate } from "../../src/library/ratings";
import type { Library } from "../../src/library/schema";
import { connect, type Connection } from "../../src/rpc/connect";
import { addCommunity as addScene, scene, sceneItem } from "../library/recommender/support";
import type { RecommenderApi } from "../../src/rpc/contracts/recommender";

const profileId = "p";
let library: Library;
let recommender: Connection<RecommenderApi>;

beforeEach(async () => {
  await deleteLibrary();
  library = await openLibrary();
  recommender = connect<RecommenderApi>(
    () => new Worker(new URL("../../workers/recommender.ts", import.meta.url), { type: "module" }),
  );
});

afterEach(() => {
  recommender.close();
  library.close();
});

const names = ["Ära", "Bell", "Cedar", "Dune", "Echo"];
const idOf = (name: string) => artistItem(name);

// Ära, Bell and Cedar are heard together, Dune and Echo too; Bell most of all.
const plays: Triple[] = [
  [0, 0, 9], [0, 1, 3], [0, 2, 1], [1, 0, 2], [1, 1, 1], [2, 3, 5], [2, 4, 5], [3, 3, 1], [3, 4, 7],
  [4, 1, 1], [5, 1, 1],
]; // prettier-ignore

async function addCommunity(id: string, simulated: boolean): Promise<void> {
  const byUser = fromTriples(plays, { rows: 6, columns: 5 });
  const byItem = transpose(byUser);
  await writeCommunity(
    library,
    {
      id,
      name: `Community ${id}`,
      itemKind: "artist",
      scale: { kind: "plays" },
      users: 6,
      items: 5,
      entries: plays.length,
      simulated,
      addedMs: 1,
    },
    {
      userPtr: byUser.ptr,
      userIndex: byUser.index,
      userValue: Float32Array.from(byUser.value),
      itemPtr: byItem.ptr,
      itemIndex: byItem.index,
      itemValue: Float32Array.from(byItem.value),
      items: names.map((name) => ({ id: idOf(name), name })),
      users: ["a", "b", "c", "d", "e", "f"],
    },
  );
}

const request = { profileId, n: 5 };
const idsOf = (slates: ReturnType<RecommenderApi["slates"]>) =>
  slates.map((slate) => slate.entries.map((entry) => entry.itemId));

test("one slate for each community, real ones first, popular where nothing is known", async () => {
  await addCommunity("demo", true);
  await addCommunity("real", false);
  const slates = await recommender.call.slates(request);
  expect(slates.map((slate) => slate.communityId)).toEqual(["real", "demo"]);
  expect(slates[0]).toMatchObject({ method: "popularity", users: 6, items: 5, matched: 0 });
  expect(slates[0]?.entries[0]?.itemId).toBe(idOf("Bell"));
});

test("a like, its taking back, a block and a removed community change the slates at once", async () => {
  await addCommunity("real", false);
  const before = await recommender.call.slates(request);
  const itemId = idOf("Dune");

  await rateItem(library, profileId, itemId, 5);
  const near = { ...request, method: "item-knn" } as const;
  const liked = await recommender.call.foldIn({ ...near, itemId });
  expect(idsOf(liked)).toEqual([[idOf("Echo")]]);
  expect(liked[0]).toMatchObject({ method: "item-knn", matched: 1 });
  expect(liked[0]?.entries[0]?.reasons).toMatchObject([
    { kind: "item", itemId, name: "Dune", value: 5, share: 1 },
  ]);
  expect(idsOf(await recommender.call.slates(near))).toEqual(idsOf(liked));

  const byUsers = await recommender.call.slates({ ...request, method: "user-knn" });
  expect(byUsers[0]?.entries[0]?.reasons.map((reason) => reason.kind)).toEqual([
    "listener",
    "listener",
  ]);

  await unrate(library, profileId, itemId);
  expect(await recommender.call.foldIn({ ...request, itemId })).toEqual(before);

  const blocked = idOf("Bell");
  await recordFeedback(library, { profileId, timeMs: Date.now(), kind: "block", itemId: blocked });
  const after = await recommender.call.foldIn({ ...request, itemId: blocked });
  expect(idsOf(after).flat()).not.toContain(blocked);

  await deleteCommunity(library, "real");
  expect(await recommender.call.slates(request)).toEqual([]);
});

test("favourites are found by the beginning of the name, accents and case aside", async () => {
  await addCommunity("real", false);
  await addCommunity("demo", true);
  const found = await recommender.call.find({ text: "aRa", n: 5 });
  expect(found).toEqual([{ itemId: idOf("Ära"), kind: "artist", name: "Ära", listeners: 2 }]);
  const all = await recommender.call.find({ text: "e", n: 2 });
  expect(all.map((item) => item.name)).toEqual(["Echo", "Bell"]);
});

function anotherWorker(): Connection<RecommenderApi> {
  return connect<RecommenderApi>(
    () => new Worker(new URL("../../workers/recommender.ts", import.meta.url), { type: "module" }),
  );
}

const likeSome = async () => {
  for (const i of [0, 4, 8, 12]) await rateItem(library, profileId, sceneItem(i), 5);
};

test("an abort is heard in the middle of fitting, and the next call is answered", async () => {
  await addScene(library, scene(140, 140));
  await likeSome();
  const controller = new AbortController();
  const shares: number[] = [];
  const call = recommender.call.slates(request, {
    signal: controller.signal,
    onProgress: ({ share }) => {
      shares.push(share);
      controller.abort();
    },
  });
  await expect(call).rejects.toThrow();
  expect(shares).toHaveLength(1);
  expect(shares[0]).toBeLessThan(1);
  expect(await library.communityBlocks.filter(({ column }) => column === "pack").count()).toBe(0);
  expect((await recommender.call.slates(request))[0]).toMatchObject({ method: "hybrid" });
});

test("what was learned is kept: another worker opens it without fitting, and answers the same", async () => {
  await addScene(library, scene(140, 140));
  await likeSome();
  const first = await recommender.call.slates(request);
  expect(first[0]).toMatchObject({ method: "hybrid", matched: 4 });
  const other = anotherWorker();
  const shares: number[] = [];
  const again = await other.call.slates(request, {
    onProgress: ({ share }) => void shares.push(share),
  });
  expect(again).toEqual(first);
  expect(shares).toEqual([]);

  const itemId = sceneItem(5);
  await rateItem(library, profileId, itemId, 5);
  const folded = await other.call.foldIn({ ...request, itemId });
  expect(folded).not.toEqual(first);
  expect(await recommender.call.slates(request)).toEqual(folded);
  other.close();
});

test("the mix of the week is made once, by whichever worker is asked first", async () => {
  await addScene(library, scene(120, 60));
  await likeSome();
  const other = anotherWorker();
  const home = { profileId, adventure: 0.3 };
  const [one, two] = await Promise.all([recommender.call.home(home), other.call.home(home)]);
  expect(one.mix?.entries).toHaveLength(30);
  expect(two.mix).toEqual(one.mix);
  expect(await library.mixes.count()).toBe(1);
  other.close();
});
