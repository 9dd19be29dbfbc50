import { expect, test } from "vitest";
import { curvePath } from "../../../src/ui/studio/style/curve-path";

test.each([
  ["nothing", [], ""],
  ["one point", [3], "M0 24"],
  ["level", [2, 2], "M0 24L100 24"],
  ["falling", [4, 3, 2], "M0 4L50 24L100 44"],
  ["with a value that is no number", [4, NaN, 2], "M0 4L100 44"],
])("%s", (_, values, path) => expect(curvePath(values, 100, 48)).toBe(path));
