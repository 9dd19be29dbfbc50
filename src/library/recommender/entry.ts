import type { ItemId } from "../../base/item";
import { starUnit } from "../../recommend/slate/community";
import { reasonsOf } from "../../recommend/slate/reasons";
import type { Method, SlateEntry } from "./answers";
import { partsOf } from "./parts";
import type { Ranked } from "./person";
import { plainEntry } from "./plain-entry";
import type { Origin, Union } from "./union";

/** What is chosen, and why it stands there. */
interface Chosen {
  readonly item: number;
  readonly score: number;
  readonly slot?: "taste" | "explore";
  /** What is explored. */
  readonly style?: string;
}

/** Makes entries of what was chosen from one ranking; models of stars are folded in once. */
export function entriesOf(
  ranked: Ranked,
  chosen: readonly Chosen[],
  method: Method = "hybrid",
): readonly SlateEntry[] {
  const { source, profile } = ranked.person;
  const starsOf = source.stars?.(method, profile);
  const unit = starUnit(source.community.scale);
  return chosen.map(({ item, score, slot }): SlateEntry => {
    const explanation = ranked.taste.explain(item);
    const stars = starsOf?.(item);
    const parts = partsOf(explanation);
    const { reasons, otherShare } = reasonsOf(explanation, item, ranked.listeners, profile);
    return {
      ...plainEntry(source, item, score),
      // A pack does not hold its listeners, but says how many they were.
      reasons: reasons.map((one) => (one.kind === "popular" ? { ...one, of: source.users } : one)),
      // Where no item or listener can be named, all of the score is of the other kind.
      otherShare: reasons.length === 0 ? 1 : otherShare,
      ...(parts && { parts }),
      // Clipped to what a person can give.
      ...(stars !== undefined && { stars: Math.min(5, Math.max(0.5, stars / unit)) }),
      ...(slot === "explore" && { explored: true as const }),
    };
  });
}

/** The same for what was chosen from several rankings; each entry tells of its own. */
export function entriesOfUnion(union: Union, choices: readonly Chosen[]): readonly SlateEntry[] {
  const byRanking = new Map<Ranked, { readonly at: number; readonly chosen: Chosen }[]>();
  choices.forEach((choice, at) => {
    const { ranked, item } = union.origins[choice.item] as Origin;
    const group = byRanking.get(ranked) ?? [];
    group.push({ at, chosen: { ...choice, item } });
    byRanking.set(ranked, group);
  });
  const entries: SlateEntry[] = [];
  for (const [ranked, group] of byRanking) {
    const made = entriesOf(
      ranked,
      group.map(({ chosen }) => chosen),
    );
    group.forEach(({ at }, n) => {
      entries[at] = made[n] as SlateEntry;
    });
  }
  return entries;
}

/** An item that stands in a list to find out how the person likes a style. */
export interface Showing {
  readonly itemId: ItemId;
  readonly style: string;
}

/** What was chosen to explore. @param choices  one for each entry */
export function showingsOf(
  entries: readonly SlateEntry[],
  choices: readonly Chosen[],
): readonly Showing[] {
  return entries.flatMap(({ itemId }, at) => {
    const style = choices[at]?.style;
    return style === undefined ? [] : [{ itemId, style }];
  });
}
