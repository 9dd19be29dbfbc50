import { expect, test } from "vitest";
import { listQuality } from "../../../src/recommend/evaluate/metrics";
import { fixture } from "../sample";

interface List {
  readonly hits: readonly boolean[];
  readonly relevant: number;
  readonly ndcgMin: number;
}

test("NDCG over min(K, relevant) equals scikit-learn's", () => {
  const lists = fixture<List[]>("lists.json");
  expect(lists.length).toBe(20);
  for (const { hits, relevant, ndcgMin } of lists) {
    expect(listQuality(hits, relevant, 10, "min").ndcg).toBeCloseTo(ndcgMin, 12);
  }
});

test.each([
  ["nothing found", [false, false], 2, [0, 0, 0, 0, 0, 0]],
  ["all found", [true, true], 2, [1, 1, 1, 1, 1, 1]],
  ["the second of two", [false, true], 1, [0.5, 1, 1 / Math.log2(3), 0.5, 0.5, 1]],
  ["a list that is too short", [true], 1, [0.5, 1, 1, 1, 1, 1]],
] as const)("%s, K 2", (_what, hits, relevant, [precision, recall, ndcg, map, mrr, hitRate]) => {
  const expected = { precision, recall, ndcg, map, mrr, hitRate };
  const quality = listQuality(hits, relevant, 2, "min");
  for (const [name, value] of Object.entries(expected)) {
    expect(quality[name as keyof typeof expected]).toBeCloseTo(value, 12);
  }
});

test("the uncut ideal counts every relevant item", () => {
  const hits = [true, true];
  const uncut = 1 + 1 / Math.log2(3) + 1 / Math.log2(4) + 1 / Math.log2(5);
  const { ndcg, map } = listQuality(hits, 4, 2, "all");
  expect(ndcg).toBeCloseTo((1 + 1 / Math.log2(3)) / uncut, 12);
  expect(map).toBe(1);
});

test("what stands after place K does not count", () => {
  expect(listQuality([false, true, true], 3, 1, "min")).toMatchObject({ ndcg: 0, hitRate: 0 });
});
