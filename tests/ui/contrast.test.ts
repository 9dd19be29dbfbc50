import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync("src/ui/tokens.css", "utf8");

/** Both values of a token, light theme first. */
function token(name: string): readonly [string, string] {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  if (found?.[1] === undefined || found[2] === undefined) throw new Error(`no token --${name}`);
  return [found[1], found[2]];
}

/** WCAG 2.2, relative luminance of an sRGB colour. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["paper", "surface", "sunk"];
const text = ["ink", "ink-soft", "light", "now"];
const pairs: readonly (readonly [string, string, number])[] = [
  ...grounds.flatMap((ground) => text.map((ink) => [ink, ground, 4.5] as const)),
  ["on-ink", "ink", 4.5],
  ["ink", "light-wash", 4.5],
  ["light", "light-wash", 4.5],
  ["ink", "now-wash", 4.5],
  ["now", "now-wash", 4.5],
  // Borders of controls, notes on the roll and empty stars: shapes that carry meaning.
  ...grounds.map((ground) => ["edge", ground, 3] as const),
];

test("black on white is 21 to 1, and a colour on itself 1 to 1", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 9);
  expect(contrast("#08706b", "#08706b")).toBe(1);
});

test.each(pairs)("--%s on --%s is at least %f to 1 in both themes", (front, ground, least) => {
  const [lightFront, darkFront] = token(front);
  const [lightGround, darkGround] = token(ground);
  expect(contrast(lightFront, lightGround), "light theme").toBeGreaterThanOrEqual(least);
  expect(contrast(darkFront, darkGround), "dark theme").toBeGreaterThanOrEqual(least);
});
