import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeSlate } from "../../src/app/slate-changes";
import type { SlateEntry } from "../../src/rpc/contracts/recommender";

const entry = (name: string): SlateEntry => ({
  itemId: name,
  kind: "artist",
  name,
  score: 1,
  communityId: "c",
  reasons: [],
  otherShare: 0,
});
const rows = (names: string) => [...names].map((name) => ({ entry: entry(name) }));
const shown = (merged: ReturnType<typeof mergeSlate>) =>
  merged.map(
    (row) =>
      row.entry.itemId + ({ new: "*", up: "+", down: "-", none: "" }[row.change ?? "none"] ?? ""),
  );

test.each([
  ["nothing known before: all new", "", "ab", "", ["a*", "b*"]],
  ["same order: no change", "abc", "abc", "", ["a", "b", "c"]],
  ["a long way up and down", "abcd", "dbca", "", ["d+", "b", "c", "a-"]],
  ["a liked row keeps its place though the list lost it", "abc", "bcd", "a", ["a", "b", "c"]],
  ["a liked row in the middle", "abc", "dac", "b", ["d*", "b", "a"]],
  ["a dropped row makes room", "abc", "bcd", "", ["b", "c", "d*"]],
  ["a held row that never was here is not invented", "ab", "ab", "z", ["a", "b"]],
  ["a shorter list gets shorter", "abc", "a", "", ["a"]],
] as const)("%s", (_, before, after, held, expected) => {
  expect(shown(mergeSlate(rows(before), [...after].map(entry), new Set(held)))).toEqual(expected);
});

test("held rows never move while there is enough to fill the list, and no row shows twice", () => {
  const names = fc.uniqueArray(fc.constantFrom(..."abcdefghij"));
  fc.assert(
    fc.property(names, names, names, (before, after, held) => {
      const merged = mergeSlate(rows(before.join("")), after.map(entry), new Set(held)).map(
        (row) => row.entry.itemId,
      );
      expect(new Set(merged).size).toBe(merged.length);
      before.forEach((name, rank) => {
        if (held.includes(name) && merged.length >= before.length) expect(merged[rank]).toBe(name);
      });
    }),
  );
});
