import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run as compose } from "../../scripts/commands/compose";
import { parseTunebook } from "../../src/formats/abc/tunebook";
import type { Score } from "../../src/music/score";

let folder: string;
let tune: string;

const TUNE = `X:1
T:Mine
R:reel
M:4/4
L:1/8
K:D
"D"d2fd A2de|"A"e2ge c2A2|"D"d2fd "G"B2gf|"A"e2c2 "D"d4|]
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "refrain-"));
  tune = join(folder, "tune.abc");
  await writeFile(tune, TUNE);
});
afterAll(() => rm(folder, { recursive: true }));

async function composed(...args: string[]): Promise<readonly Score[]> {
  const out = join(folder, "out.abc");
  await compose([...args, "--out", out], () => undefined);
  return parseTunebook(await readFile(out, "utf8")).flatMap(({ result }) =>
    result.ok ? [result.value] : [],
  );
}

test.each([
  [["--continue", "--bars", "4"], 8],
  [["--infill", "--bars", "2-3"], 4],
  [["--vary", "--amount", "0.4", "--bars", "2"], 4],
  [["--simplify", "--amount", "1"], 4],
  [["--answer"], 8],
  [["--rhythm"], 4],
  [["--contour"], 4],
  [["--over", "--bars", "1-2"], 4],
  [["--convert", "--mode", "minor"], 4],
])("%j gives %i bars of the tune named", async ([option = "", ...more], bars) => {
  const [score] = await composed(option, tune, ...more);
  expect(score?.title).toBe("Mine");
  expect(score?.bars).toHaveLength(bars);
});

test("a motif, a form, chords and a liked tune are heeded", async () => {
  const [score] = await composed("--motif", tune, "--form", "AABB", "--like", tune);
  expect(score?.parts[0]?.notes.slice(0, 3).map(({ pitch }) => pitch)).toEqual([74, 78, 74]);
  const [over] = await composed("--chords", "G C D7 G", "--bars", "8");
  expect(over?.chords.slice(0, 4).map(({ symbol }) => symbol)).toEqual(["G", "C", "D7", "G"]);
  expect(over?.key).toEqual({ tonic: "G", mode: "major" });
});

test.each([
  ["two changes", ["--infill", "f", "--vary", "f"], "One change at a time"],
  ["a form that is none", ["--form", "XY"], '"XY" is not a form'],
  ["an unknown chord", ["--chords", "H7"], '"H7" is not a chord symbol'],
  ["bars that the form does not share", ["--form", "ABC", "--bars", "16"], "cannot be shared"],
  ["an arrangement as ABC", ["--arrange", "waltz"], "--out F.mid"],
  ["a file that is not there", ["--motif", "nowhere.abc"], "cannot be read"],
  ["a motif in another metre", ["--motif", "TUNE", "--meter", "6/8"], "The motif is in 4/4"],
  ["a motif of another kind", ["--motif", "TUNE", "--type", "jig"], "the books have no jig in it"],
])("refuses %s", async (_, args, message) => {
  const named = args.map((arg) => (arg === "TUNE" ? tune : arg));
  await expect(composed(...named)).rejects.toThrow(message);
});
