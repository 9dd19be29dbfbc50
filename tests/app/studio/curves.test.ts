import { expect, test } from "vitest";
import { extended } from "../../../src/app/studio/curves";

test("a figure adds a point to its curve; a new name begins one", () => {
  const first = extended([], { loss: 3 });
  expect(extended(first, { loss: 2, critic: 0.5 })).toEqual([
    { name: "loss", values: [3, 2] },
    { name: "critic", values: [0.5] },
  ]);
});
