import { describe, expect, test } from "vitest";
import { completeOptions } from "../../src/recommend/models";
import { parseOptions } from "../../src/recommend/parse-options";

describe("parseOptions", () => {
  test("reads words and numbers", () => {
    expect(parseOptions(["similarity=msd", "k=7", "shrinkage=2.5", "minOverlap=3"])).toEqual({
      similarity: "msd",
      k: 7,
      shrinkage: 2.5,
      minOverlap: 3,
    });
  });

  test.each([
    ["similarity=cosin", /there is cosine, adjusted-cosine, jaccard, msd, pearson/],
    ["neighbours=5", /no option "neighbours"; there is similarity=/],
    ["k=0", /k must be a whole number ≥ 1, not "0"/],
    ["k=1.5", /whole number/],
    ["k=", /not ""/],
    ["shrinkage=-1", /≥ 0/],
    ["shrinkage=Infinity", /≥ 0/],
    ["toString=1", /no option "toString"/],
  ])("refuses %s", (setting, message) => {
    expect(() => parseOptions([setting])).toThrow(message);
  });
});

describe("completeOptions", () => {
  test("stars are plain neighbours unless asked otherwise", () => {
    expect(completeOptions("user-knn", "stars", {})).toMatchObject({
      similarity: "cosine",
      centring: "none",
      overlap: "corated",
      weighting: "raw",
      k: 40,
      shrinkage: 0,
    });
  });

  test("lists take plays as had or not", () => {
    expect(completeOptions("item-knn", "topn", { k: 20 })).toMatchObject({
      overlap: "all",
      weighting: "binary",
      k: 20,
      shrinkage: 10,
    });
  });

  test("Pearson-baseline brings its shrinkage, and raw values to lists", () => {
    expect(completeOptions("item-knn", "topn", { similarity: "pearson-baseline" })).toMatchObject({
      weighting: "raw",
      shrinkage: 100,
    });
  });

  test("what compares values refuses to have them made equal", () => {
    expect(() =>
      completeOptions("item-knn", "topn", { similarity: "pearson", weighting: "binary" }),
    ).toThrow(/choose weighting=raw or log/);
  });
});
