import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildTable } from "../../../src/formats/ratings/build";
import { Triples } from "../../../src/formats/ratings/triples";

const stars = { kind: "stars", min: 1, max: 5 } as const;
const ignore = (): void => undefined;

type Row = readonly [user: string, item: string, value: number, timeMs: number];

function triplesOf(rows: readonly Row[]): Triples {
  const triples = new Triples();
  rows.forEach(([user, item, value, timeMs], row) => triples.add(user, item, value, timeMs, row));
  return triples;
}

/** The same by a plain map: the last by time, then by row. */
function oracle(rows: readonly Row[]): Map<string, number> {
  const pairs = new Map<string, Row>();
  for (const row of rows) {
    if (row[2] < 1 || row[2] > 5) continue;
    const known = pairs.get(`${row[0]} ${row[1]}`);
    if (known === undefined || row[3] >= known[3]) pairs.set(`${row[0]} ${row[1]}`, row);
  }
  return new Map([...pairs].map(([pair, row]) => [pair, row[2]]));
}

function entries(triples: Triples): { byUser: [string, number][]; byItem: [string, number][] } {
  const { byUser, byItem, users, items } = buildTable(triples, {
    scale: stars,
    onOffScale: ignore,
  });
  const user = (row: number) => triples.users.names[users[row] ?? -1];
  const item = (row: number) => triples.items.names[items[row] ?? -1];
  const list = (side: typeof byUser, name: (row: number, column: number) => string) =>
    [...side.ptr.slice(0, -1)].flatMap((start, row) =>
      [...side.index.slice(start, side.ptr[row + 1])].map(
        (column, at, columns): [string, number] => {
          expect(at === 0 || column > (columns[at - 1] ?? -1)).toBe(true);
          return [name(row, column), side.value[start + at] ?? NaN];
        },
      ),
    );
  return {
    byUser: list(byUser, (row, column) => `${user(row)} ${item(column)}`),
    byItem: list(byItem, (row, column) => `${user(column)} ${item(row)}`),
  };
}

describe("buildTable", () => {
  test("equals a plain map of pairs, by user and by item", () => {
    const row = fc.tuple(
      fc.constantFrom("ann", "bob", "cat"),
      fc.constantFrom("w", "x", "y", "z"),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 3 }).map((sec) => sec * 1000),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const { byUser, byItem } = entries(triplesOf(rows));
        const expected = oracle(rows);
        expect(new Map(byUser)).toEqual(expected);
        expect(new Map(byItem)).toEqual(expected);
        expect(byUser.length).toBe(expected.size);
      }),
    );
  });

  test("tells values off the scale and leaves their users and items out", () => {
    const told: [number, number][] = [];
    const { users, items, byUser } = buildTable(
      triplesOf([
        ["ann", "x", 5, 0],
        ["bob", "y", 9, 0],
      ]),
      { scale: stars, onOffScale: (entry, value) => told.push([entry, value]) },
    );
    expect(told).toEqual([[1, 9]]);
    expect([[...users], [...items], [...byUser.ptr]]).toEqual([[0], [0], [0, 1]]);
  });
});
