import { stacked } from "../../base/rows";
import { fromColumns, rowOf, transpose, type SparseRows } from "../../base/sparse";
import type { ItemId } from "../../base/item";
import type { Interactions } from "../../recommend/interactions";
import { userListDefaults } from "../../recommend/options";
import { fitPopularity } from "../../recommend/popularity";
import { interactionsIn, type Community } from "../../recommend/slate/community";
import { fitUserKnn } from "../../recommend/user-knn";
import type { CommunityItem, FriendRow } from "../rows";
import { catalogueFor } from "./catalogue";
import { withoutListeners } from "./library-source";
import { once } from "./once";
import type { Source } from "./source";

/** The id of the friends among the sources. */
export const FRIENDS_SOURCE = "friends";

/** Friends tell how much they like what is on their card: that is what they count with. */
const options = { ...userListDefaults, weighting: "raw" } as const;

/**
 * The friends as a source of their own, for what no community has.
 *
 * @param others  the communities
 */
export function friendsSource(friends: readonly FriendRow[], others: readonly Source[]): Source {
  const items = itemsOf(friends);
  const numbers = new Map(items.map(({ id }, number) => [id, number]));
  const byItem = transpose(cardsOf(friends, numbers));
  const name = friends.map((friend) => friend.name).join(", ");
  const community: Community = {
    ...withoutListeners(items),
    ...{ id: FRIENDS_SOURCE, name, byItem, liked: byItem, numbers },
    userNames: friends.map((friend) => friend.name),
  };
  const data = once(() => interactionsIn(community, byItem));
  const users = once(() => fitUserKnn(data(), options));
  const unknown = items.map(({ id }) => !others.some((source) => source.numbers.has(id)));
  return {
    ...{ id: FRIENDS_SOURCE, name, simulated: false, itemKind: kindOf(items) },
    ...{ users: friends.length, items, numbers, community },
    listeners: Uint32Array.from(items, (_, item) => rowOf(byItem, item).index.length),
    catalogue: once(() => catalogueFor(community, items)),
    popularity: once(() => fitPopularity(data(), "binary")),
    ranking: () => ({ method: "user-knn", ranker: users() }),
    neighbours: () => ({ index: new Uint32Array(0), value: new Float64Array(0) }),
    offers: (item) => unknown[item] === true,
  };
}

/** A community with the friends among its listeners: they may be neighbours, by their names. */
export function withFriends(source: Source, friends: readonly FriendRow[]): Source {
  const cards = cardsOf(friends, source.numbers);
  if (cards.index.length === 0) return source;
  const { community } = source;
  const joined = once((): Community => ({
    ...community,
    userNames: [...community.userNames, ...friends.map((friend) => friend.name)],
    byItem: transpose(stacked(transpose(community.byItem), cards)),
    liked: transpose(stacked(transpose(community.liked), cards)),
  }));
  const data = once((): Interactions => interactionsIn(joined(), joined().liked));
  const users = once(() => fitUserKnn(data(), userListDefaults));
  return {
    ...source,
    ranking: (method) =>
      method === "user-knn"
        ? { method, ranker: users(), listeners: joined() }
        : source.ranking(method),
  };
}

/** Friends × items, where what they like counts as much as their card says. */
function cardsOf(friends: readonly FriendRow[], numbers: ReadonlyMap<ItemId, number>): SparseRows {
  const row: number[] = [];
  const column: number[] = [];
  const value: number[] = [];
  friends.forEach((friend, at) => {
    for (const { id, weight } of friend.items) {
      const item = numbers.get(id);
      if (item === undefined || !(weight > 0)) continue;
      row.push(at);
      column.push(item);
      value.push(weight);
    }
  });
  return fromColumns({ row, column, value }, { rows: friends.length, columns: numbers.size });
}

function itemsOf(friends: readonly FriendRow[]): readonly CommunityItem[] {
  const items = new Map<ItemId, CommunityItem>();
  for (const friend of friends) {
    for (const { id, name, artist } of friend.items) {
      items.set(id, { id, name, ...(artist !== undefined && { artist }) });
    }
  }
  return [...items.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Cards name artists before all; the kind that most of their items are. */
function kindOf(items: readonly CommunityItem[]): "artist" | "track" {
  const artists = items.filter(({ id }) => id.startsWith("artist:")).length;
  return 2 * artists >= items.length ? "artist" : "track";
}
