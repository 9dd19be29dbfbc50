import { describe, expect, test } from "vitest";
import { becauseSeeds } from "../../../src/recommend/mixes/because";
import { loveOf, type OwnItem } from "../../../src/recommend/mixes/own";
import { rediscover } from "../../../src/recommend/mixes/rediscover";
import { becauseRow, coldStartPicks, exploreRow, moreByArtist } from "../../../src/recommend/mixes/rows"; // prettier-ignore
import { similarItems } from "../../../src/recommend/mixes/similar";
import { dayMs } from "../../../src/recommend/signals/local-time";
import { candidates, catalogue, vector } from "../decisions";

const nowMs = 900 * dayMs;
const own = (name: string, plays: number, days?: number, stars?: number): OwnItem => ({
  itemId: `track:${name}`,
  artistId: `artist:${name.charAt(0)}`,
  plays,
  ...(days !== undefined && { lastMs: nowMs - days * dayMs }),
  ...(stars !== undefined && { stars }),
});

describe("love", () => {
  test.each([
    ["two plays", own("a", 2), false],
    ["three plays", own("a", 3), true],
    ["four stars, never heard", own("a", 0, undefined, 4), true],
    ["three stars, however often heard", own("a", 99, 1, 3), false],
  ])("%s", (_, item, loved) => expect(loveOf(item) > 0).toBe(loved));

  test("grows with plays and with stars", () => {
    expect(loveOf(own("a", 20))).toBeGreaterThan(loveOf(own("a", 4)));
    expect(loveOf(own("a", 4, 0, 5))).toBeGreaterThan(loveOf(own("a", 4, 0, 4)));
  });
});

describe("rediscover", () => {
  test("is what is loved and was not heard for three months, the longer and the more the better", () => {
    const row = rediscover(
      [
        own("a1", 9, 89),
        own("b1", 9, 90),
        own("c1", 9, 400),
        own("d1", 40, 400),
        own("e1", 1, 400),
        own("f1", 9, 400, 2),
        own("g1", 0, undefined, 5),
      ],
      nowMs,
      10,
    );
    expect(row.map(({ itemId }) => itemId)).toEqual(["track:d1", "track:c1", "track:b1"]);
    expect(row[0]).toEqual({ itemId: "track:d1", days: 400, plays: 40 });
  });

  test("has at most two by one artist, ties by id, and no more than asked for", () => {
    const all = ["a3", "a2", "a1", "b1"].map((name) => own(name, 5, 200));
    expect(rediscover(all, nowMs, 9).map(({ itemId }) => itemId)).toEqual([
      "track:a1",
      "track:a2",
      "track:b1",
    ]);
    expect(rediscover(all, nowMs, 1)).toHaveLength(1);
  });
});

describe("seeds of because-you-listened rows", () => {
  test("are lately heard and loved, one by each artist", () => {
    const all = [own("a1", 9, 1), own("a2", 8, 1), own("b1", 1, 2), own("c1", 30, 300), own("d1", 9, 1, 2)]; // prettier-ignore
    expect(becauseSeeds(all, nowMs, 5)).toEqual(["track:a1", "track:b1", "track:c1"]);
    expect(becauseSeeds(all, nowMs, 1)).toEqual(["track:a1"]);
  });

  test("are apart from each other, and none where nothing was heard or liked", () => {
    const all = [own("a1", 9, 1), own("b1", 8, 1)];
    expect(becauseSeeds(all, nowMs, 5, (_, seeds) => seeds.length === 0)).toEqual(["track:a1"]);
    expect(becauseSeeds([own("a1", 0)], nowMs, 5)).toEqual([]);
    expect(becauseSeeds([own("a1", 0, undefined, 5)], nowMs, 5)).toEqual(["track:a1"]);
  });
});

const known = catalogue(40, 4, (item) => Math.floor(item / 2));

test("a because row has neighbours of its seed only, those the person likes better first", () => {
  const task = { catalogue: known, taste: vector([[1, 1]]), n: 5 }; // prettier-ignore
  const scores = new Float64Array(40);
  scores[9] = 1;
  const neighbours = vector([[5, 0.5], [9, 0.45], [13, 0.1], [17, 0.4]]); // prettier-ignore
  const row = becauseRow(task, neighbours, scores, (item) => item !== 17);
  expect(row.map(({ item }) => item)).toEqual([9, 5, 13]);
});

test("a row to explore has other styles than the person's, each once", () => {
  const score = Array.from({ length: 30 }, (_, i) => 30 - i);
  const all = candidates([...score.keys()], score);
  const row = exploreRow({ catalogue: known, candidates: all, taste: vector([[32, 1]]), n: 3 });
  expect(row.map(({ style }) => style).toSorted()).toEqual(["style 1", "style 2", "style 3"]);
});

test("more by an artist: by score, then the better known, what is allowed", () => {
  const byThree = catalogue(12, 2, (item) => item % 3);
  const scores = Float64Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
  expect(moreByArtist(byThree, 0, scores, (item) => item !== 3, 3)).toEqual([9, 0, 6]);
});

test("picks for the start are well known and of different styles", () => {
  const picks = coldStartPicks(known, (item) => item !== 0, 4);
  expect(new Set(picks.map((item) => item % 4)).size).toBe(4);
  expect(Math.max(...picks)).toBeLessThan(8);
  expect(picks).not.toContain(0);
});

describe("similar items", () => {
  test("are so by listeners and by tags, half each, and say what they share", () => {
    const [first, second, ...rest] = similarItems(known, 0, vector([[4, 0.8], [5, 0.4]]), 20); // prettier-ignore
    expect(first).toEqual({ item: 4, score: 1, byListeners: 0.5, byContent: 0.5, styles: ["style 0"] }); // prettier-ignore
    expect(second).toMatchObject({ item: 8, score: 0.5, byListeners: 0 });
    expect(rest).toContainEqual({ item: 5, score: 0.25, byListeners: 0.25, byContent: 0, styles: [] }); // prettier-ignore
    expect([first, second, ...rest].map((s) => s?.item)).not.toContain(0);
  });

  test("without tags are by listeners alone", () => {
    const untagged = { ...known, styleNames: [] };
    const near = similarItems(untagged, 0, vector([[4, 0.8], [5, 0.4]]), 9); // prettier-ignore
    expect(near.map(({ item, score }) => [item, score])).toEqual([[4, 1], [5, 0.5]]); // prettier-ignore
  });
});
