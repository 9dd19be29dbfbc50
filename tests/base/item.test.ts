import { expect, test } from "vitest";
import {
  artistItem,
  foldName,
  itemKind,
  scoreItem,
  trackItem,
  workItem,
} from "../../src/base/item";

test.each([
  ["accents and case", "  Sigur  RÓS ", "sigur ros"],
  ["composed and combining marks", "Bjo\u0308rk", foldName("Björk")],
  ["full width", "ＡＢＢＡ", "abba"],
  ["curly apostrophes", "Guns N’ Roses", "guns n' roses"],
  ["half-width kana with its voicing mark", "ｶﾞ", "ガ"],
])("one name for two spellings: %s", (_, name, folded) => {
  expect(foldName(name)).toBe(folded);
});

test("what sounds different stays different", () => {
  expect(foldName("カ")).not.toBe(foldName("ガ"));
  expect(foldName("宋词")).not.toBe(foldName("唐诗"));
});

test("folding twice is folding once", () => {
  for (const name of ["Ḃ̈x", "ガギ", "Ａ’ b", "İstanbul", "ﬁn"]) {
    expect(foldName(foldName(name))).toBe(foldName(name));
  }
});

test.each([
  [artistItem("Björk"), "artist:bjork", "artist"],
  [trackItem("Björk", "Jóga"), "track:bjork|joga", "track"],
  [scoreItem("a-1"), "score:a-1", "track"],
  [workItem("MovieLens", " 12 "), "work:movielens|12", "work"],
])("%s", (id, expected, kind) => {
  expect(id).toBe(expected);
  expect(itemKind(id)).toBe(kind);
});
