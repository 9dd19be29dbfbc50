import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalNumbers } from "../../src/base/normal";
import { rowOf, type Triple } from "../../src/base/sparse";
import { RowAdam } from "../../src/recommend/adam";
import type { StarModel } from "../../src/recommend/model";
import { mf } from "../../src/recommend/mf";
import type { Settings } from "../../src/recommend/spec";
import { trainFactors } from "../../src/recommend/train-factors";
import { fixture, interactions, sample, smallShape, someRatings } from "./sample";

const data = interactions(sample.ratings, { rows: sample.users, columns: sample.items });
const small: Settings = { factors: 4, epochs: 3, lambda: 1.5, batch: 20 };

function starsOf(model: StarModel, user: number, items: number): Float64Array {
  return model.predict(
    new Int32Array(items).fill(user),
    Int32Array.from({ length: items }, (_, i) => i),
  );
}

test("Adam's steps equal numpy's, and rows not touched stand still", () => {
  const { steps, after } = fixture<{ steps: number[][]; after: number[] }>("adam.json");
  const adam = new RowAdam(2, 3);
  adam.weights.set([1, -2, 0.5, 7, 7, 7]);
  for (const gradient of steps) {
    adam.touch(0);
    adam.gradients.set(gradient);
    adam.step(0.1);
  }
  after.forEach((weight, at) => expect(adam.weights[at]).toBeCloseTo(weight, 5));
  expect([...adam.weights.subarray(3)]).toEqual([7, 7, 7]);
});

/** Stars of two tastes: what factors are for, and biases cannot say. */
function twoTastes(users: number, items: number): Triple[] {
  const noise = normalNumbers(users * items, 0.1, 3);
  return Array.from(noise, (extra, at): Triple => {
    const [user, item] = [Math.floor(at / items), at % items];
    return [user, item, 3 + (user % 2 === item % 2 ? 1 : -1) + extra];
  }).filter(([user, item]) => (7 * user + 3 * item) % 5 > 0);
}

describe("two tastes", () => {
  const community = interactions(twoTastes(40, 30), { rows: 40, columns: 30 });

  test.each([1, 20, 1000])("are found, whatever the scale (× %s)", (unit) => {
    const scaled = { ...community, users: { ...community.users, value: community.users.value.map((v) => v * unit) } }; // prettier-ignore
    const model = mf.fitStars(scaled, { factors: 8, lambda: 0.5, batch: 200 });
    const unseen = twoTastesUnseen(40, 30);
    for (const [user, item] of unseen) {
      const [stars] = model.predict(Int32Array.of(user), Int32Array.of(item));
      expect((stars as number) / unit).toBeCloseTo(3 + (user % 2 === item % 2 ? 1 : -1), 0);
    }
  });

  test("someone new is within a tenth of a star of what a refit gives", () => {
    const others = community.users.ptr[39] as number;
    const without = interactions(
      twoTastes(40, 30).filter(([user]) => user < 39),
      { rows: 39, columns: 30 },
    );
    expect(without.users.index.length).toBe(others);
    const settings = { factors: 8, lambda: 0.5, batch: 200 };
    const folded = mf.fitStars(without, settings).foldIn(rowOf(community.users, 39));
    const refit = starsOf(mf.fitStars(community, settings), 39, 30);
    refit.forEach((stars, item) =>
      expect(Math.abs(folded.predict(item).stars - stars)).toBeLessThan(0.1),
    );
  });
});

function twoTastesUnseen(users: number, items: number): [number, number][] {
  const all = Array.from({ length: users * items }, (_, at): [number, number] => [
    Math.floor(at / items),
    at % items,
  ]);
  return all.filter(([user, item]) => (7 * user + 3 * item) % 5 === 0);
}

test("the same seed gives the same stars, another seed others", () => {
  const run = (seed: number) => starsOf(mf.fitStars(data, { ...small, seed }), 0, sample.items);
  expect(run(3)).toEqual(run(3));
  expect(run(3)).not.toEqual(run(4));
});

test("lambda is chosen unless it is given", () => {
  expect(mf.complete("stars", {})).toMatchObject({ choose: "lambda", lambda: 1.5 });
  expect(mf.complete("stars", { lambda: 2 })).toMatchObject({ choose: "nothing", lambda: 2 });
  const chosen = starsOf(mf.fitStars(data, { factors: 4, epochs: 3 }), 0, sample.items);
  const anyOf = [0.7, 1, 1.5, 2.2, 3.2].map((lambda) =>
    starsOf(mf.fitStars(data, { factors: 4, epochs: 3, lambda }), 0, sample.items),
  );
  expect(anyOf).toContainEqual(chosen);
});

test("a member gets what someone new with the same ratings gets, and it adds up exactly", () => {
  fc.assert(
    fc.property(someRatings, fc.nat(7), (list, user) => {
      const community = interactions(list, smallShape);
      const model = mf.fitStars(community, small);
      const inside = starsOf(model, user, smallShape.columns);
      const folded = model.foldIn(rowOf(community.users, user));
      inside.forEach((expected, item) => {
        const { stars, base, contributions } = folded.predict(item);
        expect(stars).toBeCloseTo(expected, 8);
        expect(contributions.reduce((sum, { amount }) => sum + amount, base)).toBe(stars);
      });
    }),
    { numRuns: 40 },
  );
});

test("who or what is unknown gets what is known of the other; both unknown, the mean", () => {
  const model = mf.fitStars(data, small);
  const [someone, something, nothing] = model.predict(Int32Array.of(-1, 0, -1), Int32Array.of(0, -1, -1)); // prettier-ignore
  const nobody = { index: new Uint32Array(0), value: new Float64Array(0) };
  expect(model.foldIn(nobody).predict(0).stars).toBeCloseTo(someone as number, 12);
  expect(nothing).toBeCloseTo(sample.baselines.mean, 12);
  expect(something).not.toBeCloseTo(sample.baselines.mean, 3);
});

test("users and items without ratings keep zeros", () => {
  const entries = { user: Uint32Array.of(0), item: Uint32Array.of(1), value: Float64Array.of(1) };
  const options = { factors: 2, epochs: 1, rate: 0.1, batch: 1, lambda: 0, lambdaBias: 0, seed: 1 };
  const { weights } = trainFactors(entries, { rows: 2, columns: 2 }, options);
  expect([...weights.subarray(3, 9)]).toEqual([0, 0, 0, 0, 0, 0]);
});
