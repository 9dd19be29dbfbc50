import { itemKind, type ItemKind } from "../base/item";
import type { Reason, SlateEntry } from "../rpc/contracts/recommender";

/** What the person did with an item of theirs, as far as the library knows. */
export interface Standing {
  /** 0.5–5 stars. */
  readonly stars?: number;
  readonly plays?: number;
}

/** The sentence to say about an entry, without its words. */
export type Because =
  | { readonly kind: "liked"; readonly name: string }
  | { readonly kind: "played"; readonly name: string; readonly item: ItemKind }
  | { readonly kind: "rated"; readonly name: string; readonly stars: number }
  /** `more` where others, not named apart, add to these. */
  | { readonly kind: "listeners"; readonly count: number; readonly more: boolean }
  | { readonly kind: "popular"; readonly listeners: number; readonly of: number }
  | { readonly kind: "unknown" };

/**
 * The main reason of an entry: the one with the largest share. An item of the person is named with
 * what the person did to it; listeners are counted, since a stranger's name says little.
 */
export function because(
  entry: Pick<SlateEntry, "reasons" | "otherShare">,
  standingOf: (reason: Extract<Reason, { kind: "item" }>) => Standing,
): Because {
  const first = entry.reasons[0];
  if (first === undefined) return { kind: "unknown" };
  if (first.kind === "popular") {
    return { kind: "popular", listeners: first.listeners, of: first.of };
  }
  if (first.kind === "listener") {
    const count = entry.reasons.filter((reason) => reason.kind === "listener").length;
    return { kind: "listeners", count, more: entry.otherShare > 0.005 };
  }
  const { stars } = standingOf(first);
  if (stars === undefined) {
    return { kind: "played", name: first.name, item: itemKind(first.itemId) };
  }
  return stars >= 5
    ? { kind: "liked", name: first.name }
    : { kind: "rated", name: first.name, stars };
}

/** One bar of the small chart: how much of the score a reason gave, 0–1. */
export interface ReasonBar {
  readonly label: string | undefined;
  readonly share: number;
  readonly reason?: Reason;
}

/** The bars of an entry, best first; what is not named apart is one last bar without a label. */
export function reasonBars(entry: Pick<SlateEntry, "reasons" | "otherShare">): ReasonBar[] {
  const bars: ReasonBar[] = entry.reasons
    .filter((reason) => reason.share > 0)
    .map((reason) => ({
      label: reason.kind === "popular" ? undefined : reason.name,
      share: reason.share,
      reason,
    }));
  if (entry.otherShare > 0.005) bars.push({ label: undefined, share: entry.otherShare });
  return bars;
}
