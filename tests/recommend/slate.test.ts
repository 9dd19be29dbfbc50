import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { artistItem, trackItem, type ItemId } from "../../src/base/item";
import { transpose, fromTriples, type Triple } from "../../src/base/sparse";
import { communityOf, type Scale } from "../../src/recommend/slate/community";
import { fitNeighbours, modelsOf } from "../../src/recommend/slate/models";
import type { History } from "../../src/recommend/slate/profile";
import { slateOf, type Method, type Models } from "../../src/recommend/slate/slate";
import { smallShape, someRatings } from "./sample";

const stars: Scale = { kind: "stars", min: 0.5, max: 5 };
const plays: Scale = { kind: "plays" };

interface Item {
  readonly id: ItemId;
  readonly name: string;
  readonly artist?: string;
}

function modelsFor(
  ratings: readonly Triple[],
  items: readonly Item[],
  { scale = plays, users = 8, itemKind = "artist" as "artist" | "track" | "work" } = {},
): Models {
  const byUser = fromTriples(ratings, { rows: users, columns: items.length });
  const byItem = transpose(byUser);
  const community = communityOf(
    { id: "c", name: "Some people", simulated: false, itemKind, scale },
    {
      items,
      users: Array.from({ length: users }, (_, u) => `user ${u}`),
      itemPtr: byItem.ptr,
      itemIndex: byItem.index,
      itemValue: Float32Array.from(byItem.value),
    },
  );
  const steps = fitNeighbours(community);
  for (;;) {
    const step = steps.next();
    if (step.done) return modelsOf(community, step.value);
  }
}

const nothing: History = {
  tracks: new Map(),
  artists: new Map(),
  ratings: new Map(),
  blocked: new Set(),
  notNow: new Map(),
};

const artists = Array.from({ length: 10 }, (_, i) => ({ id: artistItem(`A${i}`), name: `A${i}` }));
const idOf = (i: number) => (artists[i] as Item).id;

// 0 and 1 go together, 2 and 3 go together; 0 is the most heard.
const taste: Triple[] = [
  [0, 0, 9], [0, 1, 3], [1, 0, 2], [1, 1, 1], [2, 2, 5], [2, 3, 5], [3, 2, 1], [3, 3, 7], [4, 0, 1],
]; // prettier-ignore

function ids(
  history: Partial<History>,
  method: Method = "item-knn",
  models = modelsFor(taste, artists),
) {
  const slate = slateOf(models, { ...nothing, ...history }, { n: 10, method, nowMs: 1000 });
  return slate.entries.map((entry) => entry.itemId);
}

describe("what is shown", () => {
  test("with nothing known, what most have, saying so", () => {
    const slate = slateOf(modelsFor(taste, artists), nothing, {
      n: 2,
      method: "item-knn",
      nowMs: 0,
    });
    expect(slate).toMatchObject({ method: "popularity", matched: 0, users: 8, items: 10 });
    expect(slate.entries[0]).toMatchObject({
      itemId: idOf(0),
      reasons: [{ kind: "popular", listeners: 3, of: 8, share: 1 }],
      otherShare: 0,
    });
  });

  test.each(["item-knn", "user-knn"] as const)(
    "%s shows what goes with a play, or a like",
    (method) => {
      expect(ids({ artists: new Map([[idOf(2), { plays: 4 }]]) }, method)).toEqual([idOf(3)]);
      expect(ids({ ratings: new Map([[idOf(0), 5]]) }, method)).toEqual([idOf(1)]);
    },
  );

  test("a track rated high counts for its artist", () => {
    expect(ids({ ratings: new Map([[trackItem("A2", "Song"), 4]]) })).toEqual([idOf(3)]);
  });

  test("a skipped track is no interaction, and a low rating outweighs plays", () => {
    expect(ids({ artists: new Map([[idOf(2), { plays: 0 }]]) })[0]).toBe(idOf(0));
    expect(
      ids({
        artists: new Map([[idOf(2), { plays: 3 }], [idOf(0), { plays: 1 }]]), // prettier-ignore
        ratings: new Map([[idOf(2), 1]]),
      }),
    ).toEqual([idOf(1)]);
  });

  test("popularity where the community has nothing to go with what is known", () => {
    const models = modelsFor([[0, 0, 1], [1, 1, 1]], artists); // prettier-ignore
    expect(ids({ ratings: new Map([[idOf(0), 5]]) }, "item-knn", models)).toEqual([idOf(1)]);
  });

  test("what was put off is back when its time is over", () => {
    const likes = { ratings: new Map([[idOf(0), 5]]) };
    expect(ids({ ...likes, notNow: new Map([[idOf(1), 1001]]) })).not.toContain(idOf(1));
    expect(ids({ ...likes, notNow: new Map([[idOf(1), 1000]]) })).toContain(idOf(1));
  });
});

describe("reasons", () => {
  test("of item-knn name the person's items, with what was given", () => {
    const history = { ...nothing, ratings: new Map([[idOf(0), 4]]) };
    const { entries } = slateOf(modelsFor(taste, artists), history, {
      n: 1,
      method: "item-knn",
      nowMs: 0,
    });
    expect(entries[0]?.reasons).toMatchObject([
      { kind: "item", itemId: idOf(0), name: "A0", value: 4, share: 1 },
    ]);
  });

  test("of user-knn name the listeners, with what they gave the item", () => {
    const history = { ...nothing, artists: new Map([[idOf(2), { plays: 1 }]]) };
    const { entries } = slateOf(modelsFor(taste, artists), history, {
      n: 1,
      method: "user-knn",
      nowMs: 0,
    });
    expect(entries[0]?.reasons).toMatchObject([
      { kind: "listener", name: "user 2", value: 5, share: 0.5 },
      { kind: "listener", name: "user 3", value: 7, share: 0.5 },
    ]);
  });
});

describe("tracks", () => {
  const tracks = Array.from({ length: 6 }, (_, i) => {
    const artist = i < 4 ? "Busy" : "Other";
    return { id: trackItem(artist, `T${i}`), name: `T${i}`, artist };
  });
  const heard: Triple[] = tracks.flatMap((_, i) => (i < 5 ? [[0, i, 1], [1, i, 1]] : [[0, i, 1]]) as Triple[]); // prettier-ignore
  const models = modelsFor(heard, tracks, { itemKind: "track" });
  const shown = (history: Partial<History>) => ids(history, "item-knn", models);

  test("at most two by one artist", () => {
    expect(shown({ ratings: new Map([[trackItem("Other", "T5"), 5]]) })).toEqual([
      trackItem("Busy", "T0"),
      trackItem("Busy", "T1"),
      trackItem("Other", "T4"),
    ]);
  });

  test("nothing by a blocked artist, and another track in place of a blocked one", () => {
    const ratings = new Map([[trackItem("Other", "T5"), 5]]);
    expect(shown({ ratings, blocked: new Set([artistItem("Busy")]) })).toEqual([
      trackItem("Other", "T4"),
    ]);
    expect(shown({ ratings, blocked: new Set([trackItem("Busy", "T0")]) })).toContain(
      trackItem("Busy", "T2"),
    );
  });

  test("pieces written here are not counted as by one artist", () => {
    const pieces = tracks.map((item, i) => ({ ...item, id: `score:${i}`, artist: "Refrain" }));
    const own = modelsFor(heard, pieces, { itemKind: "track" });
    expect(ids({ ratings: new Map([["score:5", 5]]) }, "item-knn", own).length).toBe(5);
  });
});

describe("stars", () => {
  const films = artists.map(({ name }, i) => ({ id: `work:set|${i}`, name }));
  const rated: Triple[] = [
    [0, 0, 8], [0, 1, 10], [0, 2, 2], [1, 0, 8], [1, 1, 6], [1, 2, 4], [2, 1, 9], [2, 2, 9],
  ]; // prettier-ignore
  const models = modelsFor(rated, films, {
    scale: { kind: "stars", min: 1, max: 10 },
    itemKind: "work",
  });
  const entriesFor = (method: Method, ratings: ReadonlyMap<ItemId, number>) =>
    slateOf(models, { ...nothing, ratings }, { n: 5, method, nowMs: 0 }).entries;

  test.each(["item-knn", "user-knn"] as const)(
    "%s predicts in the person's five stars",
    (method) => {
      const [entry] = entriesFor(method, new Map([["work:set|0", 4]]));
      // Plain neighbours: of the item, the person's own 4 stars; of the person, 10 and 6 of ten.
      expect(entry).toMatchObject({ itemId: "work:set|1", stars: 4 });
    },
  );

  test("no stars are claimed without ratings to tell by", () => {
    for (const entry of entriesFor("item-knn", new Map())) expect(entry.stars).toBeUndefined();
  });

  test("only what is liked makes a list: a film rated low by all does not go with another", () => {
    expect(entriesFor("item-knn", new Map([["work:set|0", 5]])).map((e) => e.itemId)).toEqual([
      "work:set|1",
    ]);
  });
});

const history = fc.record({
  played: fc.uniqueArray(fc.nat(9), { maxLength: 4 }),
  rated: fc.dictionary(fc.nat(9).map(String), fc.integer({ min: 1, max: 10 }), { maxKeys: 4 }),
  blocked: fc.uniqueArray(fc.nat(9), { maxLength: 3 }),
  notNow: fc.uniqueArray(fc.nat(9), { maxLength: 3 }),
});

test("never shows what is blocked, put off, played or rated; shares sum to 1; order is by score", () => {
  fc.assert(
    fc.property(
      someRatings,
      history,
      fc.constantFrom("item-knn" as const, "user-knn" as const),
      fc.constantFrom(stars, plays),
      (ratings, h, method, scale) => {
        const models = modelsFor(ratings, artists, { scale, users: smallShape.rows });
        const person: History = {
          tracks: new Map(),
          artists: new Map(h.played.map((i) => [idOf(i), { plays: 1 }])),
          ratings: new Map(Object.entries(h.rated).map(([i, v]) => [idOf(Number(i)), v / 2])),
          blocked: new Set(h.blocked.map(idOf)),
          notNow: new Map(h.notNow.map((i) => [idOf(i), 2000])),
        };
        const { entries } = slateOf(models, person, { n: 10, method, nowMs: 1000 });
        const refused = [
          ...person.artists.keys(),
          ...person.ratings.keys(),
          ...person.blocked,
          ...person.notNow.keys(),
        ];
        entries.forEach((entry, at) => {
          expect(refused).not.toContain(entry.itemId);
          const named = entry.reasons.reduce((sum, reason) => sum + reason.share, 0);
          expect(named + entry.otherShare).toBeCloseTo(1, 9);
          expect(entry.score).toBeLessThanOrEqual(entries[at - 1]?.score ?? Infinity);
        });
      },
    ),
  );
});
