import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromTriples, rowOf, transpose, type Triple } from "../../src/base/sparse";
import { fitBaselines, turned } from "../../src/recommend/baselines";
import { Comparer } from "../../src/recommend/comparer";
import { nearestByMeasure } from "../../src/recommend/nearest";
import { starDefaults, type NeighbourOptions } from "../../src/recommend/options";
import { prepareRows } from "../../src/recommend/prepare";
import { nearestRows } from "../../src/recommend/similarity";
import { interactions, sample, smallShape, someRatings } from "./sample";

const data = interactions(sample.ratings, { rows: sample.users, columns: sample.items });

function optionsOf(name: string): NeighbourOptions {
  const [similarity, overlap] = name.split(" ") as [
    NeighbourOptions["similarity"],
    NeighbourOptions["overlap"],
  ];
  const shrinkage = similarity === "pearson-baseline" ? 100 : 0;
  return { ...starDefaults, similarity, overlap, shrinkage, k: sample.items };
}

function prepared(options: NeighbourOptions) {
  const baselines = turned(fitBaselines(data.users, data.items));
  return prepareRows(data.items, options, baselines).rows;
}

/** Every similarity above the diagonal, row by row. */
function upperTriangle(options: NeighbourOptions): number[] {
  const rows = prepared(options);
  const comparer = new Comparer(rows, options);
  return Array.from({ length: rows.rows }, (_, i) => {
    comparer.compare(rowOf(rows, i));
    return [...comparer.similarities().subarray(i + 1)];
  }).flat();
}

describe("equals scikit-learn and numpy on 40 users and 60 items", () => {
  test.each(Object.keys(sample.similarity))("%s", (name) => {
    const expected = sample.similarity[name] as readonly number[];
    const ours = upperTriangle(optionsOf(name));
    expect(ours.length).toBe(expected.length);
    ours.forEach((s, pair) => expect(s).toBeCloseTo(expected[pair] as number, 9));
  });

  test.each(Object.keys(sample.similarity))(
    "the nearest by %s are the largest of a row",
    (name) => {
      const options = { ...optionsOf(name), k: 7 };
      const rows = prepared(options);
      const nearest = nearestByMeasure(rows, options);
      const comparer = new Comparer(rows, options);
      for (let i = 0; i < rows.rows; i++) {
        comparer.compare(rowOf(rows, i));
        const largest = [...comparer.similarities()]
          .filter((s, j) => j !== i && s > 0)
          .sort((a, b) => b - a)
          .slice(0, 7);
        const ours = [...nearest.score.subarray(i * 7, i * 7 + 7)].filter((s) => s > 0);
        expect(ours.length).toBe(largest.length);
        ours.forEach((s, n) => expect(s).toBeCloseTo(largest[n] as number, 12));
      }
    },
  );
});

const pair = (list: readonly Triple[]) => fromTriples(list, { rows: 2, columns: 3 });

describe("nearestRows", () => {
  test.each<[string, Triple[], number, number]>([
    [
      "the same row twice",
      [
        [0, 0, 2],
        [1, 0, 2],
      ],
      0,
      1,
    ],
    [
      "the same plays twice",
      [
        [0, 0, 1],
        [1, 0, 1],
      ],
      0,
      1,
    ],
    [
      "no column in common",
      [
        [0, 0, 1],
        [1, 1, 1],
      ],
      0,
      0,
    ],
    [
      "one column of two",
      [
        [0, 0, 1],
        [1, 0, 1],
        [1, 1, 1],
      ],
      0,
      Math.SQRT1_2,
    ],
    [
      "shrunk",
      [
        [0, 0, 1],
        [1, 0, 1],
      ],
      3,
      0.25,
    ],
    [
      "opposite",
      [
        [0, 0, 1],
        [1, 0, -1],
      ],
      0,
      0,
    ],
  ])("%s", (_what, triples, shrinkage, expected) => {
    expect(nearestRows(pair(triples), 1, shrinkage).score[0]).toBeCloseTo(expected, 12);
  });

  test("leaves out pairs with too little in common", () => {
    const rows = fromTriples([
      [0, 0, 1], [0, 1, 1], [0, 2, 1],
      [1, 0, 1],
      [2, 0, 1], [2, 1, 1], [2, 3, 1],
    ]); // prettier-ignore
    expect([...nearestRows(rows, 2, 0, 2).id]).toEqual([2, -1, -1, -1, 0, -1]);
  });

  test.each([
    [0, 0],
    [1, -1],
  ])("refuses k %i with shrinkage %i", (k, shrinkage) => {
    expect(() => nearestRows(pair([[0, 0, 1]]), k, shrinkage)).toThrow(RangeError);
  });

  test("counting equals summing where all values are 1, in sparse and in full rows", () => {
    fc.assert(
      fc.property(someRatings, fc.nat(3), fc.integer({ min: 1, max: 3 }), (list, shrink, least) => {
        const ones = fromTriples(
          list.map(([u, i]) => [i, u, 1]),
          { rows: 40, columns: 8 },
        );
        const few = fromTriples(
          list.map(([u, i]) => [i, u, 1]),
          { rows: 10, columns: 8 },
        );
        const twos = fromTriples(
          list.map(([u, i]) => [i, u, 2]),
          { rows: 10, columns: 8 },
        );
        const counted = nearestRows(few, 4, shrink, least);
        // Twice the values is four times the product and the norms, so four times the shrinkage.
        expect(nearestRows(twos, 4, 4 * shrink, least)).toEqual(counted);
        expect(nearestRows(ones, 4, shrink, least).id.subarray(0, 40)).toEqual(counted.id);
      }),
    );
  });

  test("equals looking at every pair, empty rows among full ones", () => {
    const cell = fc.tuple(fc.nat(89), fc.nat(19), fc.constantFrom(1, 2, 3));
    const table = fc.array(cell, { minLength: 200, maxLength: 900 });
    fc.assert(
      fc.property(table, fc.boolean(), fc.nat(5), fc.nat(20), (cells, counted, shrink, empty) => {
        const triples = cells
          .filter(([r]) => r % 23 !== empty)
          .map(([r, c, v]): Triple => [r, c, counted ? 1 : v]);
        const rows = fromTriples(triples, { rows: 90, columns: 20 });
        const dot = (a: number, b: number) => {
          const [x, y] = [rowOf(rows, a), rowOf(rows, b)];
          return x.index.reduce((sum, c, p) => {
            const q = y.index.indexOf(c);
            return q < 0 ? sum : sum + (x.value[p] as number) * (y.value[q] as number);
          }, 0);
        };
        const nearest = nearestRows(rows, 3, shrink);
        for (let i = 0; i < 90; i += 7) {
          const all = Array.from({ length: 90 }, (_, j) => ({
            j,
            s: dot(i, j) / (Math.sqrt(dot(i, i) * dot(j, j)) + shrink),
          }));
          const best = all
            .filter(({ j, s }) => j !== i && s > 0)
            .sort((a, b) => b.s - a.s || a.j - b.j)
            .slice(0, 3);
          const ours = [...nearest.id.subarray(3 * i, 3 * i + 3)].filter((id) => id >= 0);
          expect(ours).toEqual(best.map(({ j }) => j));
        }
      }),
      { numRuns: 40 },
    );
  });

  test("does not depend on the order of ratings", () => {
    fc.assert(
      fc.property(someRatings, (list) => {
        const rows = transpose(fromTriples(list, smallShape));
        const again = transpose(fromTriples([...list].reverse(), smallShape));
        expect(nearestRows(again, 3, 1)).toEqual(nearestRows(rows, 3, 1));
      }),
    );
  });
});

test("every measure is symmetric and, but for rounding, at most 1 in size", () => {
  const measures = Object.keys(sample.similarity);
  fc.assert(
    fc.property(someRatings, fc.constantFrom(...measures), (list, name) => {
      const options = optionsOf(name);
      const users = fromTriples(list, smallShape);
      const baselines = fitBaselines(users, transpose(users));
      const { rows } = prepareRows(users, options, baselines);
      const comparer = new Comparer(rows, options);
      const table = Array.from({ length: rows.rows }, (_, r) => {
        comparer.compare(rowOf(rows, r));
        return [...comparer.similarities()];
      });
      table.forEach((line, r) =>
        line.forEach((s, c) => {
          expect(s).toBeCloseTo(table[c]?.[r] as number, 12);
          expect(Math.abs(s)).toBeLessThanOrEqual(1 + 1e-9);
        }),
      );
    }),
  );
});

test("minOverlap makes pairs with less in common unlike", () => {
  const rows = fromTriples([[0, 0, 1], [1, 0, 1], [1, 1, 2], [2, 0, 1], [2, 1, 2]]); // prettier-ignore
  const comparer = new Comparer(rows, { ...starDefaults, minOverlap: 2 });
  comparer.compare(rowOf(rows, 1));
  expect([...comparer.similarities()]).toEqual([0, 1, 1]);
});
