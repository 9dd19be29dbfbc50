import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../../scripts/commands/evaluate";
import { models } from "../../../src/recommend/models";

const splits = "../shared/data/ratings/splits";
let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "evaluate-"));
  await writeFile(at("train"), "user,item,rating\n1,a,5\n1,b,1\n2,a,4\n2,b,2\n2,c,5\n3,c,3\n");
  await writeFile(at("test"), "1::c::5::99\n9::a::4::99\n1::z::3::99\n");
  await writeFile(at("input"), "7 a\n7 b\n");
  await writeFile(at("held"), "7\tc\n");
  await writeFile(at("folds"), "1 a 5 0\n1 b 1 1\n2 a 4 1\n2 b 2 0\n");
});
afterAll(() => rm(folder, { recursive: true }));

async function evaluate(...args: string[]): Promise<Record<string, unknown>> {
  const results: object[] = [];
  await run(args, (result) => results.push(result));
  expect(results.length).toBe(1);
  return results[0] as Record<string, unknown>;
}

const pair = () => ["--train", at("train"), "--test", at("test")];

test("ratings: errors over every held-out rating, known or not", async () => {
  const result = await evaluate("ratings", "--model", "user-knn", ...pair());
  // 1 gets the 5 stars of 2 for c; 9 and z are unknown: the mean, 20 / 6.
  const errors = [0, 4 - 20 / 6, 3 - 20 / 6];
  expect(result).toMatchObject({ model: "user-knn", n: 3 });
  expect(result["rmse"]).toBeCloseTo(Math.hypot(...errors) / Math.sqrt(3), 12);
  expect(result["mae"]).toBeCloseTo((errors[1] as number) / 3 + (20 / 6 - 3) / 3, 12);
  expect(Object.keys(result)).toEqual(["model", "rmse", "mae", "n", "fitMs", "predictMs"]);
});

test("ratings over folds", async () => {
  expect(await evaluate("ratings", "--model", "popularity", "--folds", at("folds"))).toMatchObject({
    n: 4,
    folds: 2,
  });
});

test.each(["popularity", "user-knn", "item-knn"])("topn by %s", async (model) => {
  const result = await evaluate("topn", "--model", model, ...pair(), "--k", "1", "--idcg", "min");
  expect(result).toMatchObject({ model, n: 2, hitRate: 1, precision: 1, ndcg: 1, mrr: 1 });
  expect(result["recall"]).toBe(0.75);
  expect(result["coverage"]).toBeCloseTo(2 / 3, 12);
});

test("newusers, with several options after one --set", async () => {
  const args = ["--community", at("train"), "--input", at("input"), "--test", at("held")];
  const options = ["--set", "k=2", "shrinkage=1", "--set", "similarity=jaccard"];
  expect(
    await evaluate("newusers", "--model", "item-knn", ...options, ...args, "--k", "3"),
  ).toMatchObject({ n: 1, hitRate: 1, precision: 1 / 3 });
});

test("--list names models and options", async () => {
  expect(await evaluate("--list")).toMatchObject({
    models: models.map(({ name }) => name),
    options: { "item-knn": { overlap: "corated|all", weighting: "binary|log|raw" } },
    defaults: expect.arrayContaining([
      { model: "popularity", ratings: { weighting: "raw" }, lists: { weighting: "binary" } },
    ]),
  });
});

describe("says what is wrong", () => {
  test.each([
    [["topn", "--model", "magic"], /"magic" does not exist; there is popularity, /],
    [["topn"], /--model is missing/],
    [["ratings", "--model", "popularity"], /--train is missing/],
    [["rank", "--model", "popularity"], /Say what to evaluate/],
    [["topn", "--model", "popularity", "--k", "0"], /--k must be 1 or more/],
    [["topn", "--model", "popularity", "--idcg", "some"], /--idcg is all or min/],
    [["topn", "--model", "item-knn", "--set", "depth=3"], /no option "depth"; there is similarity/],
    [["topn", "--model", "popularity", "--deep"], /deep/],
  ])("%j", async (args, message) => {
    await expect(run(args, () => undefined)).rejects.toThrow(message);
  });

  test("a file that is no table of ratings", async () => {
    await writeFile(at("bad"), "1,a,5\n1,b,five\n");
    const args = ["ratings", "--model", "popularity", "--train", at("bad"), "--test", at("test")];
    await expect(run(args, () => undefined)).rejects.toThrow(/bad: Row 2: "five" is not a number/);
  });
});

// The figures of the field's software (Surprise) on the same folds.
test.runIf(existsSync(splits)).each([
  ["user-knn", [], 0.9747, 0.7498],
  ["user-knn", ["similarity=msd", "centring=mean"], 0.8989, 0.6862],
  ["user-knn", ["similarity=pearson-baseline", "centring=baseline"], 0.8803, 0.6697],
  ["item-knn", [], 0.9915, 0.7723],
] as const)("%s %j on MovieLens, five folds", async (model, options, rmse, mae) => {
  const set = options.length > 0 ? ["--set", ...options] : [];
  const folds = join(splits, "ml-latest-small.5fold.tsv");
  const result = await evaluate("ratings", "--model", model, ...set, "--folds", folds);
  expect(result["rmse"]).toBeCloseTo(rmse, 3);
  expect(result["mae"]).toBeCloseTo(mae, 3);
});

test.runIf(existsSync(splits))("item-knn finds what new listeners of HetRec have", async () => {
  const file = (name: string) => join(splits, `hetrec-strong.${name}.tsv`);
  const files = ["--community", file("community"), "--input", file("newuser-input")];
  const model = ["--model", "item-knn", "--set", "shrinkage=10"];
  const result = await evaluate("newusers", ...model, ...files, "--test", file("newuser-test"));
  expect(result["ndcg"]).toBeGreaterThan(0.24);
});
