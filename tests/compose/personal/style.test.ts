import { expect, test } from "vitest";
import { MelodyState } from "../../../src/compose/melody/state";
import { adapterSize, blankAdapter } from "../../../src/compose/personal/adapter";
import { StyleCache } from "../../../src/compose/personal/cache";
import { MOST_COUNTED, readCounted, writeCounted } from "../../../src/compose/personal/counted";
import { readStyle, writeStyle } from "../../../src/compose/personal/file";
import { StyleSession, type StyleStore } from "../../../src/compose/personal/session";
import { openDevice } from "../../../src/nn/device";
import { scoreOf, tinyWeights, tuneOf } from "./tiny";

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
  expect(bytes.length).toBe(108 + 4 * adapterSize(weights));
  expect(await readStyle(weights, bytes)).toEqual({ ok: true, value: { adapter, report } });
});

test("its tunes come back with it, without their keys, and say the same of what comes next", async () => {
  const weights = tinyWeights();
  const counts = { share: 0.25, tunes: [tuneOf(0, 2, 4, 5), tuneOf(7, 5, 4, 2, 0, 0, 0, 0)] };
  const adapter = blankAdapter(weights, 1);
  const bytes = await writeStyle(weights, { adapter, counts, report });
  const read = await readStyle(weights, bytes);
  const back = read.ok ? read.value.counts : undefined;
  expect(back?.share).toBe(0.25);
  expect(back?.tunes.map(({ events }) => events)).toEqual(counts.tunes.map(({ events }) => events));
  expect(back?.tunes.map(({ given }) => given.meter)).toEqual([
    { beats: 4, unit: 4 },
    { beats: 4, unit: 4 },
  ]);
  const said = (tunes: typeof counts.tunes) =>
    new StyleCache(tunes, 0.25).tokens(new MelodyState(tuneOf(0).given));
  expect(said([...(back?.tunes ?? [])])).toEqual(said(counts.tunes));
});

test.each([
  ["no such metre", [0, 0, 1, 0, 19, 0]],
  ["no event", [4, 0, 0, 0]],
  ["cut short", [4, 0, 2, 0, 19, 0]],
  ["a head cut short", [4, 0]],
  ["no such token", [4, 0, 1, 0, 250, 0]],
  ["the token that is none", [4, 0, 1, 0, 0, 0]],
  ["a length where there is none", [4, 0, 1, 0, 18, 5]],
  ["a note without a length", [4, 0, 1, 0, 40, 0]],
  ["a length beyond the list", [4, 0, 1, 0, 40, 200]],
])("tunes are refused: %s", (_, bytes) => {
  expect(readCounted(Uint8Array.from(bytes))).toBeUndefined();
});

test("no more tunes are kept than there is room for", () => {
  const many = Array.from({ length: 9_000 }, () => tuneOf(0, 2, 4, 5, 7, 5, 4, 2));
  const bytes = writeCounted(many);
  expect(bytes.length).toBeLessThanOrEqual(MOST_COUNTED);
  expect(readCounted(bytes)?.length).toBeGreaterThan(5_000);
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
  await refused(bytes.slice(0, 107), /not a style/);
  await refused(changed(0), /not a style/);
  await refused(changed(8), /version/);
  await refused(changed(76), /size/);
  await refused(bytes.slice(0, -4), /size/);
  await refused(new Uint8Array([...bytes, 0]), /changed/);
  await refused(
    new Uint8Array(bytes.length + MOST_COUNTED + 1).map((_, i) => bytes[i] ?? 0),
    /size/,
  );
  for (const at of [12, 44, 80, 104, 108, bytes.length - 1]) await refused(changed(at), /changed/);
  const other = {
    ...weights,
    lengthOut: { ...weights.lengthOut, bias: Float32Array.from(weights.lengthOut.bias, () => 1) },
  };
  await refused(bytes, /another melody model/, other);
  const loud = { share: 2, tunes: [tuneOf(0, 2, 4, 5)] };
  await refused(await writeStyle(weights, { adapter, counts: loud, report }), /cannot be read/);
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
