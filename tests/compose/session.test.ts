import { expect, test, vi } from "vitest";
import { MelodyNetwork } from "../../src/compose/melody/network";
import { ComposerSession, type SessionOptions } from "../../src/compose/session";
import { validate } from "../../src/music/validate";
import { DeviceError, type Device } from "../../src/nn/device";
import { committed } from "./melody/model";

const request = { type: "jig", bars: 8, temperature: 0.9, topP: 1, seed: 4, count: 2 } as const;

function sessionOn(recalled: Device | undefined, options: Partial<SessionOptions> = {}) {
  const remember = vi.fn<(fastest: Device) => Promise<void>>(() => Promise.resolve());
  const recall = () => Promise.resolve(recalled);
  const session = new ComposerSession({
    loadCheckpoint: committed,
    recalled: recall,
    remember,
    ...options,
  });
  return { session, remember };
}

test("writes what was asked for, exact, and the same again for the same seed", async () => {
  const { session } = sessionOn("wasm");
  const shares: number[] = [];
  const candidates = await session.compose(request, undefined, (share) => shares.push(share));
  expect(candidates).toHaveLength(2);
  for (const { score, model, device, bitsPerNote } of candidates) {
    expect(score.type).toBe("jig");
    expect(validate(score)).toEqual([]);
    expect([model, device]).toEqual(["melody@2", "wasm"]);
    expect(bitsPerNote).toBeGreaterThan(0);
  }
  expect(shares.at(-1)).toBe(1);
  expect(await session.compose(request)).toEqual(candidates);
  expect(await session.compose({ ...request, seed: 5 })).not.toEqual(candidates);
});

test("measures the devices when none is remembered, and remembers the fastest", async () => {
  const { session, remember } = sessionOn(undefined);
  const { active, reports } = await session.devices();
  expect(remember).toHaveBeenCalledWith(active);
  const best = [...reports].sort((a, b) => b.stepsPerSec - a.stepsPerSec)[0];
  expect(best).toMatchObject({ device: active, available: true });
  expect(reports.map(({ device }) => device)).toEqual(["webgpu", "wasm", "cpu"]);
});

test("goes on with another device when one fails", async () => {
  const step = vi.spyOn(MelodyNetwork.prototype, "step");
  step.mockRejectedValueOnce(new DeviceError("wasm", "lost", "taken away"));
  const { session, remember } = sessionOn("wasm");
  const candidates = await session.compose(request);
  expect(candidates.map(({ device }) => device)).toEqual(["cpu", "cpu"]);
  expect(remember).toHaveBeenCalledWith("cpu");
  step.mockRestore();
});

test("a fault that is not of the device is not tried again", async () => {
  const { session } = sessionOn("wasm", {
    loadCheckpoint: () => Promise.reject(new Error("The model is not here.")),
  });
  await expect(session.compose(request)).rejects.toThrow("The model is not here.");
});

test("stops when it is told to, and writes again after that", async () => {
  const { session } = sessionOn("wasm");
  const stop = new AbortController();
  const writing = session.compose(request, stop.signal, () => stop.abort(new Error("enough")));
  await expect(writing).rejects.toThrow("enough");
  expect(await session.compose(request)).toHaveLength(2);
});

test("calls made at once do not disturb each other", async () => {
  const { session } = sessionOn("wasm");
  const other = { ...request, seed: 9 };
  const [first, second] = await Promise.all([session.compose(request), session.compose(other)]);
  expect(first).toEqual(await session.compose(request));
  expect(second).toEqual(await session.compose(other));
});

test.each([
  ["temperature", { temperature: 0 }],
  ["topP", { topP: 1.5 }],
  ["count", { count: 17 }],
  ["bars", { bars: 65 }],
])("%s out of its range is refused by name", (name, wrong) => {
  const { session } = sessionOn("wasm");
  expect(() => session.compose({ ...request, ...wrong })).toThrow(new RegExp(`^${name} is`));
});
