import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../../scripts/commands/evaluate";
import { workItem } from "../../../src/base/item";
import { writePack } from "../../../src/formats/pack/write";
import type { Pack, PackItem } from "../../../src/recommend/pack";
import { models } from "../../../src/recommend/models";

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

test("lists are measured beyond accuracy, by tags where they are given", async () => {
  await writeFile(at("tags"), "a\tfolk\nb\trock\nc\tfolk\t2\n");
  const args = ["topn", "--model", "popularity", ...pair(), "--k", "2"];
  const plain = await evaluate(...args);
  expect(plain).toMatchObject({ interval: "95 %, normal over people", gini: expect.any(Number) });
  expect(plain).not.toHaveProperty("calibration");
  const tagged = await evaluate(...args, "--tags", at("tags"));
  expect(Object.keys(tagged["intervals"] as object)).toContain("calibration");
  expect(tagged["calibration"]).toBeGreaterThanOrEqual(0);
});

describe("a pack", () => {
  const named = (name: string): PackItem => ({ id: workItem("set", name), name });
  // a speaks for c, b against it.
  const pack: Pack = {
    items: ["a", "b", "c", "d"].map(named),
    users: 9,
    popularity: Uint32Array.of(5, 4, 3, 2),
    weights: {
      ptr: Uint32Array.of(0, 0, 0, 2, 3),
      index: Uint32Array.of(0, 1, 0),
      value: Int8Array.of(100, -20, 20),
      scale: Float32Array.of(0, 0, 0.01, 0.01),
    },
  };
  const args = () => ["--pack", at("pack"), "--input", at("input"), "--test", at("held")];
  beforeAll(() => writeFile(at("pack"), writePack(pack, { name: "Set", set: "set" })));

  test("ranks for newcomers without its community", async () => {
    const result = await evaluate("newusers", ...args(), "--k", "1");
    expect(result).toMatchObject({ model: "pack", n: 1, ndcg: 1, coverage: 0.25 });
    expect(result["novelty"]).toBeCloseTo(Math.log2(9 / 3), 12);
    expect(result).not.toHaveProperty("diversity");
  });

  test("that knows none of the items is refused, and so is what is no pack", async () => {
    await writeFile(at("strange"), "7 x\n7 y\n");
    const strange = ["--pack", at("pack"), "--input", at("strange"), "--test", at("held")];
    await expect(evaluate("newusers", ...strange)).rejects.toThrow(/knows none of the items/);
    const table = ["--pack", at("train"), "--input", at("input"), "--test", at("held")];
    await expect(evaluate("newusers", ...table)).rejects.toThrow(/train: /);
  });
});

describe("sweep", () => {
  beforeAll(async () => {
    const rows = Array.from({ length: 600 }, (_, n) => [n % 30, Math.floor(n / 30)] as const)
      .filter(([user, item]) => (3 * user + 5 * item) % 7 > 2)
      .map(([user, item]) => `${user} ${item} ${1 + ((user * item) % 5)} ${(user + item) % 4}`);
    await writeFile(at("many"), rows.join("\n"));
    await writeFile(at("others"), rows.filter((row) => !/^[0-4] /.test(row)).join("\n"));
    await writeFile(at("brought"), rows.filter((row) => /^[0-4] \d /.test(row)).join("\n"));
    await writeFile(at("found"), rows.filter((row) => /^[0-4] \d\d /.test(row)).join("\n"));
  });
  const newcomers = () => ["--community", at("others"), "--input", at("brought"), "--test", at("found")]; // prettier-ignore

  test("tunes on the community, measures once, compares person by person", async () => {
    const args = ["--model", "item-knn", "--set", "k=1,20", "shrinkage=0,5", "--seed", "3"];
    const rival = ["--against", "popularity", "--against-set", "weighting=binary,raw"];
    const result = await evaluate("sweep", "newusers", ...args, ...newcomers(), ...rival);
    const {
      validation,
      chosen,
      test: tested,
      against,
      difference,
    } = result as {
      validation: { settings: object; ndcg: number }[];
      chosen: object;
      test: { ndcg: number };
      against: { validation: object[]; test: { ndcg: number } };
      difference: { value: number; low: number; high: number };
    };
    expect(validation.length).toBe(4);
    const best = Math.max(...validation.map(({ ndcg }) => ndcg));
    expect(validation.find(({ ndcg }) => ndcg === best)?.settings).toEqual(chosen);
    expect(against.validation.length).toBe(2);
    expect(difference).toMatchObject({ measure: "ndcg", resamples: 2000, people: 5 });
    expect(difference.value).toBeCloseTo(tested.ndcg - against.test.ndcg, 12);
    expect(difference.low).toBeLessThanOrEqual(difference.value);
    expect(difference.high).toBeGreaterThanOrEqual(difference.value);
  });

  test("what is tuned does not depend on the test file", async () => {
    const args = ["sweep", "newusers", "--model", "item-knn", "--set", "k=1,20", "--community", at("others")]; // prettier-ignore
    const one = await evaluate(...args, "--input", at("brought"), "--test", at("found"));
    const other = await evaluate(...args, "--input", at("found"), "--test", at("brought"));
    expect(one["validation"]).toEqual(other["validation"]);
    expect(one["test"]).not.toEqual(other["test"]);
  });

  test("each fold is tuned on its own training ratings", async () => {
    const args = ["--model", "baseline", "--set", "userShrinkage=1,100", "--folds", at("many")];
    const result = await evaluate("sweep", "ratings", ...args, "--against", "popularity");
    const { folds, rmse, difference } = result as {
      folds: { test: { rmse: number; n: number } }[];
      rmse: number;
      difference: { people: number; low: number; high: number };
    };
    expect(folds.length).toBe(4);
    expect(rmse).toBeCloseTo(folds.reduce((sum, fold) => sum + fold.test.rmse, 0) / 4, 12);
    expect(difference.people).toBe(30);
    expect(difference.low).toBeLessThan(difference.high);
  });

  test("one setting alone is not validated", async () => {
    const result = await evaluate("sweep", "topn", "--model", "user-knn", ...pair());
    expect(result["validation"]).toEqual([{ settings: {}, ndcg: null }]);
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
    [["topn", "--model", "popularity", "--train", "no", "--test", "no"], /no does not exist/],
    [["topn", "more", "--model", "popularity"], /"more" is not understood/],
    [["sweep", "--model", "popularity"], /Say what to sweep: ratings, topn or newusers/],
  ])("%j", async (args, message) => {
    await expect(run(args, () => undefined)).rejects.toThrow(message);
  });

  test("a model asked for what it cannot do", async () => {
    const lists = run(["topn", "--model", "baseline", ...pair()], () => undefined);
    await expect(lists).rejects.toThrow(/"baseline" predicts stars and makes no lists/);
  });

  test("a test file in which nobody has anything to be found", async () => {
    const args = ["topn", "--model", "popularity", "--train", at("train"), "--test", at("train")];
    await expect(run(args, () => undefined)).rejects.toThrow(/Nobody in the test file/);
  });

  test("a file that is no table of ratings", async () => {
    await writeFile(at("bad"), "1,a,5\n1,b,five\n");
    const args = ["ratings", "--model", "popularity", "--train", at("bad"), "--test", at("test")];
    await expect(run(args, () => undefined)).rejects.toThrow(/bad: Row 2: "five" is not a number/);
  });
});
