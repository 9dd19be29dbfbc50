import { expect, test, vi } from "vitest";
import { MelodyNetwork } from "../../src/compose/melody/network";
import {
  ComposerSession,
  type SessionCandidate,
  type SessionOptions,
} from "../../src/compose/session";
import type { Critic } from "../../src/compose/critic/critic";
import type { Score } from "../../src/music/score";
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

const changeOf = (score: Score) =>
  ({
    score,
    change: { kind: "infill", range: { first: 2, last: 3 } },
    temperature: 0.9,
    topP: 1,
    seed: 1,
    count: 2,
  }) as const;

test("changes a tune, and goes on with another device when one fails in between", async () => {
  const { session } = sessionOn("wasm");
  const [tune] = await session.compose({ ...request, count: 1 });
  const { score } = tune as SessionCandidate;
  const before = structuredClone(score);
  const step = vi.spyOn(MelodyNetwork.prototype, "step");
  step.mockRejectedValueOnce(new DeviceError("wasm", "not-finite", "NaN"));
  const changed = await session.change(changeOf(score));
  expect(changed.map(({ device }) => device)).toEqual(["cpu", "cpu"]);
  expect(score).toEqual(before);
  step.mockRestore();
});

test("a change that is stopped, or fails everywhere, leaves the tune as it was", async () => {
  const { session } = sessionOn("wasm");
  const [tune] = await session.compose({ ...request, count: 1 });
  const { score } = tune as SessionCandidate;
  const before = structuredClone(score);
  const stop = new AbortController();
  const stopped = session.change(changeOf(score), stop.signal, () => stop.abort(new Error("no")));
  await expect(stopped).rejects.toThrow("no");
  const step = vi.spyOn(MelodyNetwork.prototype, "step");
  step.mockRejectedValue(new DeviceError("wasm", "lost", "all gone"));
  await expect(session.change(changeOf(score))).rejects.toThrow("all gone");
  step.mockRestore();
  expect(score).toEqual(before);
});

test("parts judge, rank and finish what is written; one that fails is done without", async () => {
  const judge = vi.fn(() => ({ whole: 0.5, bars: [0.5] }));
  const { session } = sessionOn("wasm", {
    critic: () => Promise.resolve({ judge } as unknown as Critic),
    known: () => Promise.reject(new Error("no index")),
    harmonise: () => Promise.resolve([{ tick: 0, symbol: "D" }]),
  });
  const [best] = await session.compose(request);
  expect(best).toMatchObject({ judgement: { whole: 0.5 }, score: { chords: [{ symbol: "D" }] } });
  expect(best).not.toHaveProperty("originality");
  expect(judge.mock.calls.length).toBeGreaterThan(2);
});

test("tunes like one that is liked are of its kind", async () => {
  const { session } = sessionOn("wasm");
  const [tune] = await session.compose({ ...request, count: 1 });
  const open = { bars: 8, temperature: 0.9, topP: 1, seed: 7, count: 2 };
  const liked = await session.compose({ ...open, like: [(tune as SessionCandidate).score] });
  for (const { score } of liked) expect(score.type).toBe("jig");
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
