import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileKernel, kernelFiles } from "../../../scripts/build-kernel";
import { seededRandom } from "../../../src/base/random";
import { stepKernel } from "../../../src/nn/kernel/kernel";
import { KernelRecurrent } from "../../../src/nn/kernel/recurrent";
import { randomArray, randomWeights, roundWeights } from "../../../src/nn/random-weights";
import type { RecurrentWeights } from "../../../src/nn/recurrent-weights";
import { batch, distance, pickRows, steps, weights } from "../fixture";
import { PlainRecurrent } from "./plain";

const kernel = stepKernel() as WebAssembly.Module;

test("equals PyTorch at every step", async () => {
  const network = new KernelRecurrent(kernel, weights, batch);
  for (const { input, deep, shallow } of steps) {
    const outputs = await network.step(input);
    expect(distance(outputs.deep, deep)).toBeLessThan(1e-5);
    expect(distance(outputs.shallow, shallow)).toBeLessThan(1e-5);
  }
});

const shapes = fc.record({
  inputs: fc.integer({ min: 1, max: 40 }),
  hidden: fc.integer({ min: 1, max: 40 }),
  layers: fc.integer({ min: 1, max: 3 }),
  classes: fc.integer({ min: 1, max: 70 }),
  batch: fc.integer({ min: 1, max: 17 }),
  isRounded: fc.boolean(),
  isSparse: fc.boolean(),
  seed: fc.string(),
});

test("equals plain loops in double precision, of any shape", async () => {
  await fc.assert(
    fc.asyncProperty(shapes, async ({ inputs, hidden, layers, classes, batch, ...rest }) => {
      const random = seededRandom(rest.seed);
      const floats = randomWeights(inputs, hidden, layers, classes, random);
      const own = rest.isRounded ? roundWeights(floats) : floats;
      const network = new KernelRecurrent(kernel, own, batch);
      const plain = new PlainRecurrent(own, batch);
      for (let t = 0; t < 4; t++) {
        const input = randomArray(batch * inputs, 3, random);
        if (rest.isSparse) input.forEach((_, i) => random() < 0.9 && (input[i] = 0));
        const { logits } = await network.step(input);
        expect(distance(logits, plain.step(input))).toBeLessThan(rest.isRounded ? 2e-4 : 4e-6);
      }
    }),
    { numRuns: 60 },
  );
});

describe.each([
  ["floats", false],
  ["bytes", true],
])("of weights in %s", (_, isRounded) => {
  const random = seededRandom("kernel");
  const floats = randomWeights(24, 40, 2, 19, random);
  const larger = isRounded ? roundWeights(floats) : floats;
  const inputs = Array.from({ length: 5 }, () => randomArray(13 * 24, 2, random));

  test("gives a sequence the same bytes in any batch", async () => {
    const all = new KernelRecurrent(kernel, larger, 13);
    const together = [];
    for (const input of inputs) together.push((await all.step(input)).logits);
    for (const rows of [[0], [12], [3, 4], [1, 2, 3, 4, 5, 6, 7]]) {
      const some = new KernelRecurrent(kernel, larger, rows.length);
      for (const [t, input] of inputs.entries()) {
        const { logits } = await some.step(pickRows(input, rows, 24));
        expect(logits).toEqual(pickRows(together[t] ?? [], rows, 19));
      }
    }
  });

  test("goes on with chosen rows in their new order, fewer or more", async () => {
    const rows = [2, 0, 2, 12, ...Array.from({ length: 20 }, () => 1)];
    const straight = new KernelRecurrent(kernel, larger, 13);
    const chosen = new KernelRecurrent(kernel, larger, 13);
    const [first, second] = inputs as [Float32Array, Float32Array];
    await straight.step(first);
    await chosen.step(first);
    chosen.select(rows);
    expect(chosen.batch).toBe(24);
    const { logits } = await chosen.step(pickRows(second, rows, 24));
    expect(logits).toEqual(pickRows((await straight.step(second)).logits, rows, 19));
    chosen.reset(2);
    const start = new KernelRecurrent(kernel, larger, 2);
    const two = first.subarray(0, 48);
    expect(await chosen.step(two)).toEqual(await start.step(two));
  });
});

test.each([-200, -30, -4, -1, -0.1, -1e-4, 0, 1e-4, 0.1, 1, 4, 30, 200])(
  "gates and cell are exact to 3e-7 at %s",
  async (x) => {
    const layer = {
      kernel: { shape: [2, 4], values: new Float32Array(8) },
      bias: Float32Array.from([x, 0.7 * x, -x, 0.3 * x]),
    };
    const one = { shape: [1, 1], values: Float32Array.of(1) };
    const head = { reads: "hidden" as const, layers: [{ kernel: one, bias: new Float32Array(1) }] };
    const network = new KernelRecurrent(kernel, { layers: [layer], heads: { h: head } }, 1);
    const sigmoid = (y: number) => 1 / (1 + Math.exp(-y));
    const [i, j, f, o] = Array.from(layer.bias) as [number, number, number, number];
    let cell = 0;
    for (let t = 0; t < 3; t++) {
      cell = sigmoid(f) * cell + sigmoid(i) * Math.tanh(j);
      const { h } = await network.step(new Float32Array(1));
      expect(Math.abs((h[0] as number) - sigmoid(o) * Math.tanh(cell))).toBeLessThan(3e-7);
    }
  },
);

test("takes no more memory after 100 tunes than after one", async () => {
  const instance = WebAssembly.Instance;
  const memories: WebAssembly.Memory[] = [];
  class Watched extends instance {
    constructor(...args: ConstructorParameters<typeof WebAssembly.Instance>) {
      super(...args);
      memories.push(this.exports["memory"] as WebAssembly.Memory);
    }
  }
  WebAssembly.Instance = Watched;
  const network = new KernelRecurrent(kernel, weights, batch);
  WebAssembly.Instance = instance;
  const [memory] = memories as [WebAssembly.Memory];
  let held = 0;
  for (let tune = 0; tune < 100; tune++) {
    network.reset(16);
    for (let t = 0; t < 8; t++) {
      await network.step(new Float32Array(network.batch * 4).fill(tune / 100));
      if (t % 3 === 2) network.select(Array.from({ length: network.batch - 4 }, (_, i) => i));
    }
    if (tune === 0) held = memory.buffer.byteLength;
  }
  expect(memory.buffer.byteLength).toBe(held);
});

test.each([Number.NaN, Infinity])("says so when an input is %s", async (wrong) => {
  for (const own of [weights, roundWeights(weights)]) {
    const network = new KernelRecurrent(kernel, own, batch);
    const input = new Float32Array(4 * batch);
    input[5] = wrong;
    await expect(network.step(input)).rejects.toMatchObject({
      name: "DeviceError",
      device: "wasm",
      reason: "not-finite",
    });
    network.reset();
    await expect(network.step(new Float32Array(4 * batch))).resolves.toBeDefined();
  }
});

test("wrong sizes are refused", async () => {
  const [bottom] = weights.layers as [RecurrentWeights<string>["layers"][number]];
  const twice = { ...weights, layers: [bottom, bottom] };
  expect(() => new KernelRecurrent(kernel, twice, 1)).toThrow(RangeError);
  expect(() => new KernelRecurrent(kernel, weights, 0)).toThrow(RangeError);
  const network = new KernelRecurrent(kernel, weights, 2);
  await expect(network.step(new Float32Array(4))).rejects.toThrow("4 inputs instead of 2 × 4");
  expect(() => network.select([2])).toThrow("row 2 of a batch of 2");
  expect(() => network.select([])).toThrow(RangeError);
});

test("the committed kernel is what its source compiles to", async () => {
  const file = kernelFiles["lstm.ts"];
  expect(await compileKernel("lstm.ts")).toBe(readFileSync(file, "utf8"));
});
