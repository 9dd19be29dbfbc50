import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../../scripts/commands/diversity";

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diversity-"));
  // Sixty people with twelve of forty items each, in two camps.
  const lines = Array.from({ length: 60 }, (_, user) =>
    Array.from({ length: 12 }, (_, k) => `${user}\t${(user * 7 + k * (user % 2 ? 3 : 2)) % 40}\t1`),
  );
  await writeFile(at("community"), lines.flat().join("\n"));
  await writeFile(at("input"), "90\t1\t1\n90\t3\t1\n90\t5\t1\n91\t2\t1\n91\t4\t1\n");
  await writeFile(at("test"), "90\t7\t1\n90\t9\t1\n91\t6\t1\n");
  const tags = Array.from({ length: 40 }, (_, item) => `${item}\tstyle ${item % 4}\t2`);
  await writeFile(at("tags"), tags.join("\n"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Side {
  readonly ndcg10: number;
  readonly divergence: number;
  readonly artists: number;
}

async function measure(...args: string[]) {
  const results: object[] = [];
  await run(args, (result) => results.push(result));
  return results as { dial: number; mix: Side; plain: Side; ndcg10Loss: number }[];
}
const files = (name: (part: string) => string) =>
  ["community", "input", "test", "tags"].flatMap((part) => [`--${part}`, name(part)]);

test("measures the mix beside the plain ranking, for each position of the dial", async () => {
  const results = await measure(...files(at), "--model", "item-knn", "--dial", "0", "--dial", "1");
  expect(results.map(({ dial }) => dial)).toEqual([0, 1]);
  for (const { mix, plain, ndcg10Loss } of results) {
    expect(ndcg10Loss).toBeCloseTo(1 - mix.ndcg10 / plain.ndcg10, 12);
    expect(mix.artists).toBeGreaterThan(25);
  }
});

test("says what is missing or wrong", async () => {
  await expect(measure("--community", at("community"))).rejects.toThrow("--input is missing");
  await expect(measure(...files(at), "--dial", "2")).rejects.toThrow("--dial is 0 to 1");
  await expect(measure(...files(at), "--model", "guess")).rejects.toThrow("does not exist");
});

const ratings = "../shared/data/ratings";
test.runIf(existsSync(ratings))(
  "for 80 of HetRec, nearer to their styles at little cost",
  async () => {
    const split = (part: string) => join(ratings, `splits/hetrec-strong.${part}.tsv`);
    const lines = (await readFile(split("newuser-test"), "utf8")).split("\n");
    const people = new Set([...new Set(lines.map((line) => line.split("\t")[0]))].slice(0, 80));
    const some = lines.filter((line) => people.has(line.split("\t")[0]));
    await writeFile(at("some"), some.join("\n"));
    const real = {
      community: split("community"),
      input: split("newuser-input"),
      test: at("some"),
      tags: join(ratings, "hetrec2011-lastfm-2k/user_taggedartists.dat"),
    };
    const path = (part: string) => real[part as keyof typeof real];
    const [result] = await measure(...files(path), "--model", "item-knn");
    expect(result?.mix.divergence).toBeLessThan(0.9 * (result?.plain.divergence ?? 0));
    expect(result?.ndcg10Loss).toBeLessThan(0.05);
    expect(result?.mix.artists).toBeGreaterThanOrEqual(25);
  },
);
