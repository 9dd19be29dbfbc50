import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyColumns, Shortlist, writeRow } from "../../src/base/shortlist";

// Few different scores, so that ties are common.
const entries = fc.uniqueArray(fc.tuple(fc.nat(500), fc.nat(12)), {
  selector: ([id]) => id,
  maxLength: 300,
});

function bestOf(list: readonly (readonly [number, number])[], k: number): number[] {
  const shortlist = new Shortlist(k);
  for (const [id, score] of list) shortlist.put(id, score);
  return [...shortlist.id.subarray(0, shortlist.sort())];
}

test("keeps what a full sort would put first, ties by id", () => {
  fc.assert(
    fc.property(entries, fc.integer({ min: 1, max: 60 }), (list, k) => {
      const sorted = [...list].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      expect(bestOf(list, k)).toEqual(sorted.slice(0, k).map(([id]) => id));
    }),
  );
});

test("does not depend on the order of putting", () => {
  fc.assert(
    fc.property(entries, fc.integer({ min: 1, max: 10 }), (list, k) => {
      expect(bestOf([...list].reverse(), k)).toEqual(bestOf(list, k));
    }),
  );
});

test("can be used again after it is cleared", () => {
  const shortlist = new Shortlist(1);
  shortlist.put(1, 9);
  shortlist.put(2, 8);
  shortlist.clear();
  shortlist.put(3, 1);
  expect(shortlist.sort()).toBe(1);
  expect(shortlist.id[0]).toBe(3);
});

test("pads a row that has fewer entries", () => {
  const columns = emptyColumns(2, 3);
  const shortlist = new Shortlist(3);
  shortlist.put(4, 0.5);
  writeRow(columns, 1, shortlist);
  expect([...columns.id]).toEqual([-1, -1, -1, 4, -1, -1]);
  expect([...columns.score]).toEqual([0, 0, 0, 0.5, 0, 0]);
});

test.each([0, -1, 1.5, Number.NaN])("refuses k = %f", (k) => {
  expect(() => new Shortlist(k)).toThrow(RangeError);
});
