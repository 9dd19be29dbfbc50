import { expect, test } from "vitest";
import { fastest, measureDevices, type DeviceSpeed } from "../../src/nn/measure";
import { recurrentOn } from "../../src/nn/step-device";
import { batch, steps, weights } from "./fixture";

test("each device is measured; one that is not here has no speed", async () => {
  const input = steps[0]?.input ?? new Float32Array();
  const speeds = await measureDevices(
    (device) => {
      const network = recurrentOn(device, weights, batch);
      return { step: () => network.step(input), dispose: () => network.dispose() };
    },
    { budgetMs: 5 },
  );
  expect(speeds.map(({ device, available }) => [device, available])).toEqual([
    ["webgpu", false],
    ["wasm", true],
    ["cpu", true],
  ]);
  expect(speeds[0]?.stepsPerSec).toBe(0);
  expect(speeds[1]?.stepsPerSec).toBeGreaterThan(0);
});

test("a device that fails at work is not available, and its work is cleared away", async () => {
  let disposed = 0;
  const failing = () => ({
    step: () => Promise.reject(new Error("no")),
    dispose: () => void disposed++,
  });
  const speeds = await measureDevices(failing, { devices: ["cpu"], budgetMs: 1 });
  expect(speeds).toEqual([{ device: "cpu", available: false, stepsPerSec: 0 }]);
  expect(disposed).toBe(1);
});

test.each<[string, [DeviceSpeed["device"], number][], string]>([
  [
    "the fastest",
    [
      ["webgpu", 17],
      ["wasm", 2000],
      ["cpu", 90],
    ],
    "wasm",
  ],
  [
    "a graphics card that is",
    [
      ["webgpu", 9000],
      ["wasm", 2000],
      ["cpu", 90],
    ],
    "webgpu",
  ],
  [
    "the only one",
    [
      ["webgpu", 0],
      ["wasm", 0],
      ["cpu", 90],
    ],
    "cpu",
  ],
  [
    "the first of equals",
    [
      ["wasm", 5],
      ["cpu", 5],
    ],
    "wasm",
  ],
  ["where nothing was measured", [], "wasm"],
])("the choice: %s", (_, list, chosen) => {
  const speeds = list.map(([device, stepsPerSec]) => ({
    device,
    available: stepsPerSec > 0,
    stepsPerSec,
  }));
  expect(fastest(speeds)).toBe(chosen);
});
