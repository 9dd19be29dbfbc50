import * as tf from "@tensorflow/tfjs-core";
import { openDevice, type Device } from "../../src/nn/device";
import { Recurrent } from "../../src/nn/recurrent";
import { wasmUrl } from "../../src/nn/wasm-url";
import { batch, steps, weights } from "../nn/fixture";

/** What the worker answers to the name of a device. */
export interface WorkerAnswer {
  readonly deep: readonly (readonly number[])[];
  readonly leaked: number;
  readonly error?: string;
}

/** Runs the fixture on the device asked for, in this worker. */
async function run(device: Device): Promise<WorkerAnswer> {
  const opened = await openDevice(device, { wasmUrl });
  const before = tf.memory().numTensors;
  const network = new Recurrent(opened, weights, batch);
  const deep = [];
  for (const { input } of steps) deep.push(Array.from((await network.step(input)).deep));
  network.dispose();
  return { deep, leaked: tf.memory().numTensors - before };
}

self.addEventListener("message", (event: MessageEvent<Device>) => {
  run(event.data).then(
    (answer) => self.postMessage(answer),
    (error: unknown) =>
      self.postMessage({ deep: [], leaked: 0, error: String(error) } satisfies WorkerAnswer),
  );
});
