import { expect, test } from "vitest";
import { titleFor } from "../../src/compose/titles";

test("the same seed gives the same title", () => {
  expect(titleFor(3, "reel")).toBe(titleFor(3, "reel"));
});

test("titles differ, begin with a capital, and repeat no word", () => {
  const titles = Array.from({ length: 400 }, (_, seed) => titleFor(seed, "jig"));
  expect(new Set(titles).size).toBeGreaterThan(350);
  for (const title of titles) {
    expect(title).toMatch(/^[A-Z]/);
    const words = title.split(" ").filter((word) => word.length > 3);
    expect(new Set(words).size).toBe(words.length);
  }
});

test("avoids titles that are taken", () => {
  const first = titleFor(9, "air");
  expect(titleFor(9, "air", (title) => title === first)).not.toBe(first);
});
