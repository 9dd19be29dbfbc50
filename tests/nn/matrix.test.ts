import fc from "fast-check";
import { expect, test } from "vitest";
import { denseRow, matrixShape, sumRows } from "../../src/nn/matrix";

const table = { shape: [3, 2], values: Float32Array.from([1, 2, 10, 20, 100, 200]) };

test.each<[string, number[], number[]]>([
  ["no row", [], [0, 0]],
  ["one", [1], [10, 20]],
  ["two", [2, 0], [101, 202]],
  ["one twice", [1, 1], [20, 40]],
])("the sum of rows: %s", (_, indices, sum) => {
  expect([...sumRows(table, indices, new Float32Array(2).fill(9))]).toEqual(sum);
});

test("the sum of rows is the product of a many-hot row and the table", () => {
  const law = fc.property(fc.array(fc.nat(2), { maxLength: 9 }), (indices) => {
    const hot = new Float32Array(3);
    for (const i of indices) hot[i] = (hot[i] as number) + 1;
    const sum = sumRows(table, indices, new Float32Array(2));
    expect(sum).toEqual(denseRow(hot, table, new Float32Array(2)));
  });
  fc.assert(law, { seed: 7 });
});

test("a dense row is input · kernel + bias", () => {
  const out = denseRow(Float32Array.from([1, 0, -2]), table, Float32Array.from([0.5, -0.5]));
  expect([...out]).toEqual([1 - 200 + 0.5, 2 - 400 - 0.5]);
});

test("what does not fit is refused", () => {
  expect(() => sumRows(table, [3], new Float32Array(2))).toThrow("row 3 is outside a table of 3");
  expect(() => sumRows(table, [-1], new Float32Array(2))).toThrow(RangeError);
  expect(() => sumRows(table, [], new Float32Array(3))).toThrow(RangeError);
  expect(() => matrixShape({ shape: [2], values: new Float32Array(2) }, "k")).toThrow(
    "k has 1 dim",
  );
  expect(() => matrixShape({ shape: [2, 2], values: new Float32Array(3) }, "k")).toThrow("2 × 2");
});
