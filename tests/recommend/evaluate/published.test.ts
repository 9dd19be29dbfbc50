import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../../../scripts/commands/evaluate";

const splits = "../shared/data/ratings/splits";

async function evaluate(...args: string[]): Promise<Record<string, unknown>> {
  const results: object[] = [];
  await run(args, (result) => results.push(result));
  return results[0] as Record<string, unknown>;
}

// The figures of the field's software (Surprise 1.1) on the same folds.
test.runIf(existsSync(splits)).each([
  ["baseline", [], 0.8732, 0.6732],
  ["user-knn", [], 0.9747, 0.7498],
  ["user-knn", ["similarity=msd", "centring=mean"], 0.8989, 0.6862],
  ["user-knn", ["similarity=pearson-baseline", "centring=baseline"], 0.8803, 0.6697],
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
