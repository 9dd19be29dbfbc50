import type { ItemId } from "../../base/item";
import { findColumn, rowOf } from "../../base/sparse";
import type { Contribution, Explanation } from "../model";
import type { Community } from "./community";
import type { Profile } from "./profile";

/** What gave how much to a recommendation. Shares of one entry are ≥ 0 and sum to 1. */
export type Reason =
  | {
      /** The person's own item that resembles the recommended one. */
      readonly kind: "item";
      readonly itemId: ItemId;
      readonly name: string;
      readonly similarity: number;
      /** What the person gave it: stars, or 1 for a play. */
      readonly value: number;
      readonly share: number;
    }
  | {
      /** A listener of the community who agrees with the person. */
      readonly kind: "listener";
      readonly name: string;
      readonly similarity: number;
      readonly value: number;
      readonly share: number;
    }
  | {
      /** Nothing personal is known yet: how many in the community have it. */
      readonly kind: "popular";
      readonly listeners: number;
      readonly of: number;
      readonly share: number;
    };

const named = 5;

/**
 * The contributions to a score as a person reads them: the five largest by name, the rest as one
 * share. What speaks against an item is left out: reasons say why it is here.
 */
export function reasonsOf(
  explanation: Explanation,
  item: number,
  community: Community,
  profile: Profile,
): { readonly reasons: readonly Reason[]; readonly otherShare: number } {
  if (explanation.source === "popular") {
    const { base: listeners } = explanation;
    const of = community.userNames.length;
    return { reasons: [{ kind: "popular", listeners, of, share: 1 }], otherShare: 0 };
  }
  const speakFor = explanation.contributions
    .filter(({ amount }) => amount > 0)
    .toSorted((a, b) => b.amount - a.amount || a.source - b.source);
  const total = speakFor.reduce((sum, { amount }) => sum + amount, 0);
  const reasons = speakFor.slice(0, named).map((contribution): Reason => {
    const { similarity, amount } = contribution;
    const share = amount / total;
    return explanation.source === "item"
      ? { kind: "item", ...ownItem(contribution, community, profile), similarity, share }
      : { kind: "listener", ...listener(contribution, item, community), similarity, share };
  });
  const rest = speakFor.slice(named).reduce((sum, { amount }) => sum + amount, 0);
  return { reasons, otherShare: total > 0 ? rest / total : 0 };
}

function ownItem({ source }: Contribution, community: Community, profile: Profile) {
  const { id = "", name = "" } = community.items[source] ?? {};
  return { itemId: id, name, value: profile.given.get(source) ?? 1 };
}

/** What the listener gave the item, as the community has it: stars, or plays. */
function listener({ source, value }: Contribution, item: number, community: Community) {
  const row = rowOf(community.byItem, item);
  const given = row.value[findColumn(row.index, source)];
  return { name: community.userNames[source] ?? "", value: given ?? value };
}
