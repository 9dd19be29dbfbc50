import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/base/random";
import { chooseSlate } from "../../../src/recommend/slate/choose";
import type { Catalogue } from "../../../src/recommend/slate/catalogue";
import { divergenceOf, stylesOf } from "../../../src/recommend/slate/calibration";
import { weightsOf } from "../../../src/recommend/slate/dial";
import type { Choice, SlateTask } from "../../../src/recommend/slate/task";
import { candidates, catalogue, decisions, sparse, vector } from "../decisions";

const off = { novelty: 0, newArtist: 0, likeness: 0, calibration: 0, explore: 0 };

/** 200 candidates in 5 styles by 60 artists, scores and all at random; 8 items are the person's. */
function problem(seed: number): SlateTask {
  const random = seededRandom(seed);
  const numbers = (n: number) => Array.from({ length: n }, random);
  const rows = (n: number, width: number) =>
    Array.from({ length: n }, () => {
      const row = numbers(width).map((v) => (v < 0.5 ? 0 : v));
      const sum = row.reduce((a, b) => a + b, 0) || 1;
      return row.map((v) => v / sum);
    });
  const items = 208;
  const vectors = rows(items, 12).map((row) => {
    const size = Math.hypot(...row) || 1;
    return row.map((v) => v / size);
  });
  const known: Catalogue = {
    artist: Int32Array.from({ length: items }, () => Math.floor(random() * 60)),
    novelty: Float64Array.from(numbers(items)),
    styleNames: ["a", "b", "c", "d", "e"],
    styles: sparse(rows(items, 5)),
    vectors: sparse(vectors),
  };
  const score = numbers(200).sort((a, b) => b - a);
  return {
    catalogue: known,
    candidates: candidates(
      score.map((_, i) => i),
      score,
    ),
    taste: vector(Array.from({ length: 8 }, (_, i) => [200 + i, 1])),
    n: 20,
  };
}

test("equals the greedy choice worked out the long way, with every divergence anew", () => {
  const { slate } = decisions;
  const styles = sparse(slate.styles);
  const choices = chooseSlate({
    catalogue: {
      artist: Int32Array.from(slate.styles, (_, i) => i),
      novelty: Float64Array.from(slate.novelty),
      styleNames: slate.styles[0]?.map(String) ?? [],
      styles,
      vectors: sparse(slate.vectors),
    },
    candidates: candidates(slate.candidates, slate.score),
    taste: vector(slate.own.map((item) => [item, 1])),
    n: slate.chosen.length,
    weights: { ...off, ...slate.weights },
  });
  const items = choices.map(({ item }) => item);
  expect(items).toEqual(slate.chosen);
  const wanted = stylesOf(styles, vector(slate.own.map((item) => [item, 1])));
  items.forEach((_, at) => {
    const divergence = divergenceOf(items.slice(0, at + 1), wanted, styles);
    expect(divergence).toBeCloseTo(slate.divergence[at] as number, 9);
  });
});

describe("what is chosen", () => {
  test("by score alone is the ranking", () => {
    const task = problem(1);
    const items = chooseSlate({ ...task, perArtist: 99, weights: off }).map(({ item }) => item);
    expect(items).toEqual(Array.from(task.candidates.item.subarray(0, 20)));
  });

  test("is never twice the same, at most two by an artist, and the same for the same task", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.double({ min: 0, max: 1, noNaN: true }), (seed, dial) => {
        const task = { ...problem(seed), dial };
        const choices = chooseSlate(task);
        expect(new Set(choices.map(({ item }) => item)).size).toBe(20);
        const { artist } = task.catalogue;
        for (const { item } of choices) {
          const same = choices.filter((other) => artist[other.item] === artist[item]);
          expect(same.length).toBeLessThanOrEqual(2);
        }
        expect(chooseSlate(task)).toEqual(choices);
      }),
      { numRuns: 40 },
    );
  });

  test("has as many artists as asked for, as far as there are any", () => {
    const few = catalogue(30, 3, (item) => item % 4);
    const score = Array.from({ length: 30 }, (_, i) => 30 - i);
    const task = {
      catalogue: few,
      candidates: candidates([...score.keys()], score),
      taste: vector([]),
      weights: off,
      perArtist: 9,
    };
    const artists = (minArtists: number, n: number) =>
      chooseSlate({ ...task, n, minArtists }).map(({ item }) => item % 4);
    expect(artists(0, 6)).toEqual([0, 1, 2, 3, 0, 1]);
    expect(artists(4, 4)).toEqual([0, 1, 2, 3]);
    expect(artists(5, 6)).toEqual([0, 1, 2, 3, 0]);
  });

  test("avoids what is damped, and says what stood for it", () => {
    const task = { ...problem(3), weights: off, perArtist: 99, n: 3 };
    const damping = (item: number) => (item === 0 ? 0 : 1);
    const [first] = chooseSlate({ ...task, damping });
    expect(first).toMatchObject({ item: 1, slot: "taste", likeness: 0 });
    expect(first?.relevance).toBeCloseTo((first?.score ?? 0) / (task.candidates.score[0] ?? 1), 12);
  });

  test("items of no known artist are not held to be by one", () => {
    const own = catalogue(10, 2, () => -1);
    const score = Array.from({ length: 10 }, (_, i) => 10 - i);
    const all = candidates([...score.keys()], score);
    const task = { catalogue: own, candidates: all, taste: vector([]), n: 10, minArtists: 10 };
    expect(chooseSlate({ ...task, weights: off })).toHaveLength(10);
  });

  test("nothing to choose from gives nothing", () => {
    const task = { ...problem(1), candidates: candidates([], []) };
    expect(chooseSlate(task)).toEqual([]);
  });
});

describe("the dial", () => {
  const dials = [0, 0.25, 0.5, 0.75, 1];
  const problems = Array.from({ length: 30 }, (_, seed) => problem(seed));
  const slates = dials.map((dial) => problems.map((task) => chooseSlate({ ...task, dial })));
  const meansOver = (measure: (choices: readonly Choice[]) => number) =>
    slates.map((of) => of.reduce((sum, choices) => sum + measure(choices), 0) / of.length);
  const rises = (values: readonly number[]) =>
    values.every((value, at) => at === 0 || value > (values[at - 1] as number));

  test("turned up brings what is less known, by more artists who are new, less alike", () => {
    const novelty = meansOver((c) => c.reduce((sum, { novelty }) => sum + novelty, 0) / c.length);
    const newArtists = meansOver((c) => c.filter(({ newArtist }) => newArtist).length);
    const unlikeness = meansOver((c) => -c.reduce((sum, { likeness }) => sum + likeness, 0));
    expect(novelty).toSatisfy(rises);
    expect(newArtists).toSatisfy(rises);
    expect(unlikeness).toSatisfy(rises);
  });

  test("moves every weight one way, and explores a tenth to a fifth of the places", () => {
    const weights = dials.map(weightsOf);
    for (const name of ["novelty", "newArtist", "likeness", "explore"] as const) {
      expect(weights.map((w) => w[name])).toSatisfy(rises);
    }
    expect(weights.map((w) => -w.calibration)).toSatisfy(rises);
    expect([weightsOf(0).explore, weightsOf(1).explore]).toEqual([0.1, 0.2]);
    expect(weightsOf(7)).toEqual(weightsOf(1));
  });
});

describe("calibration", () => {
  test("brings the list nearer to the person's styles than the ranking is", () => {
    const divergences = (calibration: number) =>
      Array.from({ length: 20 }, (_, seed) => {
        const task = problem(seed);
        const { styles } = task.catalogue;
        const choices = chooseSlate({ ...task, weights: { ...off, calibration } });
        const items = choices.map(({ item }) => item);
        return divergenceOf(items, stylesOf(styles, task.taste), styles);
      });
    const plain = divergences(0);
    const [little, much] = [divergences(1), divergences(20)];
    plain.forEach((divergence, at) => {
      expect(little[at]).toBeLessThanOrEqual(divergence);
      expect(much[at]).toBeLessThan(divergence / 2);
    });
  });

  test("is 0 for a list of the person's own styles, and undefined tastes ask for nothing", () => {
    const { styles } = catalogue(6, 3);
    const wanted = stylesOf(styles, vector([[0, 1], [1, 1], [2, 1]])); // prettier-ignore
    expect(divergenceOf([3, 4, 5], wanted, styles)).toBeCloseTo(0, 12);
    expect(divergenceOf([3], stylesOf(styles, vector([])), styles)).toBe(0);
  });

  test("weighs items by what they are worth, dislikes not at all", () => {
    const wanted = stylesOf(catalogue(6, 3).styles, vector([[0, 3], [1, 1], [2, -1]])); // prettier-ignore
    expect(Array.from(wanted)).toEqual([0.75, 0.25, 0]);
  });
});
