import { expect, test } from "vitest";
import { artistItem, trackItem } from "../../../src/base/item";
import { fromTriples, rowOf, transpose } from "../../../src/base/sparse";
import { candidatesOf } from "../../../src/recommend/slate/candidates";
import { catalogueOf, type Tag } from "../../../src/recommend/slate/catalogue";
import { communityOf } from "../../../src/recommend/slate/community";
import { likenessOf } from "../../../src/recommend/slate/damping";

const items = [
  { id: trackItem("Ann", "One"), name: "One", artist: "Ann" },
  { id: trackItem("ann", "Two"), name: "Two" },
  { id: artistItem("Ann"), name: "Ann" },
  { id: "score:1", name: "Mine", artist: "Refrain" },
  { id: "work:films|1", name: "A film" },
];
// Everybody has item 0, half have item 1, nobody has item 4.
const byUser = fromTriples(
  [[0, 0, 1], [1, 0, 1], [2, 0, 1], [3, 0, 1], [0, 1, 1], [1, 1, 1], [2, 2, 1], [3, 3, 1]],
  { rows: 4, columns: 5 },
); // prettier-ignore
const byItem = transpose(byUser);
const community = communityOf(
  { id: "c", name: "C", simulated: false, itemKind: "track", scale: { kind: "plays" } },
  {
    items,
    users: ["a", "b", "c", "d"],
    itemPtr: byItem.ptr,
    itemIndex: byItem.index,
    itemValue: Float32Array.from(byItem.value),
  },
);
const tags: readonly (readonly Tag[])[] = [
  [{ name: "rock", weight: 3 }, { name: "live", weight: 1 }],
  [{ name: "rock", weight: 5 }, { name: "constructor", weight: 0 }],
  [{ name: "jazz", weight: 2 }],
  [],
  [],
]; // prettier-ignore
const catalogue = catalogueOf(community, (item) => tags[item] ?? []);

test("an artist is one by every spelling and kind; own pieces and films have none", () => {
  expect(Array.from(catalogue.artist)).toEqual([0, 0, 0, -1, -1]);
});

test("what all have is known, what nobody has is new", () => {
  expect(Array.from(catalogue.novelty)).toEqual([0, 0.5, 1, 1, 1]);
});

test("styles are the tags by share, those of no weight left out", () => {
  expect(catalogue.styleNames).toEqual(["rock", "live", "jazz"]);
  expect(Array.from(rowOf(catalogue.styles, 0).value)).toEqual([0.75, 0.25]);
  expect(Array.from(rowOf(catalogue.styles, 3).index)).toEqual([]);
});

test("likeness is by tags, rare ones more; without tags by listeners", () => {
  expect(likenessOf(catalogue.vectors, 0, 0)).toBeCloseTo(1, 12);
  expect(likenessOf(catalogue.vectors, 0, 2)).toBe(0);
  const rock = 3 * Math.log(6 / 2);
  const live = Math.log(6 / 1);
  expect(likenessOf(catalogue.vectors, 0, 1)).toBeCloseTo(rock / Math.hypot(rock, live), 12);
  const plain = catalogueOf(community);
  expect(plain.styleNames).toEqual([]);
  expect(likenessOf(plain.vectors, 0, 1)).toBeCloseTo(2 / Math.sqrt(4 * 2), 12);
});

test("candidates are the best that are allowed and have a score, ties by number", () => {
  const { item, score } = candidatesOf([0.2, 0.9, 0, 0.9, -1, 0.5], (i) => i !== 5);
  expect(Array.from(item)).toEqual([1, 3, 0]);
  expect(Array.from(score)).toEqual([0.9, 0.9, 0.2]);
  expect(candidatesOf(new Float64Array(5000).fill(1), () => true).item).toHaveLength(1000);
});
