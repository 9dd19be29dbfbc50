import { openDevice } from "../../src/nn/device";
import { randomWeights } from "../../src/nn/random-weights";
import { seededRandom } from "../../src/base/random";
import { Recurrent } from "../../src/nn/recurrent";
import { recurrentOn } from "../../src/nn/step-device";
import type { Shape } from "./shape";

/** What some work asks of the graphics card. */
interface GpuTraffic {
  readonly dispatches: number;
  /** Copied between the page and the card, in either direction. */
  readonly bytes: number;
}

/** What is watched of WebGPU. */
interface Watched {
  readonly GPUComputePassEncoder: { prototype: { dispatchWorkgroups(...sizes: number[]): void } };
  readonly GPUCommandEncoder: { prototype: { copyBufferToBuffer(...where: unknown[]): void } };
}

async function countTraffic(work: () => Promise<unknown>): Promise<GpuTraffic> {
  const watched = globalThis as unknown as Watched;
  const passes = watched.GPUComputePassEncoder.prototype;
  const commands = watched.GPUCommandEncoder.prototype;
  const { dispatchWorkgroups } = passes;
  const { copyBufferToBuffer } = commands;
  let dispatches = 0;
  let bytes = 0;
  passes.dispatchWorkgroups = function (...sizes) {
    dispatches++;
    dispatchWorkgroups.apply(this, sizes);
  };
  commands.copyBufferToBuffer = function (...where) {
    bytes += where[4] as number;
    copyBufferToBuffer.apply(this, where);
  };
  try {
    await work();
  } finally {
    passes.dispatchWorkgroups = dispatchWorkgroups;
    commands.copyBufferToBuffer = copyBufferToBuffer;
  }
  return { dispatches, bytes };
}

/** One step of one sequence on WebGPU: by our shader, and by operations of TensorFlow.js. */
export async function stepTraffic({
  hidden,
  layers,
  classes,
}: Shape): Promise<{ own: GpuTraffic; tensorflow: GpuTraffic }> {
  const device = await openDevice("webgpu");
  const weights = randomWeights(classes, hidden, layers, classes, seededRandom("traffic"));
  const input = new Float32Array(classes);
  const networks = [recurrentOn(device, weights, 1), new Recurrent(device, weights, 1)] as const;
  const found: GpuTraffic[] = [];
  for (const network of networks) {
    await network.step(input);
    found.push(await countTraffic(() => network.step(input)));
    network.dispose();
  }
  const [own, tensorflow] = found as [GpuTraffic, GpuTraffic];
  return { own, tensorflow };
}
