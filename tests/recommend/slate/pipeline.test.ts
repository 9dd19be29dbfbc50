import fc from "fast-check";
import { expect, test } from "vitest";
import { artistItem, type ItemId } from "../../../src/base/item";
import type { Triple } from "../../../src/base/sparse";
import { finish } from "../../../src/base/steps";
import { itemRanker } from "../../../src/recommend/item-knn";
import { refusalOf } from "../../../src/recommend/signals/refusals";
import { candidatesOf } from "../../../src/recommend/slate/candidates";
import { catalogueOf } from "../../../src/recommend/slate/catalogue";
import { chooseSlate } from "../../../src/recommend/slate/choose";
import { fitNeighbours } from "../../../src/recommend/slate/models";
import { profileIn } from "../../../src/recommend/slate/profile";
import { reasonsOf } from "../../../src/recommend/slate/reasons";
import { someRatings } from "../sample";
import { communityWith } from "./community";

const artists = Array.from({ length: 10 }, (_, i) => ({ id: artistItem(`A${i}`), name: `A${i}` }));
const idOf = (item: number) => artists[item]?.id as ItemId;

interface About {
  readonly played: readonly number[];
  /** Item, half stars. */
  readonly rated: readonly (readonly [number, number])[];
  readonly blocked: readonly number[];
  readonly notNow: readonly number[];
  readonly dial: number;
}

const someItems = fc.uniqueArray(fc.nat(9), { maxLength: 3 });
const person: fc.Arbitrary<About> = fc.record({
  played: someItems,
  rated: fc.uniqueArray(fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 10 })), {
    maxLength: 4,
    selector: ([item]) => item,
  }),
  blocked: someItems,
  notNow: someItems,
  dial: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** What a session puts together: history, model, filters, slate, reasons. */
function entriesFor(ratings: readonly Triple[], about: About) {
  const community = communityWith(ratings, artists);
  const history = {
    tracks: new Map(),
    artists: new Map(about.played.map((i) => [idOf(i), { plays: 1 }])),
    ratings: new Map(about.rated.map(([i, v]) => [idOf(i), v / 2])),
    blocked: new Set(about.blocked.map(idOf)),
    notNow: new Map(about.notNow.map((i) => [idOf(i), 2000])),
  };
  const profile = profileIn(community, history);
  const taste = itemRanker(finish(fitNeighbours(community)), (p) => p).foldIn(profile.taste);
  const candidates = candidatesOf(taste.scores, (item) => {
    const refused = refusalOf({ id: idOf(item), artistId: idOf(item) }, history, 1000);
    return refused === undefined && !profile.known.has(item);
  });
  const catalogue = catalogueOf(community);
  const choices = chooseSlate({ catalogue, candidates, taste: profile.likes, n: 10, dial: about.dial }); // prettier-ignore
  return choices.map(({ item }) => ({
    item,
    ...reasonsOf(taste.explain(item), item, community, profile),
  }));
}

test("never shows what is blocked, put off, played or rated; the shares of reasons sum to 1", () => {
  let shown = 0;
  fc.assert(
    fc.property(someRatings, person, (ratings, about) => {
      const refused = [...about.played, ...about.rated.map(([i]) => i), ...about.blocked, ...about.notNow]; // prettier-ignore
      for (const { item, reasons, otherShare } of entriesFor(ratings, about)) {
        shown++;
        expect(refused).not.toContain(item);
        const named = reasons.reduce((sum, reason) => sum + reason.share, 0);
        expect(named + otherShare).toBeCloseTo(1, 9);
      }
    }),
  );
  expect(shown).toBeGreaterThan(50);
});

test("reasons name the person's own items, with what they gave, the largest first", () => {
  // 0 and 1 go together twice, 2 and 1 once.
  const [entry] = entriesFor(
    [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1], [2, 1, 1], [2, 2, 1]],
    { played: [2], rated: [[0, 9]], blocked: [], notNow: [], dial: 0.3 },
  ); // prettier-ignore
  expect(entry).toMatchObject({
    item: 1,
    reasons: [
      { kind: "item", itemId: idOf(0), value: 4.5 },
      { kind: "item", itemId: idOf(2), value: 1 },
    ],
    otherShare: 0,
  });
});

test("of more than five reasons the rest is summed; of listeners what they gave is told", () => {
  const community = communityWith([[3, 1, 7]], artists);
  const profile = profileIn(community, {
    ...{ tracks: new Map(), artists: new Map(), ratings: new Map() },
  });
  const contributions = [1, 1, 1, 4, 1, 1, -9, 1].map((amount, source) => {
    return { source, similarity: 0.5, value: 1, amount };
  });
  const told = reasonsOf({ source: "listener", base: 0, contributions }, 1, community, profile);
  expect(told.reasons).toHaveLength(5);
  expect(told.reasons[0]).toMatchObject({ kind: "listener", name: "user 3", value: 7, share: 0.4 });
  expect(told.otherShare).toBeCloseTo(0.2, 12);
  const popular = reasonsOf({ source: "popular", base: 3, contributions: [] }, 1, community, profile); // prettier-ignore
  expect(popular).toEqual({ reasons: [{ kind: "popular", listeners: 3, of: 8, share: 1 }], otherShare: 0 }); // prettier-ignore
});
