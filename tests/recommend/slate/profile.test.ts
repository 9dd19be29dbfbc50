import { describe, expect, test } from "vitest";
import { artistItem, trackItem, workItem } from "../../../src/base/item";
import { rowOf } from "../../../src/base/sparse";
import type { Scale } from "../../../src/recommend/slate/community";
import { artistOfTrack, profileIn, type History } from "../../../src/recommend/slate/profile";
import { communityWith } from "./community";

const stars: Scale = { kind: "stars", min: 1, max: 10 };
const artists = Array.from({ length: 4 }, (_, i) => ({ id: artistItem(`A${i}`), name: `A${i}` }));
const [a0, a1, a2] = artists.map(({ id }) => id) as [string, string, string];
const nothing: History = { tracks: new Map(), artists: new Map(), ratings: new Map() };

/** Taste, likes and what is known, as pairs and numbers. */
function seen(history: Partial<History>, community = communityWith([[0, 0, 1]], artists)) {
  const { taste, likes, known } = profileIn(community, { ...nothing, ...history });
  const pairs = ({ index, value }: typeof taste) =>
    Array.from(index, (item, p) => [item, value[p]]);
  return { taste: pairs(taste), likes: pairs(likes), known: [...known] };
}

describe("a profile", () => {
  test("has what was played for what listening says, or 1", () => {
    const played = new Map([[a1, { plays: 3 }], [a0, { plays: 1, value: 0.4 }], ["artist:else", { plays: 2 }]]); // prettier-ignore
    const { taste, known } = seen({ artists: played });
    expect(taste).toEqual([[0, 0.4], [1, 1]]); // prettier-ignore
    expect(known.toSorted()).toEqual([0, 1]);
  });

  test("has what was only skipped against it, if it was skipped early, else not at all", () => {
    const played = new Map([[a0, { plays: 0, value: -0.5 }], [a1, { plays: 0, value: 0 }]]); // prettier-ignore
    expect(seen({ artists: played })).toEqual({ taste: [[0, -0.5]], likes: [], known: [0] });
  });

  test("believes what was said before what was heard", () => {
    const played = new Map([[a0, { plays: 9, value: 0.6 }], [a1, { plays: 9 }], [a2, { plays: 9 }]]); // prettier-ignore
    const ratings = new Map([[a0, 5], [a1, 3], [a2, 1]]); // prettier-ignore
    expect(seen({ artists: played, ratings })).toEqual({
      taste: [[0, 1], [2, -1]],
      likes: [[0, 1]],
      known: [0, 1, 2],
    }); // prettier-ignore
  });

  test("counts a track that is rated high for its artist, one rated low not against", () => {
    const ratings = new Map([[trackItem("A2", "Song"), 4], [trackItem("A1", "Song"), 1]]); // prettier-ignore
    expect(seen({ ratings }).taste).toEqual([[2, 1]]);
    expect(seen({ ratings: new Map([...ratings, [a2, 2]]) }).taste).toEqual([[2, -1]]);
  });

  test("has ratings on the community's scale, and says what was given", () => {
    const films = Array.from({ length: 2 }, (_, i) => ({
      id: workItem("s", `${i}`),
      name: `${i}`,
    }));
    const community = communityWith([[0, 0, 8]], films, { scale: stars, itemKind: "work" });
    const ratings = new Map([["work:s|1", 4.5]]);
    const profile = profileIn(community, { ...nothing, ratings });
    expect(Array.from(profile.stars.value)).toEqual([9]);
    expect(profile.given).toEqual(new Map([[1, 4.5]]));
  });
});

test("of a community, only what its people rated high counts as liked", () => {
  const community = communityWith([[0, 0, 8], [0, 1, 6], [1, 1, 7], [1, 2, 1]], artists, { scale: stars }); // prettier-ignore
  const liked = artists.map((_, item) => Array.from(rowOf(community.liked, item).index));
  expect(liked).toEqual([[0], [1], [], []]);
});

test.each([
  ["track:nina|feeling good", "artist:nina"],
  ["track:|untitled", undefined],
  ["score:1", undefined],
])("the artist of %s is %s", (id, artist) => expect(artistOfTrack(id)).toBe(artist));
