import { expect } from "vitest";
import type { Taste } from "../../src/recommend/model";

/** Base and amounts, summed in the order given, are the score of every item, to the last bit. */
export function expectAdditive(taste: Taste): void {
  taste.scores.forEach((score, item) => {
    const { base, contributions } = taste.explain(item);
    expect(contributions.reduce((sum, { amount }) => sum + amount, base)).toBe(score);
  });
}
