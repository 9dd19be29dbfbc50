import type { CommunityTable } from "../ratings/community";
import { SAMPLE_ROWS, type SampleRow } from "./draft";

/** The items of a community that most people have, ties in the order of the table. */
export function mostCommon({ items, itemPtr }: CommunityTable): SampleRow[] {
  const people = (item: number): number => (itemPtr[item + 1] ?? 0) - (itemPtr[item] ?? 0);
  const best: number[] = [];
  for (let item = 0; item < items.length; item++) {
    const at = best.findIndex((other) => people(item) > people(other));
    if (at === -1) best.push(item);
    else best.splice(at, 0, item);
    best.length = Math.min(best.length, SAMPLE_ROWS);
  }
  return best.map((item) => {
    const { name = "", artist, tags = [] } = items[item] ?? {};
    return { title: name, detail: artist ?? tags.join(", ") };
  });
}
