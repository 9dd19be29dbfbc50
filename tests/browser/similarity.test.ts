import { expect, test } from "vitest";
import { seededRandom } from "../../src/base/random";
import { fromColumns } from "../../src/base/sparse";
import { similarityKernel } from "../../src/recommend/kernel/kernel";
import { nearestRows } from "../../src/recommend/similarity";

test("the similarity kernel runs in a browser, and finds what plain loops find", () => {
  const random = seededRandom("kernel in a browser");
  const entries = Array.from({ length: 20_000 }, () => random());
  const rows = fromColumns(
    {
      row: entries.map((share) => Math.floor(800 * share ** 2)),
      column: entries.map(() => Math.floor(300 * random())),
      value: entries.map(() => 1 + Math.floor(5 * random())),
    },
    { rows: 800, columns: 300 },
  );
  const kernel = similarityKernel();
  expect(kernel).toBeInstanceOf(WebAssembly.Module);
  expect(nearestRows(rows, 50, 0, 1, kernel)).toEqual(nearestRows(rows, 50, 0, 1, null));
});
