import { expect, onTestFinished, test } from "vitest";
import type { MelodyWeights } from "../../../src/compose/melody/network";
import {
  adaptWeights,
  adapterSize,
  blankAdapter,
  partOf,
} from "../../../src/compose/personal/adapter";
import { AdapterTrainer, type TrainerOptions } from "../../../src/compose/personal/trainer";
import { openDevice } from "../../../src/nn/device";
import { committedWeights } from "../melody/model";
import { tinyWeights, tuneOf } from "./tiny";

const tunes = [tuneOf(0, 2, 4, 5, 7, 5, 4, 2), tuneOf(0, 4, 7, 4, 0, 4, 7, 4)];

async function trainerOf(weights: MelodyWeights, options: Partial<TrainerOptions> = {}) {
  const trainer = new AdapterTrainer(await openDevice("cpu"), weights, { seed: 1, ...options });
  onTestFinished(() => trainer.dispose());
  return trainer;
}

test("an adapter of the committed model is of 10 to 20 thousand numbers", async () => {
  const size = adapterSize(await committedWeights());
  expect(size).toBeGreaterThanOrEqual(10_000);
  expect(size).toBeLessThanOrEqual(20_000);
});

test("a blank adapter changes no number", () => {
  const weights = tinyWeights();
  expect(adaptWeights(weights, blankAdapter(weights, 1))).toEqual(weights);
});

test("steps make the tunes cheaper, as the adapted network has it, and leave the base alone", async () => {
  const weights = tinyWeights();
  const untouched = structuredClone(weights);
  const trainer = await trainerOf(weights, { rate: 0.02 });
  const [before] = await trainer.costs(tunes);
  for (let i = 0; i < 20; i++) await trainer.step(tunes);
  const after = await trainer.costs(tunes);
  expect((after[0] as typeof before)?.bits).toBeLessThan(0.7 * (before?.bits ?? 0));
  expect(after.map(({ notes }) => notes)).toEqual([8, 8]);
  expect(weights).toEqual(untouched);
  const adapted = await trainerOf(adaptWeights(weights, trainer.adapter));
  const same = await adapted.costs(tunes);
  same.forEach(({ bits }, i) => expect(bits).toBeCloseTo(after[i]?.bits ?? 0, 3));
});

test("a part of an adapter lies between the base and the whole, and is told so beforehand", async () => {
  const weights = tinyWeights();
  const trainer = await trainerOf(weights, { rate: 0.02 });
  for (let i = 0; i < 10; i++) await trainer.step(tunes);
  const { adapter } = trainer;
  expect(partOf(weights, adapter, 1)).toEqual(adapter);
  expect(adaptWeights(weights, partOf(weights, adapter, 0))).toEqual(weights);
  const half = await trainerOf(adaptWeights(weights, partOf(weights, adapter, 0.5)));
  const [told, found] = [await trainer.chances(tunes, 0.5), await half.chances(tunes)];
  told.forEach(({ token }, tune) =>
    token.forEach((chance, at) => expect(chance).toBeCloseTo(found[tune]?.token[at] ?? 0, 5)),
  );
  const bits = (chances: typeof told) =>
    -chances.reduce((sum, { token }) => token.reduce((all, p) => all + Math.log2(p), sum), 0);
  const [none, whole] = [await trainer.chances(tunes, 0), await trainer.chances(tunes)];
  expect(bits(told)).toBeLessThan(bits(none));
  expect(bits(told)).toBeGreaterThan(bits(whole));
  expect(trainer.adapter).toEqual(adapter);
});

test("the same seed gives the same adapter", async () => {
  const run = async (seed: number) => {
    const trainer = await trainerOf(tinyWeights(), { seed });
    for (let i = 0; i < 3; i++) await trainer.step(tunes);
    return trainer.adapter;
  };
  const first = await run(5);
  expect(await run(5)).toEqual(first);
  expect(await run(6)).not.toEqual(first);
});

test("a negative weight makes events dearer, one of zero does nothing", async () => {
  const tune = tuneOf(0, 2, 4, 5);
  const weighted = (weight: number) => ({ ...tune, weights: tune.events.map(() => weight) });
  const trainer = await trainerOf(tinyWeights(), { rate: 0.02 });
  const blank = trainer.adapter;
  await trainer.step([weighted(0)]);
  expect(trainer.adapter).toEqual(blank);
  const bits = async () => (await trainer.costs([tune]))[0]?.bits ?? 0;
  const before = await bits();
  for (let i = 0; i < 5; i++) await trainer.step([weighted(-1)]);
  expect(await bits()).toBeGreaterThan(before);
});

test("keeping what the base knows moves nothing while nothing was learned", async () => {
  const trainer = await trainerOf(tinyWeights(), { rate: 0.02 });
  const blank = trainer.adapter;
  const kept = tunes.map((tune) => ({ ...tune, keep: true }));
  await trainer.step(kept);
  expect(trainer.adapter).toEqual(blank);
  await trainer.step(tunes);
  const learned = trainer.adapter;
  await trainer.step(kept);
  expect(trainer.adapter).not.toEqual(learned);
});

test("a number that is not finite is refused, and nothing has changed", async () => {
  const trainer = await trainerOf(tinyWeights());
  await trainer.step(tunes);
  const before = trainer.adapter;
  const broken = tunes.map((tune) => ({ ...tune, weights: tune.events.map(() => NaN) }));
  await expect(trainer.step(broken)).rejects.toThrow(RangeError);
  expect(trainer.adapter).toEqual(before);
});
