import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCheckpoint, type Checkpoint } from "../../src/nn/checkpoint";
import expected from "../fixtures/nn/tiny@1/expected.json";

const folder = new URL("../fixtures/nn/tiny@1/", import.meta.url);
const bytes = new Uint8Array(readFileSync(new URL("weights.bin", folder)));
const text = readFileSync(new URL("config.json", folder), "utf8");

/** config.json as a value of one's own to spoil. */
const config = () => JSON.parse(text) as ReturnType<typeof JSON.parse>;

async function opened(): Promise<Checkpoint> {
  const result = await readCheckpoint(config(), bytes);
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
}

async function refusal(value: unknown, weights = bytes): Promise<string> {
  const result = await readCheckpoint(value, weights);
  return result.ok ? "accepted" : result.fault.message;
}

test("tensors equal numpy's, int8 rows times their scales", async () => {
  const checkpoint = await opened();
  for (const [name, values] of Object.entries(expected)) {
    expect(Array.from(checkpoint.get(name).values)).toEqual(values.map(Math.fround));
  }
  expect(checkpoint.get("lstm0/kernel").shape).toEqual([6, 8]);
  expect(checkpoint.architecture).toEqual({ kind: "test", hidden: 2 });
});

test("weights may start anywhere in their buffer", async () => {
  const shifted = new Uint8Array(bytes.length + 3).subarray(3);
  shifted.set(bytes);
  const result = await readCheckpoint(config(), shifted);
  expect(result.ok && result.value.get("scale").values[0]).toBe(0.5);
});

test("a tensor that is not there, or of another shape, is told by its name", async () => {
  const checkpoint = await opened();
  expect(checkpoint.has("lstm0/bias")).toBe(true);
  expect(checkpoint.has("lstm9/bias")).toBe(false);
  expect(() => checkpoint.get("lstm9/bias")).toThrow("tiny@1 has no tensor lstm9/bias");
  expect(() => checkpoint.get("lstm0/kernel", [8, 6])).toThrow("6 × 8 instead of 8 × 6");
});

test("every flipped byte of the weights is noticed", async () => {
  for (let at = 0; at < bytes.length; at++) {
    const flipped = bytes.slice();
    flipped[at] = (flipped[at] as number) ^ 1;
    expect(await refusal(config(), flipped)).toBe(
      "This model cannot be used: weights.bin is not the file that config.json describes" +
        " (its SHA-256 differs). Download it again.",
    );
  }
});

describe("a config is refused, with the place,", () => {
  test.each<[string, (c: ReturnType<typeof config>) => unknown, string]>([
    ["that is not an object", () => 7, "config.json"],
    ["of a later format", (c) => ({ ...c, format: 2 }), "config.json, format"],
    ["without an architecture", (c) => ({ ...c, architecture: {} }), "architecture.kind"],
    ["with no tensor", (c) => ({ ...c, tensors: [] }), "config.json, tensors"],
    ["with an odd offset", (c) => ((c.tensors[1].offset = 74), c), "multiples of 4"],
    ["with a negative offset", (c) => ((c.tensors[1].offset = -4), c), "tensors.1.offset"],
    ["with a shape of 1.5", (c) => ((c.tensors[1].shape = [1.5]), c), "tensors.1.shape.0"],
    ["with int8 without scales", (c) => (delete c.tensors[0].scaleOffset, c), "scaleOffset"],
    ["with int8 in one dimension", (c) => ((c.tensors[0].shape = [48]), c), "tensors.0.shape"],
    ["with an unknown dtype", (c) => ((c.tensors[0].dtype = "int4"), c), "tensors.0.dtype"],
    ["with a hash of another kind", (c) => ((c.weights.sha256 = "md5"), c), "weights.sha256"],
    [
      "of another length",
      (c) => ((c.weights.bytes = 112), c),
      "108 bytes where config.json says 112",
    ],
    ["with a name twice", (c) => ((c.tensors[2].name = "lstm0/bias"), c), "two tensors named"],
    ["beyond the end", (c) => ((c.tensors[2].shape = [2]), c), "scale ends beyond the end"],
    ["with tensors that overlap", (c) => ((c.tensors[2].offset = 4), c), "lie upon each other"],
  ])("%s", async (_, spoil, message) => {
    expect(await refusal(spoil(config()))).toContain(message);
  });

  test("with weights that are not finite", async () => {
    const spoiled = bytes.slice();
    new DataView(spoiled.buffer).setFloat32(72, Number.NaN, true);
    const changed = config();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", spoiled));
    changed.weights.sha256 = Buffer.from(digest).toString("hex");
    expect(await refusal(changed, spoiled)).toContain("lstm0/bias has a value that is not finite");
  });
});

test("no value in place of any part of the config makes it throw", async () => {
  const paths = pathsOf(config());
  const wrong = fc.oneof(fc.anything(), fc.integer(), fc.constantFrom(2 ** 40, 4, 0, "", null, []));
  const law = fc.asyncProperty(fc.constantFrom(...paths), wrong, async (path, value) => {
    const spoiled = config();
    const last = path.at(-1) as string;
    const parent = path.slice(0, -1).reduce((at, key) => at[key], spoiled);
    parent[last] = value;
    const result = await readCheckpoint(spoiled, bytes);
    // Only a name, a file name, a number, a shape of the same size or the architecture may differ.
    if (!result.ok) expect(result.fault.message).toMatch(/^This model cannot be used: .+\.$/);
  });
  await fc.assert(law, { numRuns: 500, seed: 7 });
});

function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]));
  return path.length > 0 ? [path, ...inner] : inner;
}
