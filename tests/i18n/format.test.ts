import { expect, test } from "vitest";
import { formatFor } from "../../src/i18n/format";
import { matchLocale } from "../../src/i18n/locales";

test.each([
  [["en-GB", "zh-CN"], "en"],
  [["zh-TW", "en"], "zh-Hans"],
  [["fr", "de", "zh"], "zh-Hans"],
  [["fr", "ja"], "en"],
  [["ZH-hans-CN"], "zh-Hans"],
  [["enm"], "en"],
  [[], "en"],
] as const)("of %j we speak %s", (wanted, locale) => {
  expect(matchLocale(wanted)).toBe(locale);
});

const en = formatFor("en");
const zh = formatFor("zh-Hans");

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1_000, "1 kB"],
  [2_701_360, "2.7 MB"],
  [123_456_789, "123 MB"],
  [5e15, "5,000 TB"],
])("%d bytes are written %s", (bytes, text) => {
  expect(en.bytes(bytes)).toBe(text);
});

test.each([
  [0, "0:00"],
  [187_900, "3:07"],
  [3_600_000, "1:00:00"],
  [-5, "0:00"],
])("%d ms are %s on a clock", (ms, text) => {
  expect(en.clock(ms)).toBe(text);
});

test("a count takes its own form, and Chinese has one", () => {
  const forms = { one: "track", other: "tracks" };
  expect([0, 1, 2].map((count) => en.plural(count, forms))).toEqual(["tracks", "track", "tracks"]);
  expect(zh.plural(1, { other: "首" })).toBe("首");
});

test("numbers and lists follow the language", () => {
  expect(en.number(1234567.891, 1)).toBe("1,234,567.9");
  expect(en.percent(0.256)).toBe("26%");
  expect(en.list(["a", "b", "c"])).toBe("a, b, and c");
  expect(zh.list(["甲", "乙", "丙"])).toBe("甲、乙和丙");
});
