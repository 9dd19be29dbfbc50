import type { BestColumns } from "../../base/shortlist";
import { fromColumns, rowOf, type SparseVector } from "../../base/sparse";
import { itemRanker } from "../../recommend/item-knn";
import { starDefaults, userListDefaults } from "../../recommend/options";
import { fitPopularity } from "../../recommend/popularity";
import { interactionsIn, type Community } from "../../recommend/slate/community";
import { fitStars } from "../../recommend/stars";
import { fitUserKnn } from "../../recommend/user-knn";
import type { CommunityItem } from "../rows";
import { catalogueFor } from "./catalogue";
import { once } from "./once";
import type { Source } from "./source";

/**
 * A community over its ratings and the neighbours of its items. What needs no fitting to speak of
 * is made when first asked for, and kept.
 */
export function communitySource(
  community: Community,
  items: readonly CommunityItem[],
  nearest: BestColumns,
): Source {
  const liked = once(() => interactionsIn(community, community.liked));
  const values = once(() => interactionsIn(community, community.byItem));
  const users = once(() => fitUserKnn(liked(), userListDefaults));
  const near = itemRanker(nearest, (person) => person);
  const starsBy = {
    "user-knn": once(() => fitStars(values(), "user", starDefaults)),
    "item-knn": once(() => fitStars(values(), "item", starDefaults)),
  };
  return {
    id: community.id,
    name: community.name,
    simulated: community.simulated,
    itemKind: community.itemKind,
    users: community.userNames.length,
    items,
    numbers: community.numbers,
    listeners: Uint32Array.from(items, (_, item) => rowOf(community.byItem, item).index.length),
    community,
    catalogue: once(() => catalogueFor(community, items)),
    popularity: once(() => fitPopularity(liked(), "binary")),
    ranking: (method) =>
      method === "user-knn" ? { method, ranker: users() } : { method: "item-knn", ranker: near },
    neighbours: (item) => neighboursIn(nearest, item),
    ...(community.scale.kind === "stars" && {
      stars: (method, profile) => {
        if (profile.stars.index.length === 0) return () => undefined;
        const folded = starsBy[method === "user-knn" ? method : "item-knn"]().foldIn(profile.stars);
        return (item) => {
          const { stars, contributions } = folded.predict(item);
          return contributions.length > 0 ? stars : undefined;
        };
      },
    }),
  };
}

function neighboursIn({ k, rows, id, score }: BestColumns, item: number): SparseVector {
  const ids = id.subarray(item * k, (item + 1) * k).filter((other) => other >= 0);
  const value = score.subarray(item * k, item * k + ids.length);
  const shape = { rows: 1, columns: rows };
  return rowOf(fromColumns({ row: new Uint8Array(ids.length), column: ids, value }, shape), 0);
}
