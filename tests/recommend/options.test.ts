import { describe, expect, test } from "vitest";
import { itemKnn } from "../../src/recommend/item-knn";
import { neighbourTable } from "../../src/recommend/options";
import { optionList, parseOptions } from "../../src/recommend/parse-options";
import { userKnn } from "../../src/recommend/user-knn";

describe("parseOptions", () => {
  test("reads words and numbers", () => {
    expect(
      parseOptions(neighbourTable, ["similarity=msd", "k=7", "shrinkage=2.5", "minOverlap=3"]),
    ).toEqual({
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
    expect(() => parseOptions(neighbourTable, [setting])).toThrow(message);
  });
});

test("a range has two ends, and a model may have no options", () => {
  const table = { share: { least: 0, most: 1 } };
  expect(optionList(table)).toEqual({ share: "number ≥ 0 and ≤ 1" });
  expect(parseOptions(table, ["share=1"])).toEqual({ share: 1 });
  expect(() => parseOptions(table, ["share=1.1"])).toThrow(/≤ 1, not "1.1"/);
  const above = { lambda: { least: Number.MIN_VALUE } };
  expect(optionList(above)).toEqual({ lambda: "number > 0" });
  expect(() => parseOptions(above, ["lambda=0"])).toThrow(/a number > 0, not "0"/);
  expect(() => parseOptions({}, ["k=1"])).toThrow(/this model has none/);
});

describe("complete", () => {
  test("stars are plain neighbours unless asked otherwise", () => {
    expect(userKnn.complete("stars", {})).toMatchObject({
      similarity: "cosine",
      centring: "none",
      overlap: "corated",
      weighting: "raw",
      k: 40,
      shrinkage: 0,
    });
  });

  test("lists take plays as had or not", () => {
    expect(itemKnn.complete("topn", { k: 20 })).toMatchObject({
      overlap: "all",
      weighting: "binary",
      k: 20,
      shrinkage: 10,
    });
  });

  test("Pearson-baseline brings its shrinkage, and raw values to lists", () => {
    expect(itemKnn.complete("topn", { similarity: "pearson-baseline" })).toMatchObject({
      weighting: "raw",
      shrinkage: 100,
    });
  });

  test("what compares values refuses to have them made equal", () => {
    expect(() => itemKnn.complete("topn", { similarity: "pearson", weighting: "binary" })).toThrow(
      /choose weighting=raw or log/,
    );
  });
});
