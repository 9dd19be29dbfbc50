import { describe, expect, test } from "vitest";
import { rowOf } from "../../../src/base/sparse";
import { contentOf, readTags } from "../../../src/recommend/evaluate/tags";

function tags(text: string): Record<string, Record<string, number>> {
  const result = readTags(text);
  if (!result.ok) throw new Error(result.fault.message);
  return Object.fromEntries(Array.from(result.value, ([item, of]) => [item, Object.fromEntries(of)])); // prettier-ignore
}

describe("reads", () => {
  test.each([
    [
      "HetRec's, a line for each person who gave a tag",
      "userID\tartistID\ttagID\tday\tmonth\tyear\n2\t52\t13\t1\t4\t2009\n3\t52\t13\t1\t4\t2009\n3\t52\t9\t1\t4\t2009\n",
      { "52": { "13": 2, "9": 1 } },
    ],
    [
      "MovieLens', separated by commas",
      "userId,movieId,tag,timestamp\r\n2,60756,Highly quotable,1\r\n",
      { "60756": { "Highly quotable": 1 } },
    ],
    [
      "item and tag",
      "up\tfolk\nup\trock\n\ndown\tfolk",
      { up: { folk: 1, rock: 1 }, down: { folk: 1 } },
    ],
    ["item, tag and weight", "up\tfolk\t2.5\nup\tfolk\t1", { up: { folk: 3.5 } }],
    ["a header with weight", "tag\tweight\titem\nfolk\t3\tup", { up: { folk: 3 } }],
    ["a byte-order mark", "\ufeffup\tfolk", { up: { folk: 1 } }],
  ])("%s", (_what, text, expected) => expect(tags(text)).toEqual(expected));
});

test.each([
  ["up\tfolk\nup", /Row 2 lacks an item or a tag/],
  ["up\tfolk\tmuch", /Row 1: "much" is not a weight/],
  ["up\tfolk\t-1", /"-1" is not a weight/],
  ["", /empty/],
  ["item\ttag\n", /empty/],
])("refuses %j", (text, message) => {
  const result = readTags(text);
  expect(result.ok ? "" : result.fault.message).toMatch(message);
});

test("content has a row for each item asked for, known or not", () => {
  const result = readTags("up\tfolk\t2\ndown\trock\t3\ndown\tfolk\t1\nleft\tpop");
  if (!result.ok) throw new Error("no tags");
  const { features, rows } = contentOf(result.value, ["down", "none", "up"]);
  expect(features).toEqual(["rock", "folk"]);
  expect([0, 1, 2].map((item) => [...rowOf(rows, item).value])).toEqual([[3, 1], [], [2]]);
});
