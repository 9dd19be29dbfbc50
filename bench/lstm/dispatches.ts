import { openDevice } from "../../src/nn/device";
import { randomWeights } from "../../src/nn/random-weights";
import { seededRandom } from "../../src/base/random";
import { occupancy, type GpuShape, type Occupancy } from "../../src/nn/gpu/dispatches";
import { planStep } from "../../src/nn/gpu/plan";
import { GpuRecurrent } from "../../src/nn/gpu/recurrent";
import { Recurrent } from "../../src/nn/recurrent";
import type { RecurrentNetwork } from "../../src/nn/recurrent-weights";
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

/** Counts what is asked of the card while the work is done. */
export async function countTraffic(work: () => Promise<unknown>): Promise<GpuTraffic> {
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

/** A step of one sequence and of sixteen, as it was watched, and as it follows from the plan. */
interface StepTraffic {
  readonly watched: GpuTraffic;
  readonly planned: Occupancy;
}

const SOFTWARE =
  "Dispatches and bytes hold for every card. Speeds of WebGPU are told beside them, but where a processor plays the card they say nothing about the two shapes.";

/**
 * One step of one sequence and of 16 on WebGPU: by our shaders in both shapes, with what each asks
 * of the card, and by operations of TensorFlow.js.
 */
export async function stepTraffic({ hidden, layers, classes }: Shape) {
  const device = await openDevice("webgpu");
  const weights = randomWeights(classes, hidden, layers, classes, seededRandom("traffic"));
  const plan = planStep(classes, weights);
  const watched = async (network: RecurrentNetwork<"logits"> | undefined, batch: number) => {
    if (!network) throw new RangeError("the network is too wide for a workgroup");
    const input = new Float32Array(batch * classes);
    await network.step(input);
    const traffic = await countTraffic(() => network.step(input));
    network.dispose();
    return traffic;
  };
  const own = async (shape: GpuShape, batch: number): Promise<StepTraffic> => ({
    watched: await watched(GpuRecurrent.on(device, weights, batch, shape), batch),
    planned: occupancy(plan, shape, batch),
  });
  const both = async (batch: number) => ({
    one: await own("one", batch),
    many: await own("many", batch),
    tensorflow: await watched(new Recurrent(device, weights, batch), batch),
  });
  return { note: SOFTWARE, single: await both(1), batch16: await both(16) };
}
