import { describe, expect, test } from "vitest";
import { detectScale, toStars } from "../../../src/formats/ratings/scale";

const repeat = (values: readonly number[], times: number) =>
  Array.from({ length: times }, () => values).flat();

describe("detectScale", () => {
  test.each<[string, number[], string]>([
    ["one to five", repeat([1, 2, 3, 4, 5], 10), "1–5"],
    ["halves to five", repeat([0.5, 2, 3.5, 5], 10), "0.5–5"],
    ["whole stars with half steps above one", [4, 3.5, 5, 1], "1–5"],
    ["zero to five", repeat([0, 2, 3, 5], 10), "0–5"],
    ["one to ten", repeat([7, 8, 10, 3, 6], 10), "1–10"],
    ["zero to ten", repeat([0, 8, 10, 3, 6], 10), "0–10"],
    ["per cent", repeat([10, 85, 100, 40], 10), "0–100"],
    ["minus ten to ten", repeat([-9.5, 3.2, 7, -1], 10), "-10–10"],
    ["thumbs", [0, 1, 1, 0, 1], "0–1"],
    ["a slip in forty", [...repeat([1, 2, 3, 4, 5], 8), 11], "1–5"],
    ["a zero in forty", [...repeat([1, 2, 3, 4, 5], 8), 0], "1–5"],
    ["few values, one far outside", [4, 5, 3, 99], "1–5"],
    ["no value at all", [], "1–5"],
    ["one value off every scale", [-11], "1–5"],
    ["few values of ten", [5, 3, 4, 7], "1–10"],
  ])("%s", (_, values, expected) => {
    const scale = detectScale(values);
    expect(scale.kind === "stars" ? `${scale.min}–${scale.max}` : scale.kind).toBe(expected);
  });

  test.each<[string, number[]]>([
    ["large counts", repeat([13883, 250, 31, 700], 10)],
    [
      "a long tail",
      [...repeat([1, 1, 2, 1, 3], 40), ...Array.from({ length: 30 }, (_, i) => 7 * i)],
    ],
  ])("%s are plays", (_, values) => {
    expect(detectScale(values)).toEqual({ kind: "plays" });
  });
});

describe("toStars", () => {
  test.each<[number, number, number, number]>([
    [3.5, 1, 5, 3.5],
    [0, 0, 5, 0.5],
    [10, 1, 10, 5],
    [1, 1, 10, 0.5],
    [80, 0, 100, 4],
    [0, 0, 1, 0.5],
    [1, 0, 1, 5],
    [-10, -10, 10, 0.5],
    [10, -10, 10, 5],
  ])("%s on %s–%s is %s", (value, min, max, stars) => {
    expect(toStars(value, { min, max })).toBeCloseTo(stars, 9);
  });
});
