import { expect, test } from "vitest";
import { staffBars, type Box, type Head } from "../../../src/ui/studio/desk/staff-bars";

const bars = [0, 1920, 3840].map((tick) => ({
  tick,
  duration: 1920,
  repeatStart: false,
  repeatEnd: false,
}));
const staves: readonly Box[] = [
  { left: 0, right: 300, top: 10, bottom: 40 },
  { left: 0, right: 300, top: 110, bottom: 140 },
];
const head = (tick: number, left: number, top: number): Head => ({
  tick,
  left,
  right: left + 8,
  top,
  bottom: top + 8,
});

test("a bar reaches from its first head to that of the next; the last of a line to the line's end", () => {
  const heads = [head(0, 60, 20), head(960, 100, 30), head(1920, 160, 15), head(3840, 50, 120)];
  expect(staffBars({ bars }, heads, staves)).toEqual([
    { index: 0, line: 0, left: 48, right: 148, top: 10, bottom: 40 },
    { index: 1, line: 0, left: 148, right: 300, top: 10, bottom: 40 },
    { index: 2, line: 1, left: 38, right: 300, top: 110, bottom: 140 },
  ]);
});

test("heads far over or under a staff belong to the one that is nearest", () => {
  const found = staffBars(
    { bars },
    [head(0, 60, -4), head(1920, 60, 60), head(3840, 60, 95)],
    staves,
  );
  expect(found.map(({ line }) => line)).toEqual([0, 0, 1]);
});

test("without staves there are no bars", () => {
  expect(staffBars({ bars }, [head(0, 60, 20)], [])).toEqual([]);
});
