import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { openDevice, type Device } from "../../src/nn/device";
import { Recurrent } from "../../src/nn/recurrent";
import { seededRandom } from "../../src/base/random";
import { randomArray, randomWeights } from "../../src/nn/random-weights";
import { batch, distance, pickRows, steps, weights } from "./fixture";

const devices: Device[] = ["cpu", "wasm"];

describe.each(devices)("a recurrent network on %s", (device) => {
  test("equals PyTorch at every step", async () => {
    const network = new Recurrent(await openDevice(device), weights, batch);
    for (const { input, deep, shallow } of steps) {
      const outputs = await network.step(input);
      expect(distance(outputs.deep, deep)).toBeLessThan(1e-5);
      expect(distance(outputs.shallow, shallow)).toBeLessThan(1e-5);
    }
    network.dispose();
  });

  test("gives a sequence the same bytes in any batch", async () => {
    const opened = await openDevice(device);
    const random = seededRandom("batches");
    const larger = randomWeights(24, 40, 2, 19, random);
    const inputs = Array.from({ length: 5 }, () => randomArray(13 * 24, 2, random));
    const all = new Recurrent(opened, larger, 13);
    const together = [];
    for (const input of inputs) together.push((await all.step(input)).logits);
    for (const rows of [[0], [12], [3, 4], [1, 2, 3, 4, 5, 6, 7]]) {
      const some = new Recurrent(opened, larger, rows.length);
      for (const [t, input] of inputs.entries()) {
        const { logits } = await some.step(pickRows(input, rows, 24));
        expect(logits).toEqual(pickRows(together[t] ?? [], rows, 19));
      }
      some.dispose();
    }
    all.dispose();
  });

  test("starts from zero after a reset", async () => {
    const network = new Recurrent(await openDevice(device), weights, batch);
    for (const { input } of steps.slice(0, 3)) await network.step(input);
    network.reset();
    const first = steps[0] as (typeof steps)[number];
    expect(distance((await network.step(first.input)).deep, first.deep)).toBeLessThan(1e-5);
    network.dispose();
  });

  test("goes on with chosen rows in their new order", async () => {
    const network = new Recurrent(await openDevice(device), weights, batch);
    for (const { input } of steps.slice(0, 4)) await network.step(input);
    network.select([2, 0, 2, 1]);
    expect(network.batch).toBe(4);
    const { input, deep } = steps[4] as (typeof steps)[number];
    const outputs = await network.step(pickRows(input, [2, 0, 2, 1], 4));
    expect(distance(outputs.deep, pickRows(deep, [2, 0, 2, 1], 7))).toBeLessThan(1e-5);
    network.dispose();
  });

  test("holds as many tensors after 200 steps as before, and none once disposed of", async () => {
    const opened = await openDevice(device);
    const before = tf.memory().numTensors;
    const network = new Recurrent(opened, weights, batch);
    const held = tf.memory().numTensors;
    for (let i = 0; i < 200; i++) {
      await network.step((steps[i % steps.length] as (typeof steps)[number]).input);
      if (i % 50 === 49) network.select([0, 1, 2]);
      if (i % 70 === 69) network.reset();
      expect(tf.memory().numTensors).toBe(held);
    }
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test("says so when a result is not a number, and leaks nothing", async () => {
    const network = new Recurrent(await openDevice(device), weights, batch);
    const held = tf.memory().numTensors;
    const broken = new Float32Array(4 * batch).fill(Number.NaN);
    await expect(network.step(broken)).rejects.toMatchObject({
      name: "DeviceError",
      device,
      reason: "not-finite",
    });
    expect(tf.memory().numTensors).toBe(held);
    network.dispose();
  });
});

test("two networks on two devices can take turns", async () => {
  const networks = [];
  for (const device of devices)
    networks.push(new Recurrent(await openDevice(device), weights, batch));
  for (const { input, deep } of steps) {
    const [cpu, wasm] = await Promise.all(networks.map((network) => network.step(input)));
    expect(distance(cpu?.deep ?? [], deep)).toBeLessThan(1e-5);
    expect(distance(cpu?.deep ?? [], wasm?.deep ?? [])).toBeLessThan(1e-4);
  }
  for (const network of networks) network.dispose();
});

test("wrong sizes are refused", async () => {
  const device = await openDevice("cpu");
  const before = tf.memory().numTensors;
  const [bottom, top] = weights.layers;
  if (!bottom || !top) throw new Error("the fixture has two layers");
  const { deep } = weights.heads;
  const refused = [
    { ...weights, layers: [] },
    { ...weights, layers: [bottom, bottom] },
    { ...weights, layers: [{ ...bottom, bias: bottom.bias.subarray(1) }, top] },
    { ...weights, heads: { ...weights.heads, deep: { ...deep, reads: "hidden" as const } } },
  ];
  for (const wrong of refused) {
    expect(() => new Recurrent(device, wrong, 1)).toThrow(RangeError);
  }
  expect(() => new Recurrent(device, weights, 0)).toThrow(RangeError);
  const network = new Recurrent(device, weights, 2);
  await expect(network.step(new Float32Array(4))).rejects.toThrow("4 inputs instead of 2 × 4");
  expect(() => network.select([2])).toThrow("row 2 of a batch of 2");
  expect(() => network.select([])).toThrow(RangeError);
  network.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test("a device that this surroundings lacks is told as such", async () => {
  await expect(openDevice("webgpu")).rejects.toMatchObject({
    name: "DeviceError",
    reason: "unavailable",
  });
});
