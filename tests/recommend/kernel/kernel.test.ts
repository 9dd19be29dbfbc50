import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileKernel, kernelFiles } from "../../../scripts/build-kernel";
import { seededRandom } from "../../../src/base/random";
import { fromColumns, type SparseRows } from "../../../src/base/sparse";
import { similarityKernel } from "../../../src/recommend/kernel/kernel";
import { nearestRows } from "../../../src/recommend/similarity";

const kernel = similarityKernel() as WebAssembly.Module;

const kinds = {
  plays: () => 1,
  stars: (random: number) => 1 + Math.floor(5 * random),
  halves: (random: number) => (1 + Math.floor(10 * random)) / 2,
  verdicts: (random: number) => (random < 0.4 ? -1 : 1),
  "many plays": (random: number) => Math.floor(1e6 ** random),
  logarithms: (random: number) => Math.log1p(1e4 * random),
  deviations: (random: number) => random - 0.5,
} as const;
type Kind = keyof typeof kinds;
const kindNames = Object.keys(kinds) as Kind[];

/** A matrix with full and empty rows and columns, rare ones and frequent ones. */
function matrix(seed: number, rows: number, columns: number, entries: number, kind: Kind) {
  const random = seededRandom(`kernel ${seed}`);
  const row: number[] = [];
  const column: number[] = [];
  for (let e = 0; e < entries; e++) {
    row.push(Math.floor(rows * random() ** 3));
    column.push(Math.floor(columns * random() ** 2));
  }
  const value = row.map(() => kinds[kind](random()));
  return fromColumns({ row, column, value }, { rows, columns });
}

function expectSame(rows: SparseRows, k: number, shrinkage: number, minOverlap: number) {
  const plain = nearestRows(rows, k, shrinkage, minOverlap, null);
  expect(nearestRows(rows, k, shrinkage, minOverlap, kernel)).toEqual(plain);
}

describe("the kernel equals plain loops to the last bit", () => {
  test("in small matrices of every kind", () => {
    const shape = fc.record({
      seed: fc.nat(),
      rows: fc.integer({ min: 1, max: 150 }),
      columns: fc.integer({ min: 1, max: 40 }),
      entries: fc.nat(1500),
      kind: fc.constantFrom(...kindNames),
      k: fc.integer({ min: 1, max: 30 }),
      shrinkage: fc.constantFrom(0, 0.5, 10),
      minOverlap: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(shape, ({ seed, rows, columns, entries, kind, k, shrinkage, minOverlap }) => {
        expectSame(matrix(seed, rows, columns, entries, kind), k, shrinkage, minOverlap);
      }),
      { numRuns: 150 },
    );
  });

  test.each(kindNames)("in a larger matrix of %s", (kind) => {
    const rows = matrix(7, 1500, 400, 30_000, kind);
    expectSame(rows, 20, 0, 1);
    expectSame(rows, 20, 10, 1);
  });

  test("where far more rows are equally near than are kept", () => {
    const row = Uint32Array.from({ length: 4000 }, (_, e) => e % 1000);
    const column = Uint32Array.from(row, (r, e) => (e < 1000 ? 0 : 1 + (r % 3)));
    expectSame(
      fromColumns({ row, column, value: row.fill(1) }, { rows: 1000, columns: 4 }),
      5,
      0,
      1,
    );
  });

  test("where rows are so long that f32 could not count them", () => {
    const row = Uint32Array.from({ length: 20_000 }, (_, e) => e % 4);
    const column = Uint32Array.from(row, (_, e) => e >> 2);
    const value = Uint32Array.from(row, (r, e) => 1000 + r + (e % 7));
    expectSame(fromColumns({ row, column, value }, { rows: 4, columns: 5000 }), 3, 0, 1);
  });
});

test("a large matrix goes through the kernel unasked, in the same steps", () => {
  const rows = matrix(3, 900, 300, 20_000, "stars");
  expect(nearestRows(rows, 10, 0)).toEqual(nearestRows(rows, 10, 0, 1, null));
});

test("the committed kernel is what its source compiles to", async () => {
  const file = kernelFiles["similarity.ts"];
  expect(await compileKernel("similarity.ts")).toBe(readFileSync(file, "utf8"));
});
