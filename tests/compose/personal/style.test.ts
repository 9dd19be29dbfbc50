import { expect, test } from "vitest";
import { adapterSize, blankAdapter } from "../../../src/compose/personal/adapter";
import { readStyle, writeStyle } from "../../../src/compose/personal/file";
import { StyleSession, type StyleStore } from "../../../src/compose/personal/session";
import { openDevice } from "../../../src/nn/device";
import { scoreOf, tinyWeights } from "./tiny";

const report = {
  tunes: 3,
  own: { before: 3, after: 2.5 },
  books: { before: 2, after: 2.03125 },
  kept: true,
  trainedMs: 1_234,
};

test("a style is read as it was written", async () => {
  const weights = tinyWeights();
  const adapter = blankAdapter(weights, 1);
  const bytes = await writeStyle(weights, { adapter, report });
  expect(bytes.length).toBe(104 + 4 * adapterSize(weights));
  expect(await readStyle(weights, bytes)).toEqual({ ok: true, value: { adapter, report } });
});

test("a style that is not whole, or of another model, is refused with a sentence", async () => {
  const weights = tinyWeights();
  const adapter = blankAdapter(weights, 1);
  const bytes = await writeStyle(weights, { adapter, report });
  const refused = async (what: Uint8Array, why: RegExp, by = weights) => {
    const style = await readStyle(by, what);
    expect(style.ok ? "accepted" : style.fault.message).toMatch(why);
  };
  const changed = (at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
  await refused(new Uint8Array(), /not a style/);
  await refused(bytes.slice(0, 103), /not a style/);
  await refused(changed(0), /not a style/);
  await refused(changed(8), /version/);
  await refused(changed(76), /size/);
  await refused(bytes.slice(0, -4), /size/);
  await refused(new Uint8Array([...bytes, 0]), /size/);
  for (const at of [12, 44, 80, 104, bytes.length - 1]) await refused(changed(at), /changed/);
  const other = {
    ...weights,
    lengthOut: { ...weights.lengthOut, bias: Float32Array.from(weights.lengthOut.bias, () => 1) },
  };
  await refused(bytes, /another melody model/, other);
  const infinite = { values: adapter.values.map((value, i) => (i === 7 ? Infinity : value)) };
  await refused(await writeStyle(weights, { adapter: infinite, report }), /cannot be used/);
});

/** A store in memory. */
function storeOf(scores: readonly ReturnType<typeof scoreOf>[]) {
  const kept: Uint8Array[] = [];
  const store: StyleStore = {
    tunes: async () => scores,
    keep: async (_, bytes) => void kept.push(bytes),
    read: async () => kept.at(-1),
    undo: async () => void kept.pop(),
  };
  return { kept, store };
}

const books = [scoreOf(9, 11, 12, 9), scoreOf(12, 11, 9, 7), scoreOf(7, 9, 7, 12)];

test("a style is learned, used, exported and taken back to the very bytes", async () => {
  const weights = tinyWeights();
  const ground = { device: await openDevice("cpu"), books };
  const { store } = storeOf([scoreOf(0, 2, 4, 5, 7, 5, 4, 2), scoreOf(0, 2, 4, 5, 4, 2, 4, 2)]);
  const session = new StyleSession(store, async () => weights);
  expect(await session.style("p")).toBeUndefined();
  expect((await session.inUse("p")).weights).toBe(weights);
  const learned = await session.learn({ profileId: "p" }, ground);
  expect(learned).toMatchObject({ tunes: 2, kept: true });
  expect(await session.style("p")).toMatchObject({ report: { tunes: 2, kept: true } });
  const inUse = await session.inUse("p");
  expect(inUse.weights).not.toEqual(weights);
  expect(inUse.cache).toBeDefined();
  expect((await readStyle(weights, await session.export("p"))).ok).toBe(true);
  expect(await session.undo("p")).toBeUndefined();
  expect((await session.inUse("p")).weights).toBe(weights);
  expect(weights).toEqual(tinyWeights());
  await expect(session.export("p")).rejects.toThrow(/no style/);
});

test("nothing is kept without a tune, or when it is aborted", async () => {
  const ground = { device: await openDevice("cpu"), books };
  const base = async () => tinyWeights();
  const empty = new StyleSession(storeOf([]).store, base);
  await expect(empty.learn({ profileId: "p" }, ground)).rejects.toThrow(/no tune/);
  const { kept, store } = storeOf([scoreOf(0, 2, 4, 5)]);
  const session = new StyleSession(store, base);
  const stop = AbortSignal.abort();
  await expect(session.learn({ profileId: "p" }, ground, stop)).rejects.toThrow(/abort/i);
  expect(kept).toEqual([]);
});
