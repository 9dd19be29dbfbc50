import * as tf from "@tensorflow/tfjs-core";
import { afterAll, describe, expect, test } from "vitest";
import { countTraffic, stepTraffic } from "../../bench/lstm/dispatches";
import { seededRandom } from "../../src/base/random";
import { readCheckpoint } from "../../src/nn/checkpoint";
import { DeviceError, openDevice, type Device, type OpenDevice } from "../../src/nn/device";
import { GPU_SHAPES, type GpuShape } from "../../src/nn/gpu/dispatches";
import { GpuRecurrent } from "../../src/nn/gpu/recurrent";
import { measureDevices } from "../../src/nn/measure";
import { randomArray, randomWeights, roundWeights } from "../../src/nn/random-weights";
import { Recurrent } from "../../src/nn/recurrent";
import type { RecurrentNetwork } from "../../src/nn/recurrent-weights";
import { openStepDevice, recurrentOn } from "../../src/nn/step-device";
import { wasmUrl } from "../../src/nn/wasm-url";
import config from "../fixtures/nn/tiny@1/config.json";
import weightsUrl from "../fixtures/nn/tiny@1/weights.bin?url";
import { batch, distance, pickRows, steps, weights } from "../nn/fixture";
import type { WorkerAnswer } from "./nn-worker";

const devices: Device[] = ["cpu", "wasm", "webgpu"];

describe.each(devices)("on %s, in a real browser,", (device) => {
  test("a network equals PyTorch, and holds as many tensors at the end", async () => {
    const opened = await openDevice(device, { wasmUrl });
    const before = tf.memory().numTensors;
    const network = new Recurrent(opened, weights, batch);
    const held = tf.memory().numTensors;
    for (const { input, deep, shallow } of steps) {
      const outputs = await network.step(input);
      expect(distance(outputs.deep, deep)).toBeLessThan(1e-4);
      expect(distance(outputs.shallow, shallow)).toBeLessThan(1e-4);
      expect(tf.memory().numTensors).toBe(held);
    }
    network.select([2, 0]);
    network.reset(5);
    expect(tf.memory().numTensors).toBe(held);
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test("so does one in a worker", async () => {
    const worker = new Worker(new URL("./nn-worker.ts", import.meta.url), { type: "module" });
    const answer = await new Promise<WorkerAnswer>((resolve, reject) => {
      worker.addEventListener("message", (event: MessageEvent<WorkerAnswer>) =>
        resolve(event.data),
      );
      worker.addEventListener("error", (event) => reject(new Error(event.message)));
      worker.postMessage(device);
    }).finally(() => worker.terminate());
    expect(answer.error).toBeUndefined();
    expect(answer.deep).toHaveLength(steps.length);
    for (const [t, { deep }] of steps.entries()) {
      expect(distance(answer.deep[t] ?? [], deep)).toBeLessThan(1e-4);
    }
    expect(answer.leaked).toBe(0);
  });
});

describe.each(devices)("the form of a network that suits %s", (device) => {
  test("equals PyTorch, through resets and choices, and holds as many tensors at the end", async () => {
    const opened = await openStepDevice(device, { wasmUrl });
    const before = tf.memory().numTensors;
    const network = recurrentOn(opened, weights, batch);
    const held = tf.memory().numTensors;
    await equalsPyTorch(network);
    network.reset();
    for (const { input } of steps.slice(0, 4)) await network.step(input);
    network.select([2, 0, 2, 1]);
    expect(network.batch).toBe(4);
    const { input, deep } = steps[4] as (typeof steps)[number];
    const outputs = await network.step(pickRows(input, [2, 0, 2, 1], 4));
    expect(distance(outputs.deep, pickRows(deep, [2, 0, 2, 1], 7))).toBeLessThan(1e-4);
    network.reset(batch);
    await equalsPyTorch(network);
    expect(tf.memory().numTensors).toBe(held);
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test("equals the cpu to 1e-4 on a larger network, over twelve steps", async () => {
    const random = seededRandom("forms");
    const larger = roundWeights(randomWeights(48, 96, 2, 64, random));
    const network = recurrentOn(await openStepDevice(device, { wasmUrl }), larger, 5);
    const reference = new Recurrent(await openDevice("cpu"), larger, 5);
    for (let t = 0; t < 12; t++) {
      const input = randomArray(5 * 48, 1, random);
      const { logits } = await network.step(input);
      expect(distance(logits, (await reference.step(input)).logits)).toBeLessThan(1e-4);
    }
    network.dispose();
    reference.dispose();
  });
});

async function equalsPyTorch(network: RecurrentNetwork<"deep" | "shallow">): Promise<void> {
  for (const { input, deep, shallow } of steps) {
    const outputs = await network.step(input);
    expect(distance(outputs.deep, deep)).toBeLessThan(1e-4);
    expect(distance(outputs.shallow, shallow)).toBeLessThan(1e-4);
  }
}

describe.each(GPU_SHAPES)("on WebGPU, a step cut for %s workgroup(s) a sequence:", (shape) => {
  const on = async (batch: number) => gpuNetwork(await openDevice("webgpu"), batch, shape);

  test("a network equals PyTorch, through resets and choices", async () => {
    const network = await on(batch);
    await equalsPyTorch(network);
    network.reset();
    for (const { input } of steps.slice(0, 4)) await network.step(input);
    network.select([2, 0, 2, 1, 1]);
    const { input, deep } = steps[4] as (typeof steps)[number];
    const outputs = await network.step(pickRows(input, [2, 0, 2, 1, 1], 4));
    expect(distance(outputs.deep, pickRows(deep, [2, 0, 2, 1, 1], 7))).toBeLessThan(1e-4);
    network.dispose();
  });

  test.each([1, 4, 5])(
    "units of several workgroups equal the cpu in a batch of %i",
    async (size) => {
      const random = seededRandom(`shapes ${size}`);
      const larger = randomWeights(20, 150, 2, 70, random);
      const network = GpuRecurrent.on(await openDevice("webgpu"), larger, size, shape);
      const reference = new Recurrent(await openDevice("cpu"), larger, size);
      for (let t = 0; t < 4; t++) {
        const input = randomArray(size * 20, 1, random);
        const { logits } = await reference.step(input);
        expect(distance((await network?.step(input))?.logits ?? [], logits)).toBeLessThan(1e-4);
      }
      network?.dispose();
      reference.dispose();
    },
  );

  test("tensors and buffers stay as many over 100 generations", async () => {
    const network = await on(batch);
    const first = steps[0] as (typeof steps)[number];
    const generation = async () => {
      network.reset(batch);
      await network.step(first.input);
      network.select([1]);
      await network.step(first.input.subarray(0, 4));
      return tf.memory(); // of the card too: bytes in use, and bytes allocated
    };
    await generation();
    const held = await generation();
    expect(held).toHaveProperty("numBytesAllocatedInGPU");
    for (let i = 0; i < 100; i++) expect(await generation()).toEqual(held);
    network.dispose();
  });

  test("when the graphics card goes away, the step says so", async () => {
    const network = await on(batch);
    const { input } = steps[0] as (typeof steps)[number];
    await network.step(input);
    (tf.backend() as unknown as { device: { destroy(): void } }).device.destroy();
    const error = await network.step(input).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ device: "webgpu", reason: "lost" });
    network.dispose();
  });
});

test("a step is one dispatch or three, where TensorFlow.js's operations take eight times three", async () => {
  const { single, batch16 } = await stepTraffic({ hidden: 24, layers: 2, classes: 12 });
  for (const { one, many, tensorflow } of [single, batch16]) {
    expect(one.watched.dispatches).toBe(1);
    expect(many.watched.dispatches).toBe(3);
    expect(tensorflow.dispatches).toBeGreaterThanOrEqual(24);
    for (const { watched, planned } of [one, many]) {
      expect(watched.dispatches).toBe(planned.dispatches.length);
      expect(watched.bytes).toBe(planned.bytesIn + planned.bytesOut);
    }
  }
});

test("the shape is measured at the first step of a batch, and remembered by the device", async () => {
  const device = await openDevice("webgpu");
  const random = seededRandom("choice");
  const small = randomWeights(3, 6, 1, 4, random);
  const dispatches = async () => {
    const network = recurrentOn(device, small, 2);
    const { dispatches } = await countTraffic(() => network.step(randomArray(6, 1, random)));
    network.dispose();
    return dispatches;
  };
  expect(await dispatches()).toBeGreaterThan(4 * (1 + 2)); // four of each shape, and the step
  expect(await dispatches()).toBeLessThanOrEqual(2);
});

function gpuNetwork(device: OpenDevice, size: number, shape: GpuShape) {
  const network = GpuRecurrent.on(device, weights, size, shape);
  if (!network) throw new Error("the fixture fits a workgroup");
  return network;
}

test("all devices agree to 1e-4 on a larger network, over twelve steps", async () => {
  const random = seededRandom("devices");
  const larger = randomWeights(48, 96, 2, 64, random);
  const inputs = Array.from({ length: 12 }, () => randomArray(4 * 48, 1, random));
  const outputs: Float32Array[][] = [];
  for (const device of devices) {
    const network = new Recurrent(await openDevice(device, { wasmUrl }), larger, 4);
    const logits = [];
    for (const input of inputs) logits.push((await network.step(input)).logits);
    outputs.push(logits);
    network.dispose();
  }
  const [cpu, ...others] = outputs;
  for (const other of others) {
    for (const [t, logits] of other.entries()) {
      expect(distance(logits, cpu?.[t] ?? [])).toBeLessThan(1e-4);
    }
  }
});

test("200 steps of WebAssembly leave no tensor", async () => {
  const network = new Recurrent(await openDevice("wasm", { wasmUrl }), weights, batch);
  const held = tf.memory().numTensors;
  for (let i = 0; i < 200; i++)
    await network.step(steps[i % steps.length]?.input ?? new Float32Array());
  expect(tf.memory().numTensors).toBe(held);
  network.dispose();
});

test("every device can be measured here", async () => {
  const input = steps[0]?.input ?? new Float32Array();
  const speeds = await measureDevices(
    (device) => {
      const network = recurrentOn(device, weights, batch);
      return { step: () => network.step(input), dispose: () => network.dispose() };
    },
    { wasmUrl, budgetMs: 10 },
  );
  expect(speeds.map(({ device }) => device)).toEqual(["webgpu", "wasm", "cpu"]);
  for (const speed of speeds) expect(speed.stepsPerSec).toBeGreaterThan(0);
});

test("a checkpoint opens, and with a flipped byte it does not", async () => {
  const bytes = new Uint8Array(await (await fetch(weightsUrl)).arrayBuffer());
  const whole = await readCheckpoint(config, bytes);
  expect(whole.ok && whole.value.get("lstm0/kernel").shape).toEqual([6, 8]);
  bytes[20] = (bytes[20] as number) ^ 0x10;
  const flipped = await readCheckpoint(config, bytes);
  expect(flipped.ok ? "opened" : flipped.fault.message).toContain("its SHA-256 differs");
});

describe("when the graphics card goes away", () => {
  const gpu = () =>
    (tf.backend() as unknown as { device: { destroy(): void } & EventTarget }).device;

  test.each<[string, () => void]>([
    ["lost", () => gpu().destroy()],
    [
      "out of memory",
      () => {
        const event = new Event("uncapturederror") as Event & { error?: { message: string } };
        event.error = { message: "Out of memory" };
        gpu().dispatchEvent(event);
      },
    ],
  ])("%s: the step says so, and the work goes on by WebAssembly", async (_, happen) => {
    const opened = await openDevice("webgpu");
    const network = recurrentOn(opened, weights, batch);
    const [first, second] = steps;
    if (!first || !second) throw new Error("the fixture has steps");
    await network.step(first.input);
    happen();
    const error = await network.step(second.input).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DeviceError);
    expect(error).toMatchObject({ device: "webgpu", reason: "lost" });
    network.dispose();

    const after = recurrentOn(await openStepDevice("wasm", { wasmUrl }), weights, batch);
    for (const { input, deep } of steps) {
      expect(distance((await after.step(input)).deep, deep)).toBeLessThan(1e-4);
    }
    after.dispose();
  });

  test("it can be opened again", async () => {
    const network = recurrentOn(await openDevice("webgpu"), weights, batch);
    const first = steps[0];
    expect(
      distance((await network.step(first?.input ?? new Float32Array())).deep, first?.deep ?? []),
    ).toBeLessThan(1e-4);
    network.dispose();
  });
});

test("a WebAssembly file that is not there is an error, not silence", async () => {
  // In a worker, for this page has its WebAssembly already.
  const source = new URL("./nn-missing-worker.ts", import.meta.url);
  const worker = new Worker(source, { type: "module" });
  const message = await new Promise<string>((resolve, reject) => {
    worker.addEventListener("message", (event: MessageEvent<string>) => resolve(event.data));
    worker.addEventListener("error", (event) => reject(new Error(event.message)));
  }).finally(() => worker.terminate());
  expect(message).toContain("The device wasm is not available here");
});

afterAll(() => tf.setBackend("cpu"));
