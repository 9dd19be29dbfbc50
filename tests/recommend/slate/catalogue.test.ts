import { expect, test } from "vitest";
import { artistItem, trackItem } from "../../../src/base/item";
import { rowOf } from "../../../src/base/sparse";
import { candidatesOf } from "../../../src/recommend/slate/candidates";
import { catalogueOf, type Tag } from "../../../src/recommend/slate/catalogue";
import { likenessOf } from "../../../src/recommend/slate/damping";
import { communityWith } from "./community";

const items = [
  { id: trackItem("Ann", "One"), name: "One", artist: "Ann" },
  { id: trackItem("ann", "Two"), name: "Two" },
  { id: artistItem("Ann"), name: "Ann" },
  { id: "score:1", name: "Mine", artist: "Refrain" },
  { id: "work:films|1", name: "A film" },
];
// Everybody has item 0, half have item 1, nobody has item 4.
const community = communityWith(
  [[0, 0, 1], [1, 0, 1], [2, 0, 1], [3, 0, 1], [0, 1, 1], [1, 1, 1], [2, 2, 1], [3, 3, 1]],
  items,
  { users: 4, itemKind: "track" },
); // prettier-ignore
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

test("of a large community some listeners are enough to tell what is alike", () => {
  // Items 0 and 1 share every second listener of 400; item 2 has the others.
  const triples = Array.from({ length: 400 }, (_, u): [number, number, number][] =>
    u % 2 === 0 ? [[u, 0, 1], [u, 1, 1]] : [[u, 0, 1], [u, 2, 1]],
  ); // prettier-ignore
  const films = [0, 1, 2].map((i) => ({ id: `work:s|${i}`, name: `${i}` }));
  const large = communityWith(triples.flat(), films, { users: 400, itemKind: "work" });
  const { vectors } = catalogueOf(large);
  expect(vectors.index.length).toBeLessThan(3 * 100);
  expect(likenessOf(vectors, 0, 1)).toBeCloseTo(Math.SQRT1_2, 1);
  expect(likenessOf(vectors, 1, 2)).toBe(0);
});

test("candidates are the best that are allowed and have a score, ties by number", () => {
  const { item, score } = candidatesOf([0.2, 0.9, 0, 0.9, -1, 0.5], (i) => i !== 5);
  expect(Array.from(item)).toEqual([1, 3, 0]);
  expect(Array.from(score)).toEqual([0.9, 0.9, 0.2]);
  expect(candidatesOf(new Float64Array(5000).fill(1), () => true).item).toHaveLength(1000);
});
