import fc from "fast-check";
import { expect, test } from "vitest";
import { artistsOfLiked, because, reasonBars, wholePercents } from "../../src/app/reasons";
import type { Reason } from "../../src/rpc/contracts/recommender";

const item = (name: string, share: number): Reason => ({
  kind: "item",
  itemId: `artist:${name}`,
  name,
  similarity: 0.5,
  value: 1,
  share,
});
const listener = (name: string, share: number): Reason => ({
  kind: "listener",
  name,
  similarity: 0.5,
  value: 1,
  share,
});
const nothing = () => ({});

test.each([
  [
    "played",
    { reasons: [item("x", 0.6), item("y", 0.4)], otherShare: 0 },
    {},
    { kind: "played", name: "x", item: "artist" },
  ],
  ["liked", { reasons: [item("x", 1)], otherShare: 0 }, { stars: 5 }, { kind: "liked", name: "x" }],
  [
    "liked through a track",
    { reasons: [item("x", 1)], otherShare: 0 },
    { likesTrack: true },
    { kind: "liked", name: "x" },
  ],
  [
    "rated",
    { reasons: [item("x", 1)], otherShare: 0 },
    { stars: 3.5 },
    { kind: "rated", name: "x", stars: 3.5 },
  ],
  [
    "listeners",
    { reasons: [listener("u1", 0.5), listener("u2", 0.3)], otherShare: 0.2 },
    {},
    { kind: "listeners", count: 2, more: true },
  ],
  [
    "popular",
    { reasons: [{ kind: "popular", listeners: 37, of: 200, share: 1 }], otherShare: 0 },
    {},
    { kind: "popular", listeners: 37, of: 200 },
  ],
  ["unknown", { reasons: [], otherShare: 0 }, {}, { kind: "unknown" }],
] as const)("%s", (_, entry, standing, expected) => {
  expect(because(entry, () => standing)).toEqual(expected);
});

test("an artist is liked through a track that was rated high, not through a poor one", () => {
  const ratings = [
    ["track:ana|a", 5],
    ["track:bo|b", 2],
    ["artist:cy", 5],
  ] as const;
  expect([...artistsOfLiked(ratings)]).toEqual(["artist:ana"]);
});

test("bars name each reason, then the rest without a name", () => {
  const bars = reasonBars({
    reasons: [item("x", 0.5), item("y", 0.2), item("z", 0)],
    otherShare: 0.3,
  });
  expect(bars.map((bar) => [bar.label, bar.share])).toEqual([
    ["x", 0.5],
    ["y", 0.2],
    [undefined, 0.3],
  ]);
});

test("a rest too small to see is left out", () => {
  expect(reasonBars({ reasons: [item("x", 1)], otherShare: 0.001 })).toHaveLength(1);
  expect(because({ reasons: [item("x", 1)], otherShare: 0 }, nothing).kind).toBe("played");
});

test("whole per cent sum to 100, and none is off by one or more", () => {
  const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(shares, (given) => {
      const total = given.reduce((sum, share) => sum + share, 0);
      fc.pre(total > 1e-9);
      const percents = wholePercents(given);
      expect(percents.reduce((sum, percent) => sum + percent, 0)).toBe(100);
      given.forEach((share, i) => {
        expect(Math.abs((percents[i] ?? Number.NaN) - (share / total) * 100)).toBeLessThan(1);
      });
    }),
  );
});

test("nothing has no shares", () => expect(wholePercents([0, 0])).toEqual([0, 0]));
