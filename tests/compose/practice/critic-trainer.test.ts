import { expect, test } from "vitest";
import { seededRandom } from "../../../src/base/random";
import type { CriticReading } from "../../../src/compose/critic/critic";
import type { CriticHeads, Head } from "../../../src/compose/critic/heads";
import { CriticTrainer, type Sitting } from "../../../src/compose/practice/critic-trainer";

const random = seededRandom("heads");
const numbers = (length: number) => Float32Array.from({ length }, () => 2 * random() - 1);
const layer = (inputs: number, outputs: number): Head["first"] => ({
  kernel: { shape: [inputs, outputs], values: numbers(inputs * outputs) },
  bias: numbers(outputs),
});
const heads: CriticHeads = {
  bars: { first: layer(4, 8), second: layer(8, 1) },
  whole: { first: layer(8, 8), second: layer(8, 1) },
};
const reading = (bars: number): CriticReading => ({ bars: numbers(4 * bars), whole: numbers(8) });
const batch: readonly Sitting[] = [
  { reading: reading(3), byPerson: true },
  { reading: reading(5), byPerson: false },
  { reading: reading(1), byPerson: false },
];

test("its gradient is the slope of its loss, number by number", () => {
  const trainer = new CriticTrainer(heads, 0.01);
  trainer.gather(batch);
  const { values } = trainer.numbers;
  const gradients = Float64Array.from(trainer.numbers.gradients);
  const shift = 1 / 512;
  let worst = 0;
  values.forEach((value, i) => {
    values[i] = value + shift;
    const above = trainer.gather(batch);
    values[i] = value - shift;
    const below = trainer.gather(batch);
    values[i] = value;
    const slope = (above - below) / (2 * shift);
    worst = Math.max(worst, Math.abs(slope - (gradients[i] as number)));
  });
  expect(worst).toBeLessThan(2e-3);
});

test("steps lower the loss, and leave the heads that were given as they are", () => {
  const given = Float32Array.from(heads.whole.first.kernel.values);
  const trainer = new CriticTrainer(heads, 0.02);
  const first = trainer.step(batch);
  for (let i = 0; i < 50; i++) trainer.step(batch);
  expect(trainer.step(batch)).toBeLessThan(first / 2);
  expect(heads.whole.first.kernel.values).toEqual(given);
});

test("refuses what is not finite and stands as before", () => {
  const trainer = new CriticTrainer(heads, 0.01);
  const before = Float32Array.from(trainer.numbers.values);
  const broken = { bars: new Float32Array(4).fill(NaN), whole: numbers(8) };
  expect(() => trainer.step([{ reading: broken, byPerson: true }])).toThrow("not finite");
  expect(trainer.numbers.values).toEqual(before);
  expect(Number.isFinite(trainer.step(batch))).toBe(true);
});
