import fc from "fast-check";
import { expect, test } from "vitest";
import { packLimits } from "../../../src/formats/pack/layout";
import { readPack, readPackFile } from "../../../src/formats/pack/read";
import { hashOf, writeSections } from "../../../src/formats/pack/sections";
import { writePack } from "../../../src/formats/pack/write";
import type { Pack } from "../../../src/recommend/pack";
import { mutated } from "../../fixtures/music/mutate";
import { packs } from "./arbitrary";

const LONG = process.env["REFRAIN_LONG"] === "1";

const small: Pack = {
  items: [
    { id: "artist:abba", name: "ABBA", mbid: "d87e52c5-bb8d-4da8-b941-9f4928627dc8" },
    { id: "artist:bjork", name: "Björk", tags: ["electronic", "女声"] },
    { id: "artist:cher", name: "Cher", tags: ["pop", "electronic"] },
  ],
  users: 9,
  popularity: Uint32Array.of(3, 7, 5),
  weights: {
    ptr: Uint32Array.of(0, 2, 3, 3),
    index: Uint32Array.of(1, 2, 0),
    value: Int8Array.of(127, -4, 12),
    scale: Float32Array.of(0.5, 0.25, 0),
  },
};

test("what was written is read, whatever it is, and written the same again", () => {
  fc.assert(
    fc.property(packs, ({ pack, about }) => {
      const bytes = writePack(pack, about);
      const file = readPackFile(bytes);
      if (!file.ok) throw new Error(file.fault.message);
      expect(file.value.pack).toEqual(pack);
      expect(file.value.about).toEqual(about);
      expect(writePack(file.value.pack, about)).toEqual(bytes);
    }),
    { numRuns: LONG ? 2_000 : 150 },
  );
});

test("no mutation gets past the hash", () => {
  const bytes = writePack(small, { name: "Small", set: "" });
  fc.assert(
    fc.property(mutated(bytes), (mutant) => {
      const same = mutant.length === bytes.length && mutant.every((b, n) => b === bytes[n]);
      const result = readPack(mutant);
      expect(result.ok).toBe(same);
      if (result.ok) return;
      expect(result.fault.message).toMatch(/\.$/);
      expect(result.fault.position?.byte).toBeGreaterThan(0);
    }),
    { numRuns: LONG ? 10_000 : 400 },
  );
});

test("content that is forged under its right hash is read as a sound pack or refused", () => {
  const bytes = writePack(small, { name: "Small", set: "" });
  const content = fc.oneof(
    mutated(bytes),
    packs.map(({ pack, about }) => writePack(pack, about)).chain(mutated),
  );
  fc.assert(
    fc.property(content, (mutant) => {
      const forged = Uint8Array.from(mutant);
      if (forged.length >= 44) forged.set(hashOf(forged), 12);
      const result = readPack(forged);
      if (result.ok) expectSound(result.value);
      else expect(result.fault.message).toMatch(/\.$/);
    }),
    { numRuns: LONG ? 10_000 : 400 },
  );
});

function expectSound({ items, popularity, weights, factors }: Pack): void {
  const n = items.length;
  expect(popularity.length).toBe(n);
  expect(weights.ptr.length).toBe(n + 1);
  expect(weights.index.length).toBe(weights.ptr[n]);
  expect(weights.value.length).toBe(weights.ptr[n]);
  expect(weights.scale.length).toBe(n);
  for (let target = 0; target < n; target++) {
    const row = weights.index.subarray(weights.ptr[target], weights.ptr[target + 1]);
    row.forEach((source, at) => expect(source).toBeGreaterThan(row[at - 1] ?? -1));
    expect(row.at(-1) ?? 0).toBeLessThan(n);
  }
  if (factors) expect(factors.value.length).toBe(n * factors.dims);
}

const head = (items: number, more: object = {}) =>
  new TextEncoder().encode(JSON.stringify({ name: "", set: "", users: 1, items, ...more }));
const against = { mixture: { ease: -1, ials: 1, content: 0 } };

test.each([
  ["nothing", new Uint8Array(), "not a pack"],
  ["another format", new TextEncoder().encode("PK\u0003\u0004 and so on"), "not a pack"],
  ["a beginning", writePack(small).slice(0, 30), "cut off"],
  ["a later version", Uint8Array.from(writePack(small), (b, n) => (n === 8 ? 2 : b)), "version 2"],
  ["no head", writeSections({ kind: Uint8Array.of(0) }), "head"],
  ["too many items", writeSections({ head: head(packLimits.items + 1) }), "head"],
  ["a part that counts against", writeSections({ head: head(0, against) }), "head"],
  ["items without names", writeSections({ head: head(5) }), "ends too early"],
])("%s is refused with a sentence", (_name, bytes, words) => {
  const result = readPack(bytes);
  expect(result.ok ? "" : result.fault.message).toContain(words);
});

test("a part that inflates to a thousand times its size is not unpacked beyond what it says", () => {
  const bomb = writeSections({ head: head(0), name: new Uint8Array(16 * 2 ** 20) });
  const view = new DataView(bomb.buffer);
  view.setUint32(44 + 12 + 8, 100, true);
  bomb.set(hashOf(bomb), 12);
  const result = readPack(bomb);
  expect(result.ok ? "" : result.fault.message).toContain("more than it says");
});

test("a text that begins anew with the longest share each time is not unfolded", () => {
  const longest = "x".repeat(packLimits.stringBytes);
  const items = Array.from({ length: 17_000 }, () => ({ id: "a", name: longest }));
  const pack = {
    items,
    users: 1,
    popularity: new Uint32Array(items.length),
    weights: {
      ptr: new Uint32Array(items.length + 1),
      index: new Uint32Array(),
      value: new Int8Array(),
      scale: new Float32Array(items.length),
    },
  };
  const bytes = writePack(pack);
  expect(bytes.length).toBeLessThan(10_000);
  const result = readPack(bytes);
  expect(result.ok ? "" : result.fault.message).toContain("too much text");
});
