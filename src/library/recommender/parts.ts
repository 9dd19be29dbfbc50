import type { Explanation } from "../../recommend/model";
import type { ScorePart, SlateEntry } from "./answers";

/** What a member of a hybrid looks at, as a person may know it. */
const partOf: Readonly<Record<string, ScorePart>> = {
  ease: "likeness",
  "item-knn": "likeness",
  ials: "factors",
  "user-knn": "listeners",
  content: "content",
  popularity: "popular",
};

/**
 * What each way of looking gave to a score: shares that sum to 1, of what speaks for the item.
 * Undefined where there is one way only.
 */
export function partsOf({ parts }: Explanation): SlateEntry["parts"] {
  if (parts === undefined) return undefined;
  const amounts = new Map<ScorePart, number>();
  for (const { model, amount } of parts) {
    const part = partOf[model];
    if (part !== undefined && amount > 0) amounts.set(part, (amounts.get(part) ?? 0) + amount);
  }
  const total = [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
  if (total === 0) return undefined;
  return [...amounts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([part, amount]) => ({ part, share: amount / total }));
}
