import { seededRandom } from "../../src/base/random";
import { openDevice, type Device, type DeviceOptions } from "../../src/nn/device";
import { randomWeights, roundWeights } from "../../src/nn/random-weights";
import { sample } from "../../src/nn/sampling";
import { openStepDevice, recurrentOn, type StepDevice } from "../../src/nn/step-device";
import type { Shape } from "./shape";

/** What runs: what the app uses on a device, or operations of TensorFlow.js alone. */
export type Form = "own" | "tensorflow";

export function openForm(
  device: Device,
  form: Form,
  options: DeviceOptions = {},
): Promise<StepDevice> {
  return form === "own" ? openStepDevice(device, options) : openDevice(device, options);
}

/**
 * Writes nonsense as fast as it can, for so long: each step feeds the tokens just drawn (one-hot),
 * runs the network, and draws the next from the logits of each sequence.
 *
 * @returns  steps a second, of the whole batch
 */
export async function measureWriter(
  device: Device,
  form: Form,
  shape: Shape,
  batch: number,
  ms: number,
  options: DeviceOptions = {},
): Promise<number> {
  const random = seededRandom("bench");
  const { hidden, layers, classes } = shape;
  const weights = roundWeights(randomWeights(classes, hidden, layers, classes, random));
  const network = recurrentOn(await openForm(device, form, options), weights, batch);
  const input = new Float32Array(batch * classes);
  input[0] = 1;
  const perSecond = await stepsPerSecond(ms, async () => {
    const { logits } = await network.step(input);
    input.fill(0);
    for (let row = 0; row < batch; row++) {
      const own = logits.subarray(row * classes, (row + 1) * classes);
      input[row * classes + sample(own, {}, random())] = 1;
    }
  });
  network.dispose();
  return perSecond;
}

const WARM_UP_STEPS = 40; // code is compiled, shaders too
const WARM_UP_MS = 100;

/** Steps a second over so long, after a warm-up. */
export async function stepsPerSecond(ms: number, step: () => Promise<void>): Promise<number> {
  await run(WARM_UP_MS, step, WARM_UP_STEPS);
  return run(ms, step);
}

async function run(ms: number, step: () => Promise<void>, most = Infinity): Promise<number> {
  const start = performance.now();
  let steps = 0;
  while (steps < 3 || (steps < most && performance.now() - start < ms)) {
    await step();
    steps++;
  }
  return (1000 * steps) / (performance.now() - start);
}
