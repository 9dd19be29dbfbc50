import { describe, expect, test } from "vitest";
import { dayMs, weekMs } from "../../../src/recommend/signals/local-time";
import { dampingOf, likenessOf, shownLately } from "../../../src/recommend/slate/damping";
import { orderByEnergy } from "../../../src/recommend/slate/order";
import type { Choice } from "../../../src/recommend/slate/task";
import { sparse } from "../decisions";

const nowMs = 400 * dayMs;
const vectors = sparse([[1, 0], [0.6, 0.8], [0, 1], [0, 0]]); // prettier-ignore

test.each([[0, 1, 0.6], [1, 2, 0.8], [0, 2, 0], [1, 1, 1], [3, 0, 0]])(
  "items %d and %d are alike by %d",
  (a, b, likeness) => expect(likenessOf(vectors, a, b)).toBeCloseTo(likeness, 12),
); // prettier-ignore

describe("less like this", () => {
  const left = (days: number) => {
    const damping = dampingOf(
      vectors,
      { less: [{ item: 0, timeMs: nowMs - days * dayMs }] },
      nowMs,
    );
    return [0, 1, 2].map(damping);
  };

  test("takes from each item what it has of the other, and gives it back with time", () => {
    expect(left(0)[0]).toBe(0);
    expect(left(0)[1]).toBeCloseTo(0.4, 12);
    expect(left(0)[2]).toBe(1);
    expect(left(30)[0]).toBeCloseTo(0.5, 12);
    expect(left(30)[1]).toBeCloseTo(0.7, 12);
    expect(left(3000)[0]).toBeCloseTo(1, 9);
  });

  test("holds for an item of which nothing else is known", () => {
    expect(dampingOf(vectors, { less: [{ item: 3, timeMs: nowMs }] }, nowMs)(3)).toBe(0);
  });
});

test("a showing takes three tenths, half of it back after a week; showings add up", () => {
  const shown = [{ item: 1, timeMs: nowMs }, { item: 2, timeMs: nowMs - 7 * dayMs }]; // prettier-ignore
  const damping = dampingOf(vectors, { shown: [...shown, ...shown.slice(0, 1)] }, nowMs);
  expect(damping(0)).toBe(1);
  expect(damping(1)).toBeCloseTo(0.49, 12);
  expect(damping(2)).toBeCloseTo(0.85, 12);
});

test("a mix remembers eight weeks", () => {
  const shown = [0, 1, 2].map((item) => ({ item, timeMs: nowMs - (7 + item) * weekMs }));
  expect([...shownLately(shown, nowMs)]).toEqual([0]);
});

describe("the order of playing", () => {
  const choice = (item: number): Choice => ({
    ...{ item, score: 1, slot: "taste", relevance: 1 },
    ...{ novelty: 0, newArtist: true, likeness: 0 },
  });
  const order = (energy: readonly number[]) =>
    orderByEnergy(energy.map((_, i) => choice(i)), Float64Array.from(energy)).map(({ item }) => energy[item]); // prettier-ignore

  test("rises for two thirds and calms down", () => {
    expect(order([0.9, 0.1, 0.5, 0.3, 0.7, 0.2, 0.8])).toEqual([0.1, 0.2, 0.3, 0.7, 0.9, 0.8, 0.5]);
  });

  test("leaves in place what has no known energy, and all of it where most have none", () => {
    const unknown = Number.NaN;
    expect(order([0.9, unknown, 0.1])).toEqual([0.1, unknown, 0.9]);
    expect(order([0.9, unknown, unknown])).toEqual([0.9, unknown, unknown]);
  });

  test("nothing is lost, whatever the energies", () => {
    expect(orderByEnergy([], undefined)).toEqual([]);
    expect(order([0.5])).toEqual([0.5]);
    expect(order([0.5, 0.5, 0.5]).length).toBe(3);
  });
});
