import fc from "fast-check";
import { expect, test } from "vitest";
import {
  findColumn,
  fromColumns,
  fromTriples,
  rowOf,
  transpose,
  type Triple,
} from "../../src/base/sparse";

const triples = fc.array(
  fc.tuple(fc.nat(6), fc.nat(8), fc.integer({ min: -5, max: 5 })) as fc.Arbitrary<Triple>,
  { maxLength: 40 },
);

function dense(list: readonly Triple[]): number[][] {
  const table = Array.from({ length: 7 }, () => new Array<number>(9).fill(0));
  for (const [r, c, v] of list) (table[r] as number[])[c] = v;
  return table;
}

function toDense(matrix: ReturnType<typeof fromTriples>): number[][] {
  return Array.from({ length: matrix.rows }, (_, r) => {
    const line = new Array<number>(matrix.columns).fill(0);
    const { index, value } = rowOf(matrix, r);
    index.forEach((c, p) => {
      line[c] = value[p] as number;
    });
    return line;
  });
}

test("holds what a dense table would hold, the last of a repeated cell", () => {
  fc.assert(
    fc.property(triples, (list) => {
      expect(toDense(fromTriples(list, { rows: 7, columns: 9 }))).toEqual(dense(list));
    }),
  );
});

test("columns ascend within a row, each once", () => {
  fc.assert(
    fc.property(triples, (list) => {
      const matrix = fromTriples(list, { rows: 7, columns: 9 });
      for (let r = 0; r < matrix.rows; r++) {
        const { index } = rowOf(matrix, r);
        for (let p = 1; p < index.length; p++) {
          expect(index[p] as number).toBeGreaterThan(index[p - 1] as number);
        }
      }
    }),
  );
});

test("turned twice is itself", () => {
  fc.assert(
    fc.property(triples, (list) => {
      const matrix = fromTriples(list, { rows: 7, columns: 9 });
      expect(transpose(transpose(matrix))).toEqual(matrix);
    }),
  );
});

test("the shape is just large enough when it is not given", () => {
  const { rows, columns } = fromTriples([
    [2, 5, 1],
    [0, 1, 1],
  ]);
  expect([rows, columns]).toEqual([3, 6]);
});

test.each([
  ["a column", { row: [0], column: [3], value: [1] }],
  ["a row", { row: [2], column: [0], value: [1] }],
])("refuses %s outside the shape", (_what, entries) => {
  expect(() => fromColumns(entries, { rows: 2, columns: 3 })).toThrow(RangeError);
});

test.each([
  [4, 1],
  [3, -1],
  [9, 2],
  [10, -1],
  [0, -1],
])("column %i of 2, 4, 9 stands at %i", (column, at) => {
  expect(findColumn(Uint32Array.of(2, 4, 9), column)).toBe(at);
});
