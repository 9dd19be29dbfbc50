import { expect, test } from "vitest";
import { withoutWish } from "../../src/app/ask-words";

test.each([
  ["calm, no vocals, slow", "vocals", true, "calm, slow"],
  ["calm, no vocals, slow", "no vocals", true, "calm, slow"],
  ["Calm, slow", "calm", false, "slow"],
  ["slow jazz", "jazz", false, "slow"],
  ["slow jazz", "slow", false, "jazz"],
  ["安静、适合学习、不要人声", "适合学习", false, "安静、不要人声"],
  ["安静、适合学习、不要人声", "人声", true, "安静、适合学习"],
  ["安静，不要人声", "不要人声", true, "安静"],
  ["jazz", "jazz", false, ""],
  ["jazz", "rock", false, "jazz"],
])("%s without %s", (asked, text, negated, rest) => {
  expect(withoutWish(asked, { text, negated })).toBe(rest);
});
