import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowOf, type Triple } from "../../src/base/sparse";
import { fitBaselines } from "../../src/recommend/baselines";
import { centresOf } from "../../src/recommend/centring";
import { Estimator } from "../../src/recommend/estimate";
import { centrings, similarities, starDefaults } from "../../src/recommend/options";
import { fitStars } from "../../src/recommend/stars";
import { fitItemMeans } from "../../src/recommend/popularity";
import { interactions, sample, smallShape, someRatings } from "./sample";

const data = interactions(sample.ratings, { rows: sample.users, columns: sample.items });
const sides = ["user", "item"] as const;

test("the textbook: neighbours with similarity .6 and .4", () => {
  // Columns C, D, E; row 0 is predicted for, rows 1 and 2 are its neighbours.
  const ratings: Triple[] = [
    [1, 0, 2], [1, 1, 5], [1, 2, 1],
    [2, 0, 5], [2, 1, 4], [2, 2, 3],
  ]; // prettier-ignore
  const { users, items } = interactions(ratings, { rows: 3, columns: 3 });
  const estimator = new Estimator(40, centresOf(users, "none"));
  const similarity = (row: number) => [0, 0.6, 0.4][row] as number;
  const stars = [0, 1, 2].map((item) =>
    estimator.stars({
      similarity,
      raters: rowOf(items, item),
      column: 0,
      centre: 0,
      unit: 1,
      otherwise: Number.NaN,
    }),
  );
  expect(stars.map((s) => Number(s.toFixed(10)))).toEqual([3.2, 4.6, 1.8]);
});

test("baselines equal ten sweeps in numpy", () => {
  const { mean, row, column } = fitBaselines(data.users, data.items);
  expect(mean).toBeCloseTo(sample.baselines.mean, 12);
  row.forEach((bias, u) => expect(bias).toBeCloseTo(sample.baselines.user[u] as number, 12));
  column.forEach((bias, i) => expect(bias).toBeCloseTo(sample.baselines.item[i] as number, 12));
});

test.each(sides)("%s-knn predicts what numpy does, k 5, cosine over what both rated", (side) => {
  const expected = side === "user" ? sample.userStars : sample.itemStars;
  const model = fitStars(data, side, { ...starDefaults, k: 5 });
  const empty = expected.flatMap((line, u) =>
    line.flatMap((stars, i) => (stars === null ? [] : [{ u, i, stars }])),
  );
  const stars = model.predict(
    Int32Array.from(empty, ({ u }) => u),
    Int32Array.from(empty, ({ i }) => i),
  );
  expect(empty.length).toBeGreaterThan(1000);
  empty.forEach((cell, at) => expect(stars[at]).toBeCloseTo(cell.stars, 8));
});

describe("someone or something unknown", () => {
  const predict = (side: "user" | "item", centring: (typeof centrings)[number]) =>
    fitStars(data, side, { ...starDefaults, centring }).predict(
      Int32Array.of(-1, 0, -1),
      Int32Array.of(0, -1, -1),
    );
  const { mean, user, item } = sample.baselines;

  test.each(sides)("%s-knn gives the mean", (side) => {
    for (const centring of ["none", "mean", "zscore"] as const) {
      for (const stars of predict(side, centring)) expect(stars).toBeCloseTo(mean, 12);
    }
  });

  test.each(sides)("%s-knn on baselines gives what is known of the baseline", (side) => {
    const [newUser, newItem, both] = predict(side, "baseline");
    expect(newUser).toBeCloseTo(mean + (item[0] as number), 12);
    expect(newItem).toBeCloseTo(mean + (user[0] as number), 12);
    expect(both).toBeCloseTo(mean, 12);
  });
});

const anyModel = fc.record({
  side: fc.constantFrom(...sides),
  similarity: fc.constantFrom(...similarities),
  centring: fc.constantFrom(...centrings),
  k: fc.integer({ min: 1, max: 5 }),
});

test("someone folded in gets what the same ratings get in the community (user side)", () => {
  fc.assert(
    fc.property(someRatings, anyModel, (list, { similarity, centring, k }) => {
      const community = interactions(list, smallShape);
      const model = fitStars(community, "user", { ...starDefaults, similarity, centring, k });
      const person = rowOf(community.users, 0);
      const unrated = community.itemIds.map((_, i) => i).filter((i) => !person.index.includes(i));
      const inside = model.predict(new Int32Array(unrated.length), Int32Array.from(unrated));
      const folded = model.foldIn(person);
      unrated.forEach((item, at) =>
        expect(folded.predict(item).stars).toBeCloseTo(inside[at] as number, 9),
      );
    }),
  );
});

test("someone folded in gets what the same ratings get in the community (item side)", () => {
  fc.assert(
    fc.property(someRatings, anyModel, (list, { similarity, centring, k }) => {
      const community = interactions(list, smallShape);
      const model = fitStars(community, "item", { ...starDefaults, similarity, centring, k });
      const person = rowOf(community.users, 0);
      const unrated = community.itemIds.map((_, i) => i).filter((i) => !person.index.includes(i));
      const inside = model.predict(new Int32Array(unrated.length), Int32Array.from(unrated));
      const folded = model.foldIn(person);
      unrated.forEach((item, at) =>
        expect(folded.predict(item).stars).toBeCloseTo(inside[at] as number, 9),
      );
    }),
  );
});

test("base and contributions add up to the stars, exactly", () => {
  fc.assert(
    fc.property(someRatings, anyModel, (list, { side, ...options }) => {
      const community = interactions(list, smallShape);
      const folded = fitStars(community, side, { ...starDefaults, ...options }).foldIn(
        rowOf(community.users, 0),
      );
      for (let item = 0; item < smallShape.columns; item++) {
        const { stars, base, contributions } = folded.predict(item);
        expect(contributions.reduce((sum, { amount }) => sum + amount, base)).toBe(stars);
        expect(contributions.length).toBeLessThanOrEqual(options.k);
      }
    }),
  );
});

test("plain stars lie within the ratings they are a mean of", () => {
  fc.assert(
    fc.property(someRatings, fc.constantFrom(...sides), (list, side) => {
      const community = interactions(list, smallShape);
      const model = fitStars(community, side, starDefaults).foldIn(rowOf(community.users, 0));
      for (let item = 0; item < smallShape.columns; item++) {
        const { stars, contributions } = model.predict(item);
        if (contributions.length === 0) continue;
        const values = contributions.map(({ value }) => value);
        expect(stars).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(stars).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      }
    }),
  );
});

test("popularity gives the mean of an item, or of everything", () => {
  const model = fitItemMeans(interactions([[0, 0, 2], [1, 0, 5], [1, 1, 5]], { rows: 2, columns: 3 })); // prettier-ignore
  const stars = model.predict(Int32Array.of(0, 0, 0, 0), Int32Array.of(0, 1, 2, -1));
  expect([...stars]).toEqual([3.5, 5, 4, 4]);
});
