import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import abcjs from "abcjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run as compose } from "../../scripts/commands/compose";
import { run as likelihood } from "../../scripts/commands/likelihood";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "refrain-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function resultOf(run: typeof compose, args: string[]): Promise<Record<string, unknown>> {
  const results: object[] = [];
  await run(args, (result) => results.push(result));
  expect(results).toHaveLength(1);
  return { ...results[0] };
}

test("composes tunes that abcjs reads without a warning, and tells their likelihood", async () => {
  const file = join(folder, "tunes.abc");
  const written = await resultOf(compose, ["--count", "12", "--seed", "4", "--out", file]);
  expect(written).toMatchObject({ tunes: 12, device: "wasm" });
  const text = await readFile(file, "utf8");
  const tunes = abcjs.parseOnly(text);
  expect(tunes).toHaveLength(12);
  expect(tunes.flatMap(({ warnings }) => warnings ?? [])).toEqual([]);

  const cost = await resultOf(likelihood, ["--in", file]);
  expect(cost).toMatchObject({ tunes: 12, skipped: 0, notes: written["notes"] });
  expect(cost["bitsPerNote"]).toBeGreaterThan(0.8);
  expect(cost["bitsPerNote"]).toBeLessThan(3);
}, 60_000);

test("the same seed writes the same bytes", async () => {
  const files = ["a.abc", "b.abc"].map((name) => join(folder, name));
  for (const file of files) {
    await resultOf(compose, ["--type", "jig", "--count", "3", "--seed", "x", "--out", file]);
  }
  const [a, b] = await Promise.all(files.map((file) => readFile(file, "utf8")));
  expect(a).toBe(b);
  expect(a).toContain("R:jig");
}, 60_000);

test.each([
  ["a key that is none", ["--key", "H"], /--key H is not a tonic/],
  ["a type that the books do not have", ["--type", "tango"], /--type tango is not one of air/],
  ["a count of nothing", ["--count", "0"], /--count 0 is not a number from 1/],
  ["half a bar", ["--bars", "8.5"], /--bars 8.5 is not a whole number/],
  ["a metre that is none", ["--meter", "7/8"], /--meter 7\/8 is not one of/],
  ["a mode that is none", ["--mode", "xyz"], /--mode xyz is not one of/],
  ["nowhere to write", [], /Say where to write/],
])("compose refuses %s", async (_, args, message) => {
  const out = args.length === 0 ? [] : ["--out", join(folder, "none.abc")];
  await expect(compose([...args, ...out], () => undefined)).rejects.toThrow(message);
});

test("likelihood says when there is no such file", async () => {
  const args = ["--in", join(folder, "missing.abc")];
  await expect(likelihood(args, () => undefined)).rejects.toThrow("cannot be read");
});
