import { describe, expect, test } from "vitest";
import { gridOf } from "../../../src/recommend/evaluate/grid";
import { holdEntries, holdUsers } from "../../../src/recommend/evaluate/validation";
import type { TripleColumns } from "../../../src/recommend/evaluate/triples";
import { neighbourTable } from "../../../src/recommend/options";

const columns: TripleColumns = {
  userIds: Array.from({ length: 50 }, (_, u) => `u${u}`),
  itemIds: Array.from({ length: 20 }, (_, i) => `i${i}`),
  user: Uint32Array.from({ length: 1000 }, (_, e) => e % 50),
  item: Uint32Array.from({ length: 1000 }, (_, e) => Math.floor(e / 50)),
  value: Float64Array.from({ length: 1000 }, (_, e) => e),
};

const pairs = ({ userIds, itemIds, user, item, value }: TripleColumns) =>
  [...value].map((v, e) => `${userIds[user[e] as number]} ${itemIds[item[e] as number]} ${v}`);

test("entries are held out or trained on, each once, by the seed", () => {
  const { train, test: held } = holdEntries(columns, 0.2, 1);
  expect([...pairs(train), ...pairs(held)].sort()).toEqual(pairs(columns).sort());
  expect(held.value.length).toBeGreaterThan(150);
  expect(held.value.length).toBeLessThan(250);
  expect(pairs(holdEntries(columns, 0.2, 1).test)).toEqual(pairs(held));
  expect(pairs(holdEntries(columns, 0.2, 2).test)).not.toEqual(pairs(held));
});

test("newcomers are not in the community; what they bring and what is to be found is theirs", () => {
  const { community, input, test: held } = holdUsers(columns, { users: 0.2, entries: 0.3 }, 1);
  const out = new Set([...input.userIds, ...held.userIds]);
  expect(out.size).toBeGreaterThan(3);
  expect(community.userIds.filter((id) => out.has(id))).toEqual([]);
  expect([...pairs(community), ...pairs(input), ...pairs(held)].sort()).toEqual(
    pairs(columns).sort(),
  );
});

describe("gridOf", () => {
  test.each([
    [[], [{}]],
    [["k=5"], [{ k: 5 }]],
    [["k=5,6"], [{ k: 5 }, { k: 6 }]],
    [
      ["k=5,6", "similarity=msd,cosine"],
      [
        { k: 5, similarity: "msd" },
        { k: 5, similarity: "cosine" },
        { k: 6, similarity: "msd" },
        { k: 6, similarity: "cosine" },
      ],
    ],
  ])("%j", (settings, grid) => expect(gridOf(neighbourTable, settings)).toEqual(grid));

  test.each([
    ["k=5,0", /k must be a whole number ≥ 1, not "0"/],
    ["k=5,", /not ""/],
    ["depth=1,2", /no option "depth"/],
  ])("refuses %s", (setting, message) => {
    expect(() => gridOf(neighbourTable, [setting])).toThrow(message);
  });
});
