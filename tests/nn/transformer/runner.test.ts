import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileKernel, kernelFiles } from "../../../scripts/build-kernel";
import { seededRandom } from "../../../src/base/random";
import { transformerOn } from "../../../src/nn/transformer/open";
import { distance } from "../fixture";
import { randomTransformer, tinyShape } from "./weights";

const weights = randomTransformer(tinyShape, seededRandom("transformer"));
const tokens = Array.from({ length: 40 }, (_, i) => (7 * i * i + 3 * i) % tinyShape.vocabulary);

const shapes = fc.record({
  vocabulary: fc.integer({ min: 2, max: 70 }),
  heads: fc.integer({ min: 1, max: 3 }),
  sixteens: fc.integer({ min: 1, max: 3 }),
  layers: fc.integer({ min: 1, max: 3 }),
  eights: fc.integer({ min: 1, max: 9 }),
  length: fc.integer({ min: 1, max: 40 }),
  seed: fc.string(),
});

test("the kernel equals plain loops to what 15-bit inputs give, of any shape", () => {
  fc.assert(
    fc.property(shapes, ({ vocabulary, heads, sixteens, layers, eights, length, seed }) => {
      const width = 16 * sixteens * heads;
      const shape = { ...tinyShape, vocabulary, heads, width, layers, inner: 8 * eights };
      const random = seededRandom(seed);
      const own = randomTransformer(shape, random);
      const fed = Array.from({ length }, () => Math.floor(random() * vocabulary));
      const kernel = transformerOn(own, { rows: 1 }).feedAll(0, fed);
      const plain = transformerOn(own, { rows: 1, device: "cpu" }).feedAll(0, fed);
      expect(distance(kernel, plain)).toBeLessThan(2e-3);
    }),
    { numRuns: 40 },
  );
});

describe.each(["wasm", "cpu"] as const)("on %s", (device) => {
  const open = (rows: number) => transformerOn(weights, { rows, device });
  const straight = open(1).feedAll(0, tokens);
  const logitsAt = (position: number) =>
    straight.slice(position * tinyShape.vocabulary, (position + 1) * tinyShape.vocabulary);

  test("tokens give the same bytes at once, one by one, or in any company", () => {
    const runner = open(6);
    for (let row = 0; row < 6; row++) runner.feed(row, tokens.slice(0, 5 + row));
    for (let t = 0; t < 20; t++) {
      const rows = [3, 0, 5, 1, 2, 4].slice(0, 1 + (t % 6));
      const fed = rows.map((row) => tokens[runner.length(row)] as number);
      const positions = rows.map((row) => runner.length(row));
      const logits = runner.step(rows, fed);
      for (const [i, position] of positions.entries()) {
        const own = logits.slice(i * tinyShape.vocabulary, (i + 1) * tinyShape.vocabulary);
        expect(own).toEqual(logitsAt(position));
      }
    }
    expect(open(1).feed(0, tokens)).toEqual(logitsAt(tokens.length - 1));
  });

  test("a copied row goes on alone, and a shortened one as if the rest had never been", () => {
    const runner = open(2);
    runner.feed(0, tokens.slice(0, 21));
    runner.feed(1, tokens.slice(7, 30));
    runner.copy(0, 1);
    expect(runner.length(1)).toBe(21);
    runner.feed(0, [1, 2, 3]);
    expect(runner.feed(1, tokens.slice(21, 30)).slice()).toEqual(logitsAt(29));
    runner.truncate(0, 18);
    expect(runner.feed(0, tokens.slice(18, 20)).slice()).toEqual(logitsAt(19));
    runner.truncate(1, 0);
    expect(runner.feedAll(1, tokens)).toEqual(straight);
  });

  test("what does not fit is refused, and changes nothing", () => {
    const runner = open(2);
    runner.feed(0, tokens);
    expect(() => runner.feed(0, tokens)).toThrow("40 tokens after 40, with room for 48");
    expect(() => runner.feed(1, [])).toThrow(RangeError);
    expect(() => runner.feed(1, [tinyShape.vocabulary])).toThrow("token 75 of 75");
    expect(() => runner.feed(2, [1])).toThrow("row 2 of 2");
    expect(() => runner.step([1, 1], [2, 2])).toThrow(RangeError);
    expect(() => runner.step([0, 1], [2])).toThrow(RangeError);
    expect(() => runner.truncate(0, 41)).toThrow(RangeError);
    expect(() => runner.copy(0, 3)).toThrow(RangeError);
    expect(() => open(0)).toThrow(RangeError);
    expect([runner.length(0), runner.length(1)]).toEqual([40, 0]);
  });

  test("says so when a logit is not a number, and the row stands where it stood", () => {
    const norm = weights.norm.slice().fill(Number.NaN);
    const runner = transformerOn({ ...weights, norm }, { rows: 1, device });
    expect(() => runner.feed(0, [1])).toThrow(
      expect.objectContaining({ name: "DeviceError", device, reason: "not-finite" }),
    );
    expect(runner.length(0)).toBe(0);
  });
});

test("takes no more memory after 100 generations than after one", () => {
  const instance = WebAssembly.Instance;
  const memories: WebAssembly.Memory[] = [];
  class Watched extends instance {
    constructor(...args: ConstructorParameters<typeof WebAssembly.Instance>) {
      super(...args);
      memories.push(this.exports["memory"] as WebAssembly.Memory);
    }
  }
  WebAssembly.Instance = Watched;
  const runner = transformerOn(weights, { rows: 8 });
  WebAssembly.Instance = instance;
  const [memory] = memories as [WebAssembly.Memory];
  const held = memory.buffer.byteLength;
  for (let generation = 0; generation < 100; generation++) {
    runner.truncate(0, 0);
    runner.feed(0, tokens);
    for (let row = 1; row < 8; row++) runner.copy(0, row);
    for (let t = 0; t < 8; t++) runner.step([0, 1, 2, 3, 4, 5, 6, 7], tokens.slice(0, 8));
  }
  expect(memory.buffer.byteLength).toBe(held);
});

test("the committed kernel is what its source compiles to", async () => {
  const file = kernelFiles["transformer.ts"];
  expect(await compileKernel("transformer.ts")).toBe(readFileSync(file, "utf8"));
});
