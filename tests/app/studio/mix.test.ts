import { expect, test } from "vitest";
import { arrangementOf, stripOf, withStrip, withStyle } from "../../../src/app/studio/mix";
import { stylesFor } from "../../../src/app/studio/styles";
import { STYLES } from "../../../src/compose/arrange/styles";
import { tune } from "../tune";

test("a strip is changed alone, and one as arranged is left out", () => {
  const quiet = withStrip({}, "bass", { levelDb: -6 });
  expect(quiet).toEqual({ bass: { levelDb: -6, muted: false } });
  const both = withStrip(quiet, "drums", { muted: true });
  expect(Object.keys(both)).toEqual(["bass", "drums"]);
  expect(withStrip(both, "bass", { levelDb: 0 })).toEqual({ drums: { levelDb: 0, muted: true } });
});

test("a strip nobody touched is level and open", () => {
  expect(stripOf(undefined, "pad")).toEqual({ levelDb: 0, muted: false });
});

test("a style of the metre is taken, another is let be", () => {
  const score = tune("Styled");
  expect(withStyle(score, "reel").arrangement?.style).toBe("reel");
  expect(withStyle(score, "waltz")).toBe(score);
  expect(withStyle(score, "any")).toBe(score);
});

test("what nobody arranged is arranged by its kind; a chosen style keeps seed and mix", () => {
  const score = tune("Plain");
  expect(arrangementOf(score)).toMatchObject({ style: "reel", mix: {} });
  const mixed = { ...score, arrangement: { ...arrangementOf(score), seed: 9, intro: true } };
  expect(withStyle(mixed, "session").arrangement).toMatchObject({ seed: 9, intro: true });
});

test("every metre that the studio offers has styles, and all styles are offered without one", () => {
  expect(stylesFor(undefined)).toHaveLength(STYLES.length);
  for (const [beats, unit] of [
    [4, 4],
    [3, 4],
    [6, 8],
    [2, 4],
  ] as const) {
    expect(stylesFor({ beats, unit }).length).toBeGreaterThan(1);
  }
});
