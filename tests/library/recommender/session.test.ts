import { beforeEach, describe, expect, test } from "vitest";
import { freshLibrary, listen, track } from "../support";
import { addCommunity, profileId, scene, sceneItem, styles, trackScene } from "./support";
import { deleteCommunity } from "../../../src/library/communities";
import { recordFeedback } from "../../../src/library/feedback";
import { rateItem, unrate } from "../../../src/library/ratings";
import { RecommenderSession } from "../../../src/library/recommender/session";
import type { Method, Slate, SlateEntry } from "../../../src/library/recommender/answers";
import type { FeedbackKind } from "../../../src/library/rows";
import type { Library } from "../../../src/library/schema";
import { addTasteRule, removeTasteRule, resetTaste } from "../../../src/library/taste-rules";
import { addTracks } from "../../../src/library/tracks";

let library: Library;
let session: RecommenderSession;

beforeEach(async () => {
  library = await freshLibrary();
  session = new RecommenderSession(library);
});

const request = { profileId, n: 10 };
const home = { profileId, adventure: 0.3 };
const ids = (entries: readonly SlateEntry[] = []) => entries.map((entry) => entry.itemId);
const idsOf = (slates: readonly Slate[]) => slates.map((slate) => ids(slate.entries));
const like = (i: number) => rateItem(library, profileId, sceneItem(i), 5);
const say = (kind: FeedbackKind, itemId: string) =>
  recordFeedback(library, { profileId, kind, itemId, timeMs: Date.now() });

/** Likes of one style, the first of which every test may build on. */
async function likeSome(count = 4): Promise<void> {
  for (let i = 0; i < count; i++) await like(4 * i);
}

function expectWholeReasons(entries: readonly SlateEntry[]): void {
  for (const entry of entries) {
    const named = entry.reasons.reduce((sum, { share }) => sum + share, 0);
    expect(named + entry.otherShare).toBeCloseTo(1, 9);
    if (!entry.parts) continue;
    expect(entry.parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  }
}

describe("slates", () => {
  test("real communities come before the simulated; popular where nothing is known", async () => {
    await addCommunity(library, scene(), { id: "demo", simulated: true });
    await addCommunity(library, scene());
    const slates = await session.slates(request);
    expect(slates.map(({ communityId }) => communityId)).toEqual(["real", "demo"]);
    expect(slates[0]).toMatchObject({ method: "popularity", matched: 0, users: 60, items: 48 });
    expect(slates[0]?.entries).toHaveLength(10);
    expectWholeReasons(slates[0]?.entries ?? []);
  });

  test.each<Method>(["hybrid", "item-knn", "user-knn"])(
    "%s puts the person's style first, with whole reasons",
    async (method) => {
      await addCommunity(library, scene());
      await likeSome();
      const [slate] = await session.slates({ ...request, method, n: 6 });
      expect(slate?.method).not.toBe("popularity");
      expect(slate?.matched).toBe(4);
      expectWholeReasons(slate?.entries ?? []);
      // A list of one way of looking has nothing to divide.
      const divided = slate?.entries.map(({ parts }) => parts !== undefined);
      expect(new Set(divided)).toEqual(new Set([method === "hybrid"]));
      const folk = slate?.entries.filter(({ tags }) => tags?.[0] === styles[0]) ?? [];
      expect(folk.length).toBeGreaterThanOrEqual(4);
    },
  );

  test.each<Method>(["hybrid", "item-knn", "user-knn"])(
    "%s: every change folded in is what a fresh session says",
    async (method) => {
      await addCommunity(library, scene());
      await likeSome();
      await session.slates({ ...request, method });
      const other = track("Artist 5", "Song");
      await addTracks(library, [other]);
      const changes: readonly (readonly [string, () => Promise<unknown>])[] = [
        [sceneItem(8), () => unrate(library, profileId, sceneItem(8))],
        [sceneItem(1), () => rateItem(library, profileId, sceneItem(1), 1)],
        [other.id, () => library.listens.add(listen(other, Date.now() - 1_000, { profileId }))],
        [sceneItem(16), () => say("block", sceneItem(16))],
        [sceneItem(20), () => say("not-now", sceneItem(20))],
        [sceneItem(24), () => say("less-like", sceneItem(24))],
        [sceneItem(16), () => say("unblock", sceneItem(16))],
      ];
      for (const [itemId, change] of changes) {
        await change();
        const folded = await session.foldIn({ ...request, method, itemId });
        expect(folded).toEqual(
          await new RecommenderSession(library).slates({ ...request, method }),
        );
      }
    },
  );

  test("what came from elsewhere meanwhile is read too", async () => {
    await addCommunity(library, scene());
    await likeSome();
    await session.slates(request);
    for (const i of [16, 20, 24, 28]) await like(i);
    expect(await session.foldIn({ ...request, itemId: sceneItem(28) })).toEqual(
      await new RecommenderSession(library).slates(request),
    );
  });

  test("what is blocked or put off does not come; less like this comes later", async () => {
    await addCommunity(library, scene());
    await likeSome();
    const before = ids((await session.slates(request))[0]?.entries);
    const [first, second, third] = before as [string, string, string];
    await say("block", first);
    await say("not-now", second);
    await say("less-like", third);
    const after = ids((await session.foldIn({ ...request, itemId: third }))[0]?.entries);
    expect(after).not.toContain(first);
    expect(after).not.toContain(second);
    expect(after).not.toContain(third);
  });

  test("a community that goes is gone, one that comes is there", async () => {
    await addCommunity(library, scene());
    expect(idsOf(await session.slates(request))).toHaveLength(1);
    await deleteCommunity(library, "real");
    expect(await session.slates(request)).toEqual([]);
    await addCommunity(library, trackScene(), { id: "tracks", itemKind: "track" });
    expect((await session.slates(request))[0]?.communityId).toBe("tracks");
  });

  test("what the rules of taste leave out does not count, and counts again without them", async () => {
    await addCommunity(library, scene());
    await likeSome();
    const before = await session.slates(request);
    const rule = await resetTaste(library, profileId, Date.now() + 1);
    expect((await session.slates(request))[0]).toMatchObject({ method: "popularity", matched: 0 });
    await removeTasteRule(library, rule.id);
    expect(await session.slates(request)).toEqual(before);
    const itemId = sceneItem(0);
    await addTasteRule(library, profileId, { kind: "item", itemId, name: "Artist 0" });
    expect((await session.slates(request))[0]?.matched).toBe(3);
  });

  test("an entry has the track that a play starts, by file or score", async () => {
    await addCommunity(library, trackScene(), { itemKind: "track" });
    await rateItem(library, profileId, "track:artist 0|song 0", 5);
    const [first, second] = (await session.slates(request))[0]?.entries ?? [];
    const playable = track(first?.artist ?? "", first?.name ?? "", { audioId: "file" });
    await addTracks(library, [playable, track(second?.artist ?? "", second?.name ?? "")]);
    const [slate] = await session.slates(request);
    const played = slate?.entries.filter(({ trackId }) => trackId !== undefined);
    expect(played).toMatchObject([{ itemId: first?.itemId, trackId: playable.id }]);
  });
});

describe("home", () => {
  test("no mix while too little is known; one from three likes on, the same all week", async () => {
    await addCommunity(library, scene());
    await like(0);
    expect((await session.home(home)).mix).toBeUndefined();
    await likeSome();
    const made = (await session.home(home)).mix;
    expect(made?.simulated).toBe(false);
    expect(made?.entries).toHaveLength(30);
    expectWholeReasons(made?.entries ?? []);
    await like(40);
    await rateItem(library, profileId, made?.entries[3]?.itemId ?? "", 5);
    expect((await session.home(home)).mix).toEqual(made);
    expect((await new RecommenderSession(library).home(home)).mix).toEqual(made);
    expect(await session.mix({ profileId, week: made?.week ?? "" })).toEqual(made);
  });

  test("a mix that is kept is read without any community, before the answer under way", async () => {
    await addCommunity(library, scene());
    await likeSome();
    const { mix } = await session.home(home);
    const fresh = new RecommenderSession(library);
    const answered: string[] = [];
    const slates = fresh.slates(request).then(() => answered.push("slates"));
    const kept = fresh.mix({ profileId, week: mix?.week ?? "" });
    expect(await kept.finally(() => answered.push("mix"))).toEqual(mix);
    await slates;
    expect(answered).toEqual(["mix", "slates"]);
    await library.communityBlocks.clear();
    const other = new RecommenderSession(library);
    await expect(other.slates({ ...request, method: "item-knn" })).rejects.toThrow();
    expect(await other.mix({ profileId, week: mix?.week ?? "" })).toEqual(mix);
  });

  test("what is refused gives its place to a spare, and has it back", async () => {
    await addCommunity(library, scene(120));
    await likeSome();
    const made = ids((await session.home(home)).mix?.entries);
    const refused = made[5] ?? "";
    await say("block", refused);
    const after = ids((await session.home(home)).mix?.entries);
    expect(after).not.toContain(refused);
    expect(after).toHaveLength(30);
    expect(after.toSpliced(5, 1)).toEqual(made.toSpliced(5, 1));
    await say("unblock", refused);
    expect(ids((await session.home(home)).mix?.entries)).toEqual(made);
  });

  test("nothing of the last eight weeks comes again; older weeks are in the archive", async () => {
    await addCommunity(library, scene());
    await likeSome();
    const made = (await session.home(home)).mix;
    const row = (await library.mixes.toArray())[0];
    if (!row || !made) throw new Error("no mix");
    await library.mixes.delete(row.id);
    const week = "2020-W01";
    const dayMs = 86_400_000;
    const earlier = { ...row, id: `${profileId}|${week}`, week };
    await library.mixes.put({ ...earlier, createdMs: Date.now() - 50 * dayMs });
    const next = await session.home(home);
    expect(next.archive).toEqual([week]);
    expect(ids(next.mix?.entries).filter((id) => ids(made.entries).includes(id))).toEqual([]);
    await library.mixes.delete(`${profileId}|${next.mix?.week}`);
    await library.mixes.put({ ...earlier, createdMs: Date.now() - 57 * dayMs });
    const again = ids((await session.home(home)).mix?.entries);
    expect(again.some((id) => ids(made.entries).includes(id))).toBe(true);
  });

  test("a mix of simulated listeners says so, and gives way to real ones", async () => {
    await addCommunity(library, scene(), { id: "demo", simulated: true });
    await likeSome();
    expect((await session.home(home)).mix?.simulated).toBe(true);
    await addCommunity(library, scene(), { id: "real" });
    const mix = (await session.home(home)).mix;
    expect(mix?.simulated).toBe(false);
    expect(new Set(mix?.entries.map(({ communityId }) => communityId))).toEqual(new Set(["real"]));
  });

  test("rows say what they start from, and follow the taste", async () => {
    await addCommunity(library, scene());
    await addCommunity(library, trackScene(), { id: "tracks", itemKind: "track" });
    await likeSome();
    const { shelves } = await session.home(home);
    const because = shelves.filter(({ kind }) => kind === "because");
    expect(because.length).toBeGreaterThan(0);
    for (const shelf of because) {
      expect(shelf.entries.length).toBeGreaterThanOrEqual(3);
      expect(shelf.entries[0]?.reasons).toMatchObject([{ itemId: shelf.seed?.itemId, share: 1 }]);
    }
    const byArtist = shelves.find(({ kind }) => kind === "by-artist");
    expect(byArtist?.entries.every(({ artist }) => artist === byArtist.seed?.name)).toBe(true);
    const explore = shelves.find(({ kind }) => kind === "explore");
    expect(explore?.entries.every(({ explored }) => explored)).toBe(true);
    const seeds = because.map(({ seed }) => seed?.itemId);
    for (const seed of seeds) await unrate(library, profileId, seed ?? "");
    const after = (await session.home(home)).shelves.filter(({ kind }) => kind === "because");
    expect(after.some(({ seed }) => seeds.includes(seed?.itemId))).toBe(false);
  });

  test("rediscovers what was loved and not heard for long", async () => {
    const old = Array.from({ length: 4 }, (_, i) => track(`Artist ${i}`, "Old"));
    await addTracks(library, old);
    const longAgo = Date.now() - 300 * 86_400_000;
    await library.listens.bulkAdd(
      old.flatMap((each, at) =>
        Array.from({ length: 5 + at }, (_, n) => listen(each, longAgo + n, { profileId })),
      ),
    );
    const { shelves } = await session.home(home);
    const row = shelves.find(({ kind }) => kind === "rediscover");
    expect(ids(row?.entries)).toEqual(old.toReversed().map(({ id }) => id));
  });
});

describe("other questions", () => {
  test("what is similar: of the same style first, with parts that sum to 1", async () => {
    await addCommunity(library, scene());
    const page = await session.similar({ profileId, itemId: sceneItem(2), n: 8 });
    expect(page?.item).toMatchObject({
      name: "Artist 2",
      tags: ["metal", "city 2"],
      of: 60,
      plays: 0,
    });
    expect(page?.similar).toHaveLength(8);
    expect(page?.similar.every(({ tags }) => tags?.[0] === "metal")).toBe(true);
    expectWholeReasons(page?.similar ?? []);
    expect(await session.similar({ profileId, itemId: "artist:nobody", n: 8 })).toBeUndefined();
  });

  test("more by the artist of a track, without the track itself", async () => {
    await addCommunity(library, trackScene(), { itemKind: "track" });
    const itemId = "track:artist 3|song 1";
    const page = await session.similar({ profileId, itemId, n: 5 });
    expect(ids(page?.byArtist).toSorted()).toEqual(
      [0, 2, 3].map((t) => `track:artist 3|song ${t}`),
    );
  });

  test("words become wishes that entries meet; what is not understood is said", async () => {
    await addCommunity(library, scene());
    await likeSome();
    const answer = await session.ask({ ...home, text: "jazz, blorp", n: 5 });
    expect(answer.wishes).toMatchObject([{ text: "jazz", kind: "style", negated: false }]);
    expect(answer.unknown).toEqual(["blorp"]);
    expect(answer.described).toBeGreaterThanOrEqual(5);
    expect(answer.entries).toHaveLength(5);
    for (const entry of answer.entries) {
      expect(entry.tags?.[0]).toBe("jazz");
      expect(entry.meets).toEqual(["jazz"]);
    }
    const nothing = await session.ask({ ...home, text: "blorp", n: 5 });
    expect(nothing).toEqual({ wishes: [], unknown: ["blorp"], described: 0, entries: [] });
  });

  test("picks are varied and of real people", async () => {
    await addCommunity(library, scene(), { id: "demo", simulated: true });
    await addCommunity(library, scene());
    const picks = await session.picks({ profileId, n: 8 });
    expect(picks).toHaveLength(8);
    expect(new Set(picks.map(({ tags }) => tags?.[0])).size).toBe(4);
    expect(picks.every(({ communityId }) => communityId === "real")).toBe(true);
  });

  test("the report holds likes out one at a time, and says when they are too few", async () => {
    await addCommunity(library, scene());
    await likeSome(3);
    expect(await session.report({ profileId })).toEqual({
      communities: [
        {
          ...{ communityId: "real", communityName: "Some people" },
          ...{ simulated: false, n: 3, tooFew: true },
        },
      ],
    });
    await likeSome(12);
    const [found] = (await session.report({ profileId })).communities;
    expect(found).toMatchObject({ n: 12, tooFew: false });
    expect(found?.hitRate?.ours.value).toBeGreaterThan(found?.hitRate?.popular.value ?? 1);
    expect(found?.gain?.low).toBeGreaterThan(0);
  });

  test("the portrait counts what was played", async () => {
    await addCommunity(library, scene());
    const tracks = [track("Artist 0", "One", { tags: ["folk"] }), track("Artist 1", "Two")];
    await addTracks(library, tracks);
    const at = Date.UTC(2026, 9, 5, 12);
    await library.listens.bulkAdd([
      ...Array.from({ length: 3 }, (_, n) => listen(tracks[0] as (typeof tracks)[0], at + n)),
      listen(tracks[1] as (typeof tracks)[0], at + 9),
      listen(tracks[1] as (typeof tracks)[0], at + 10, { skipped: true }),
    ]);
    await library.features.add({ trackId: tracks[0]?.id ?? "", version: 1, values: { bpm: 140 } });
    const portrait = await session.portrait({ profileId });
    expect(portrait.plays).toBe(4);
    expect(portrait.topArtists).toEqual([
      { itemId: sceneItem(0), name: "Artist 0", plays: 3 },
      { itemId: sceneItem(1), name: "Artist 1", plays: 1 },
    ]);
    // The second track has no tags: its artist's count, the first of them most.
    expect(portrait.topStyles.map(({ name }) => name)).toEqual(["folk", "jazz", "city 1"]);
    expect(portrait.topStyles.map(({ share }) => share)).toEqual([6 / 9, 2 / 9, 1 / 9]);
    expect(portrait.clock.flat().reduce((sum, n) => sum + n)).toBe(4);
    expect(portrait.breadth).toMatchObject([{ month: "2026-10", plays: 4 }]);
    expect(portrait.features).toEqual([{ name: "bpm", played: 0.5, library: 0.5 }]);
  });

  test("favourites are found by the beginning of the name", async () => {
    await addCommunity(library, scene());
    const found = await session.find({ text: "artist 4", n: 2 });
    expect(found.map(({ name }) => name).every((name) => name.startsWith("Artist 4"))).toBe(true);
  });
});
