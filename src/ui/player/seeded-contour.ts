import { seededRandom } from "../../base/random";

/**
 * Heights 0–1 of a line for something without notes, the same for the same id: a slow walk with
 * now and then a leap, as melodies move.
 */
export function seededContour(id: string, slices: number): readonly number[] {
  const random = seededRandom(id);
  let height = 0.3 + 0.4 * random();
  return Array.from({ length: slices }, () => {
    const leap = random() < 0.2 ? 0.45 : 0.16;
    height += (random() - 0.5 + (0.5 - height) * 0.25) * 2 * leap;
    height = Math.min(1, Math.max(0, height));
    return height;
  });
}

/**
 * An SVG path through points at equal distances, smooth, in a box of `width` × `height`.
 *
 * @param heights 0–1, at least two; 1 is at the top
 */
export function smoothPath(heights: readonly number[], width: number, height: number): string {
  const step = width / (heights.length - 1);
  const points = heights.map((value, i) => [i * step, (1 - value) * height] as const);
  const [first, ...rest] = points;
  let [x, y] = first ?? [0, 0];
  let path = `M${round(x)} ${round(y)}`;
  for (const [nextX, nextY] of rest) {
    const middle = (x + nextX) / 2;
    path += `C${round(middle)} ${round(y)} ${round(middle)} ${round(nextY)} ${round(nextX)} ${round(nextY)}`;
    [x, y] = [nextX, nextY];
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
