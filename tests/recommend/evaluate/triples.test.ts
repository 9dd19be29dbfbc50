import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTriples } from "../../../src/recommend/evaluate/triples";

function rows(text: string): (string | number | undefined)[][] {
  const result = readTriples(text);
  if (!result.ok) throw new Error(result.fault.message);
  const { userIds, itemIds, user, item, value, extra } = result.value;
  return [...value].map((v, e) => {
    const row = [userIds[user[e] as number], itemIds[item[e] as number], v];
    return extra ? [...row, extra[e]] : row;
  });
}

const one = [["1", "7", 4.5]];

describe("reads", () => {
  test.each([
    ["tabs", "1\t7\t4.5", one],
    ["commas", "1,7,4.5", one],
    ["double colons", "1::7::4.5", one],
    ["blanks", "1 7 4.5", one],
    ["CRLF and blank lines", "1,7,4.5\r\n\r\n\n", one],
    ["a byte-order mark", "\ufeff1,7,4.5", one],
    ["a header", "userId,movieId,rating\n1,7,4.5", one],
    ["a header over two columns", "user\titem\n1\t7", [["1", "7", 1]]],
    ["no value", "1\t7", [["1", "7", 1]]],
    ["a time", "1,7,4.5,99", [["1", "7", 4.5, 99]]],
    ["more columns than four", "1,7,4.5,99,x", [["1", "7", 4.5, 99]]],
    ["names with blanks between tabs", "ann lee\tup town\t2", [["ann lee", "up town", 2]]],
    [
      "names in both rows",
      "ann,up\nbob,down",
      [
        ["ann", "up", 1],
        ["bob", "down", 1],
      ],
    ],
  ])("%s", (_what, text, expected) => {
    expect(rows(text)).toEqual(expected);
  });
});

describe("refuses", () => {
  test.each([
    ["nothing", "", /empty/],
    ["one column", "abc\ndef", /No tab, comma/],
    ["a value that is no number", "1,7,4\n\n1,8,good", /Row 3: "good" is not a number/],
    ["a value that is missing", "1,7,4\n1,8,", /Row 2: "" is not a number/],
    ["an item that is missing", "1,7,4\n1", /Row 2 lacks/],
  ])("%s", (_what, text, message) => {
    const result = readTriples(text);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.fault.message).toMatch(message);
  });
});

test("what is written is read, whatever the separator", () => {
  const id = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const entry = fc.tuple(id, id, fc.integer({ min: -99, max: 99 }));
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 1, maxLength: 20 }),
      fc.constantFrom("\t", ",", "::", " "),
      (list, separator) => {
        expect(rows(list.map((fields) => fields.join(separator)).join("\n"))).toEqual(list);
      },
    ),
  );
});

test("never throws on arbitrary text", () => {
  fc.assert(fc.property(fc.string(), (text) => typeof readTriples(text).ok === "boolean"));
});
