import { expect, test } from "vitest";
import { opensSection, tokenOf } from "../../../src/compose/melody/vocabulary";
import { foldsOf } from "../../../src/compose/personal/folds";
import { learnStyle } from "../../../src/compose/personal/learn";
import { openDevice } from "../../../src/nn/device";
import { tinyWeights, tuneOf } from "./tiny";

const own = [tuneOf(0, 2, 4, 5, 7, 5, 4, 2), tuneOf(0, 2, 4, 5, 4, 2, 4, 2)];
const books = [tuneOf(9, 11, 12, 9), tuneOf(12, 11, 9, 7), tuneOf(7, 9, 7, 12)];

test("learns what helps on tunes that were held out", async () => {
  const device = await openDevice("cpu");
  const weights = tinyWeights();
  const shares: number[] = [];
  const options = { seed: 1, onProgress: (share: number) => shares.push(share) };
  const learned = await learnStyle(device, weights, own, books, options);
  expect(learned.adapter).toBeDefined();
  expect(learned.own.after).toBeLessThan(learned.own.before);
  expect(learned.books.after).toBeLessThanOrEqual(1.02 * learned.books.before);
  expect(learned.steps).toBeGreaterThan(0);
  expect(weights).toEqual(tinyWeights());
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});

test("stops when it is told to", async () => {
  const device = await openDevice("cpu");
  const stop = new AbortController();
  const options = { seed: 1, signal: stop.signal, onProgress: () => stop.abort() };
  await expect(learnStyle(device, tinyWeights(), own, books, options)).rejects.toThrow(/abort/i);
});

test("has to have something to learn from", async () => {
  const device = await openDevice("cpu");
  const none = learnStyle(device, tinyWeights(), [], books, { seed: 1 });
  await expect(none).rejects.toThrow(RangeError);
});

test.each([
  [2, 2],
  [4, 4],
  [5, 5],
  [9, 5],
  [15, 1],
  [20, 1],
])("of %i tunes, %i ways to hold some out", (count, ways) => {
  const tunes = Array.from({ length: count }, (_, i) => tuneOf(i % 12, 0, 0, 0));
  const folds = foldsOf(tunes);
  expect(folds.length).toBe(ways);
  for (const { train, held } of folds) {
    expect(held.length).toBeGreaterThan(0);
    expect(new Set([...train, ...held])).toEqual(new Set(tunes));
    expect(train.filter((tune) => held.includes(tune))).toEqual([]);
  }
});

test("of a single tune the later section is held out", () => {
  const tune = tuneOf(...Array.from({ length: 16 }, (_, i) => i % 8));
  const events = tune.events.map((event, at) =>
    at === 11 ? { token: tokenOf("||"), length: 0 } : event,
  );
  expect(events.findIndex(({ token }, at) => at > 0 && opensSection(token))).toBe(11);
  const [fold, ...others] = foldsOf([{ ...tune, events }]);
  expect(others).toEqual([]);
  const [train, held] = [fold?.train[0]?.weights ?? [], fold?.held[0]?.weights ?? []];
  expect(train.lastIndexOf(1)).toBe(10);
  expect(held.indexOf(1)).toBe(11);
  expect(train.map((weight, at) => weight + (held[at] ?? 0)).every((sum) => sum === 1)).toBe(true);
});
