import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../../scripts/commands/originality";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "refrain-"));
});
afterAll(() => rm(folder, { recursive: true }));

const book = `X:1
T:Up and down
M:4/4
L:1/8
K:C
C2D2 E2F2|G2A2 B2c2|C4 G4|c8|

X:2
T:Spoiled
M:4/4
K:Q
C|
`;

test("says a line a tune, and goes on after one that cannot be read", async () => {
  const file = join(folder, "book.abc");
  await writeFile(file, book);
  const lines: object[] = [];
  await run(["--in", file], (line) => lines.push(line));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ title: "Up and down" });
  const { share, bars } = lines[0] as { share: number; bars: readonly number[] };
  expect(share).toBeGreaterThanOrEqual(0);
  expect(share).toBeLessThanOrEqual(1);
  expect(bars.every((bar) => bar >= 1 && bar <= 4)).toBe(true);
});

test.each([
  ["no file named", [], /Say which tunes/],
  ["a file that is not there", ["--in", "/nowhere/tunes.abc"], /cannot be read. Is it there/],
])("refuses %s", async (_, args, message) => {
  await expect(run(args, () => undefined)).rejects.toThrow(message);
});
