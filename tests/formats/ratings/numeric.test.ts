import fc from "fast-check";
import { expect, test } from "vitest";
import { NumericLines } from "../../../src/formats/ratings/numeric";
import { draftOf, file, NOW_MS } from "../import/support";

const layout = {
  dialect: { separator: ",", quoted: true },
  header: false,
  user: 0,
  item: 1,
  rating: 2,
  time: 3,
  itemWord: "",
  plays: false,
  decimalComma: false,
} as const;

test.each<[string, readonly number[] | undefined]>([
  ["17,42,4.5,1600000000", [17, 42, 4.5, 1_600_000_000]],
  ["17,42,4,0", [17, 42, 4, 0]],
  ["17,42,4,1600000000,more", [17, 42, 4, 1_600_000_000]],
  ["17,42,4.1,1600000000", [17, 42, 4.1, 1_600_000_000]],
  ["017,42,4,0", undefined],
  ["17,4.2,4,0", undefined],
  ["17,42,-4,0", undefined],
  ["17,42,4.,0", undefined],
  ["17,42,4..5,0", undefined],
  ["17,42,4", undefined],
  ["17,42,,0", undefined],
  ["17,42,4,160000000", undefined],
  ["17,42,4,9999999999", undefined],
  ["1234567890123,42,4,0", undefined],
  ["", undefined],
])("%j", (line, expected) => {
  const numbers = new NumericLines(layout, NOW_MS);
  const read = numbers.read(line);
  const { user, item, value, timeSec } = numbers;
  expect(read ? [user, item, value, timeSec] : undefined).toEqual(expected);
});

test("gives what the general way gives", async () => {
  const cell = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 9 }).map(String) },
    fc.constantFrom("", "007", "1.5", "-1", "5e6", "4.", "x", "12345678901234", " 3"),
  );
  const time = fc.constantFrom("1600000000", "0", "", "1600000000000", "99999999999", "5", "x");
  const row = fc.tuple(cell, cell, cell, time);
  const head = ["1,1,1,1600000000", "2,2,5,1600000000", "3,1,3,1600000000"];
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
      const body = rows.map((fields) => fields.join(","));
      const plain = [...head, ...body].join("\n");
      // A quotation mark in each row keeps the short way closed.
      const quoted = plain.replaceAll(/^([^,]*)/gm, '"$1"');
      const expected = await draftOf(file("a.csv", quoted));
      expect(await draftOf(file("a.csv", plain))).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});
