import { seededRandom } from "../../src/base/random";
import { openDevice, type Device, type DeviceOptions } from "../../src/nn/device";
import { randomWeights } from "../../src/nn/random-weights";
import { Recurrent } from "../../src/nn/recurrent";
import { sample } from "../../src/nn/sampling";

/** The shape that is measured; MusicRNN is given the same. */
export interface Shape {
  readonly hidden: number;
  readonly layers: number;
  /** Tokens: of the one-hot input and of the logits. */
  readonly classes: number;
}

/**
 * Writes nonsense as fast as it can, for so long: each step feeds the tokens just drawn (one-hot),
 * runs the network, and draws the next from the logits of each sequence.
 *
 * @returns  steps a second, of the whole batch
 */
export async function measureWriter(
  device: Device,
  shape: Shape,
  batch: number,
  ms: number,
  options: DeviceOptions = {},
): Promise<number> {
  const random = seededRandom("bench");
  const { hidden, layers, classes } = shape;
  const weights = randomWeights(classes, hidden, layers, classes, random);
  const network = new Recurrent(await openDevice(device, options), weights, batch);
  const input = new Float32Array(batch * classes);
  input[0] = 1;
  const step = async () => {
    const { logits } = await network.step(input);
    input.fill(0);
    for (let row = 0; row < batch; row++) {
      const own = logits.subarray(row * classes, (row + 1) * classes);
      input[row * classes + sample(own, {}, random())] = 1;
    }
  };
  for (let i = 0; i < 5; i++) await step();
  const start = performance.now();
  let steps = 0;
  while (steps < 3 || performance.now() - start < ms) {
    await step();
    steps++;
  }
  const perSecond = (1000 * steps) / (performance.now() - start);
  network.dispose();
  return perSecond;
}
