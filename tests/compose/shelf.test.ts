import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readShelf, starCode, type StoredShelf } from "../../src/compose/shelf";
import { validate } from "../../src/music/validate";

const FILE = new URL("../../public/shelf/starter.json", import.meta.url);

const SMALL: StoredShelf = {
  format: 1,
  model: "melody@1",
  temperature: 0.9,
  pieces: [
    { id: "starter-001", seed: 1, bits: 1.5, abc: "X:1\nT:One\nR:jig\nM:6/8\nL:1/8\nK:D\nD6|]\n" },
    { id: "starter-002", seed: 2, bits: 1.6, abc: "X:2\nT:Two\nM:4/4\nL:1/8\nK:G\nG8|]\n" },
  ],
  community: {
    simulated: true,
    name: "Simulated listeners",
    listeners: [
      { name: "A", stars: ".7" },
      { name: "B", stars: "a1" },
    ],
  },
};

test("reads pieces and ratings", () => {
  const shelf = readShelf(SMALL);
  if (!shelf.ok) throw new Error(shelf.fault.message);
  expect(shelf.value.pieces.map(({ score }) => score.title)).toEqual(["One", "Two"]);
  expect(shelf.value.community.ratings).toEqual([
    { listener: 0, piece: 1, stars: 3.5 },
    { listener: 1, piece: 0, stars: 5 },
    { listener: 1, piece: 1, stars: 0.5 },
  ]);
});

test.each([0.5, 1, 2.5, 4.5, 5])("%s stars go through a row", (stars) => {
  const [listener] = SMALL.community.listeners;
  const row = {
    ...SMALL.community,
    listeners: [{ ...listener, name: "A", stars: starCode(stars) }],
  };
  const shelf = readShelf({ ...SMALL, community: row });
  expect(shelf.ok && shelf.value.community.ratings[0]?.stars).toBe(stars);
});

test.each([
  [
    "a community that does not say it is simulated",
    { community: { ...SMALL.community, simulated: false } },
  ],
  ["a piece that is no tune", { pieces: [{ id: "x", seed: 1, bits: 1, abc: "" }] }],
  ["another format", { format: 2 }],
])("refuses %s", (_, change) => {
  expect(readShelf({ ...SMALL, ...change }).ok).toBe(false);
});

test("the shelf that ships: exact pieces in nine styles, titles of their own, everyone simulated", () => {
  const text = readFileSync(FILE, "utf8");
  const shelf = readShelf(JSON.parse(text));
  if (!shelf.ok) throw new Error(shelf.fault.message);
  const { pieces, community } = shelf.value;
  expect(text.length).toBeLessThan(150_000);
  expect(pieces.length).toBeGreaterThanOrEqual(120);
  for (const { score } of pieces) expect(validate(score)).toEqual([]);
  expect(new Set(pieces.map(({ score }) => score.title)).size).toBe(pieces.length);
  expect(new Set(pieces.map(({ id }) => id)).size).toBe(pieces.length);
  expect(new Set(pieces.map(({ score }) => score.type)).size).toBe(9);
  expect(community.listeners).toHaveLength(200);
  expect(community.ratings.length).toBeGreaterThan(2000);
  expect(community.listeners.every((name) => name.endsWith("(simulated)"))).toBe(true);
});
