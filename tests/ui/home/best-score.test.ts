import { expect, test } from "vitest";
import { bestScore } from "../../../src/ui/home/best-score";

const row = (itemId: string, score: number) => ({
  entry: {
    itemId,
    kind: "artist" as const,
    name: itemId,
    score,
    communityId: "c",
    reasons: [],
    otherShare: 0,
  },
});

test.each([
  ["the best of all", [row("a", 0.2), row("b", 0.7)], [], 0.7],
  ["without what was acted on", [row("a", 63), row("b", 0.7)], ["a"], 0.7],
  ["of what was acted on where there is nothing else", [row("a", 63)], ["a"], 63],
  ["never zero", [], [], Number.MIN_VALUE],
] as const)("%s", (_, rows, told, best) => {
  expect(bestScore(rows, new Set<string>(told))).toBe(best);
});
