import { beforeEach, describe, expect, test } from "vitest";
import { freshLibrary } from "../support";
import { addCommunity, profileId, scene, sceneItem } from "./support";
import { finish } from "../../../src/base/steps";
import { deleteCommunity } from "../../../src/library/communities";
import { recordFeedback } from "../../../src/library/feedback";
import { readPackOf, writePackOf } from "../../../src/library/packs";
import { rateItem } from "../../../src/library/ratings";
import { learnPack } from "../../../src/library/recommender/learn";
import { RecommenderSession } from "../../../src/library/recommender/session";
import { weighMembers } from "../../../src/library/recommender/weigh";
import type { Library } from "../../../src/library/schema";
import { communityOf } from "../../../src/recommend/slate/community";
import type { Pack } from "../../../src/recommend/pack";
import { usualMixture } from "../../../src/recommend/pack-ranker";

let library: Library;

beforeEach(async () => {
  library = await freshLibrary();
});

const request = { profileId, n: 10 };
const home = { profileId, adventure: 0.3 };

async function likeSome(): Promise<void> {
  for (const i of [0, 4, 8, 12]) await rateItem(library, profileId, sceneItem(i), 5);
}

function packOfScene(): Pack {
  const columns = scene();
  const about = { id: "real", name: "", simulated: false, itemKind: "artist" } as const;
  const community = communityOf({ ...about, scale: { kind: "plays" } }, columns);
  const { items } = columns;
  return {
    ...finish(learnPack(community, items)),
    mixture: finish(weighMembers(community, items)),
  };
}

/** A community of which only the pack is here. */
async function addPack(): Promise<void> {
  const pack = packOfScene();
  await library.communities.add({
    ...{ id: "pack", name: "A pack", itemKind: "artist", scale: { kind: "plays" }, form: "pack" },
    ...{ users: pack.users, items: pack.items.length, entries: 0, simulated: false, addedMs: 1 },
  });
  await writePackOf(library, "pack", pack);
}

describe("a community", () => {
  test("is learned once: opened again, what was kept answers the same", async () => {
    await addCommunity(library, scene());
    await likeSome();
    const session = new RecommenderSession(library);
    const first = await session.slates(request);
    expect(first[0]?.method).toBe("hybrid");
    const kept = await readPackOf(library, "real");
    expect(kept).toEqual(packOfScene());
    expect(await new RecommenderSession(library).slates(request)).toEqual(first);
  });

  test("is not fitted again where a pack is kept: what the pack says counts", async () => {
    await addCommunity(library, scene());
    await likeSome();
    const pack = packOfScene();
    // All of it turned round: what spoke for an item speaks against it.
    const value = pack.weights.value.map((weight) => -weight);
    const { users, popularity } = pack;
    const weights = { ...pack.weights, value };
    const items = pack.items.map(({ id, name }) => ({ id, name }));
    const { mixture = usualMixture, learned = 1 } = pack;
    await writePackOf(library, "real", { items, users, popularity, weights, mixture, learned });
    const [slate] = await new RecommenderSession(library).slates({ ...request, n: 5 });
    const style = ({ itemId }: { itemId: string }) => Number(itemId.split(" ")[1]) % 4;
    expect(slate?.method).toBe("hybrid");
    expect(slate?.entries.filter((entry) => style(entry) === 0)).toEqual([]);
  });

  test("opened again is asked without its ratings until listeners or items are compared", async () => {
    const columns = scene();
    const untagged = columns.items.map(({ id, name }) => ({ id, name }));
    await addCommunity(library, { ...columns, items: untagged });
    await likeSome();
    const session = new RecommenderSession(library);
    const methods = ["hybrid", "user-knn", "item-knn", "hybrid"] as const;
    const before = [];
    for (const method of methods) before.push(await session.slates({ ...request, method }));
    const again = new RecommenderSession(library);
    const after = [];
    for (const method of methods) after.push(await again.slates({ ...request, method }));
    expect(after).toEqual(before);
    await library.communityBlocks.filter(({ column }) => column !== "pack").delete();
    const bare = new RecommenderSession(library);
    expect(await bare.slates(request)).toEqual(before[0]);
    await expect(bare.slates({ ...request, method: "user-knn" })).rejects.toThrow();
  });

  test("is learned again, after the answer, where what is kept was learned in another way", async () => {
    await addCommunity(library, scene());
    await likeSome();
    const { items, users, popularity, weights } = packOfScene();
    const value = weights.value.map((weight) => -weight);
    const old = { items, users, popularity, weights: { ...weights, value } };
    await writePackOf(library, "real", old);
    const session = new RecommenderSession(library);
    expect((await session.slates(request))[0]?.method).toBe("hybrid");
    await expect.poll(() => readPackOf(library, "real")).toEqual(packOfScene());
    const fresh = new RecommenderSession(library);
    expect(await session.slates(request)).toEqual(await fresh.slates(request));
  });

  test("large enough to hold listeners out finds what counts, keeps it and uses it", async () => {
    await addCommunity(library, scene(48, 150));
    await likeSome();
    const session = new RecommenderSession(library);
    const slates = await session.slates(request);
    const { mixture, ...pack } = (await readPackOf(library, "real")) ?? packOfScene();
    expect(mixture).not.toEqual(usualMixture);
    const { ease = 0, ials = 0, content } = mixture ?? usualMixture;
    expect([ease + ials, content]).toEqual([expect.closeTo(2, 9), usualMixture.content]);
    await writePackOf(library, "real", { ...pack, mixture: { ease: 0, ials: 0, content: 1 } });
    const [byTags] = await new RecommenderSession(library).slates(request);
    expect(byTags?.entries[0]?.parts).toEqual([{ part: "content", share: 1 }]);
    expect(slates[0]?.entries[0]?.parts).not.toEqual(byTags?.entries[0]?.parts);
  });

  test("is learned anew when it was replaced, and when what was kept is of no use", async () => {
    await addCommunity(library, scene());
    await likeSome();
    const session = new RecommenderSession(library);
    const first = await session.slates(request);
    await addCommunity(library, scene(24), { addedMs: 2 });
    expect((await session.slates(request))[0]).toMatchObject({ method: "hybrid", items: 24 });
    await addCommunity(library, scene(), { addedMs: 1 });
    const blocks = { communityId: "real", column: "pack", part: 0 } as const;
    await library.communityBlocks.put({ ...blocks, bytes: Uint8Array.of(1, 2, 3) });
    expect(await new RecommenderSession(library).slates(request)).toEqual(first);
    expect(await readPackOf(library, "real")).toEqual(packOfScene());
  });
});

test("a large community answers at once, and better when more is learned of it", async () => {
  await addCommunity(library, scene());
  await likeSome();
  const session = new RecommenderSession(library, 0);
  const seen: (string | undefined)[] = [];
  await expect
    .poll(async () => {
      const [slate] = await session.slates(request);
      if (seen.at(-1) !== slate?.method) seen.push(slate?.method);
      return slate;
    })
    .toMatchObject({ method: "hybrid" });
  expect(seen[0]).toBe("popularity");
  expect((await session.slates(request))[0]?.learning).toBeUndefined();
  expect(await session.slates(request)).toEqual(
    await new RecommenderSession(library).slates(request),
  );
});

test("what is being learned of a community stops when the community goes", async () => {
  await addCommunity(library, scene());
  const session = new RecommenderSession(library, 0);
  expect((await session.slates(request))[0]).toMatchObject({ learning: true });
  await deleteCommunity(library, "real");
  expect(await session.slates(request)).toEqual([]);
  await addCommunity(library, scene(24), { id: "other" });
  await expect.poll(async () => (await session.slates(request))[0]?.learning).toBeUndefined();
  expect(
    (await library.communityBlocks.toArray()).some(({ communityId }) => communityId === "real"),
  ).toBe(false);
});

describe("a pack", () => {
  test.each(["hybrid", "item-knn", "user-knn"] as const)(
    "asked for %s ranks by what was learned, and says so",
    async (method) => {
      await addPack();
      await likeSome();
      const [slate] = await new RecommenderSession(library).slates({ ...request, method, n: 6 });
      expect(slate).toMatchObject({ communityId: "pack", method: "hybrid", matched: 4, users: 60 });
      for (const { reasons, otherShare, parts = [] } of slate?.entries ?? []) {
        expect(reasons.reduce((sum, { share }) => sum + share, otherShare)).toBeCloseTo(1, 9);
        expect(parts.map(({ part }) => part)).toContain("likeness");
        expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      }
      expect(slate?.entries.filter(({ tags }) => tags?.[0] === "folk").length).toBeGreaterThan(3);
    },
  );

  test("ranks as the community it was learned from", async () => {
    await likeSome();
    await addPack();
    const ofPack = await new RecommenderSession(library).slates(request);
    await addCommunity(library, scene(), { id: "z" });
    const both = await new RecommenderSession(library).slates(request);
    const ranked = (id: string) =>
      both
        .find(({ communityId }) => communityId === id)
        ?.entries.map(({ itemId, score }) => [itemId, score]);
    expect(ranked("pack")).toEqual(ofPack[0]?.entries.map(({ itemId, score }) => [itemId, score]));
    expect(ranked("z")).toEqual(ranked("pack"));
  });

  test("says what is popular of how many, and has neighbours, rows and a mix", async () => {
    await addPack();
    const session = new RecommenderSession(library);
    const [slate] = await session.slates(request);
    expect(slate?.entries[0]?.reasons).toMatchObject([{ kind: "popular", of: 60, share: 1 }]);
    const page = await session.similar({ profileId, itemId: sceneItem(1), n: 5 });
    expect(page?.item.listeners).toBeGreaterThan(0);
    expect(page?.similar.every(({ tags }) => tags?.[0] === "jazz")).toBe(true);
    await likeSome();
    const { mix, shelves } = await session.home(home);
    expect(mix?.entries.length).toBeGreaterThan(10);
    expect(shelves.some(({ kind }) => kind === "because")).toBe(true);
    expect(await session.picks({ profileId, n: 4 })).toHaveLength(4);
  });

  test("every change folded in is what a fresh session says", async () => {
    await addPack();
    await likeSome();
    const session = new RecommenderSession(library);
    await session.slates(request);
    const itemId = sceneItem(5);
    await rateItem(library, profileId, itemId, 5);
    expect(await session.foldIn({ ...request, itemId })).toEqual(
      await new RecommenderSession(library).slates(request),
    );
    await recordFeedback(library, { profileId, kind: "block", itemId, timeMs: Date.now() });
    expect(await session.foldIn({ ...request, itemId })).toEqual(
      await new RecommenderSession(library).slates(request),
    );
  });
});
