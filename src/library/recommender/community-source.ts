import type { BestColumns } from "../../base/shortlist";
import { fromColumns, rowOf, type SparseVector } from "../../base/sparse";
import { itemRanker } from "../../recommend/item-knn";
import type { Ranker } from "../../recommend/model";
import { starDefaults, userListDefaults, type NeighbourOptions } from "../../recommend/options";
import type { Pack } from "../../recommend/pack";
import { fitPopularity } from "../../recommend/popularity";
import { interactionsIn, type Community } from "../../recommend/slate/community";
import type { Profile } from "../../recommend/slate/profile";
import { fitStars } from "../../recommend/stars";
import { fitUserKnn } from "../../recommend/user-knn";
import type { CommunityItem } from "../rows";
import { catalogueFor } from "./catalogue";
import { once } from "./once";
import { packCatalogue, positive } from "./pack-source";
import { packRanker, weightsByItem } from "../../recommend/pack-ranker";
import type { Method } from "./answers";
import type { Ranking, Source } from "./source";

/** What was fitted of a community so far. */
export interface Fitted {
  /** Neighbours of every item. */
  readonly nearest?: BestColumns;
  /** What was learned from it; all that the hybrid needs. */
  readonly pack?: Pack;
}

/** Neighbours around baselines: the least error of all neighbours (MovieLens: RMSE .853). */
const itemStars: NeighbourOptions = {
  ...starDefaults,
  similarity: "pearson-baseline",
  centring: "baseline",
  shrinkage: 100,
};
const userStars: NeighbourOptions = { ...starDefaults, centring: "mean" };

/**
 * A community over its ratings, by what is fitted of it so far: the same community with more is
 * another source that shares all the rest. What needs no fitting to speak of is made when first
 * asked for, and kept.
 */
export function communitySource(
  community: Community,
  items: readonly CommunityItem[],
): (fitted: Fitted) => Source {
  const liked = once(() => interactionsIn(community, community.liked));
  const users = once(() => fitUserKnn(liked(), userListDefaults));
  const about = {
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
    ...(community.scale.kind === "stars" && { stars: starsIn(community) }),
  };
  return ({ nearest, pack }) => {
    const near = nearest && itemRanker(nearest, (person) => person);
    const weights = pack && weightsByItem(pack.weights);
    const hybrid = pack && weights && packRanker(pack, weights);
    return {
      ...about,
      // Lists are the same whether the ratings were read or only what was learned of them.
      ...(pack &&
        weights && {
          catalogue: once(() => packCatalogue(pack, { ...community, liked: weights.to })),
        }),
      learning: pack === undefined,
      ranking: (method) =>
        method === "user-knn"
          ? { method, ranker: users() }
          : (rankingBy("hybrid", method === "hybrid" ? hybrid : undefined) ??
            rankingBy("item-knn", near) ??
            rankingBy("hybrid", hybrid)),
      neighbours: (item) => {
        if (nearest) return neighboursIn(nearest, item);
        return weights ? positive(rowOf(weights.from, item)) : nothing;
      },
    };
  };
}

const nothing: SparseVector = { index: new Uint32Array(0), value: new Float64Array(0) };

function rankingBy(method: Method, ranker: Ranker | undefined): Ranking | undefined {
  return ranker && { method, ranker };
}

/** Stars for a person by both kinds of neighbours; undefined where no neighbour says any. */
function starsIn(community: Community): NonNullable<Source["stars"]> {
  const values = once(() => interactionsIn(community, community.byItem));
  const byUsers = once(() => fitStars(values(), "user", userStars));
  const byItems = once(() => fitStars(values(), "item", itemStars));
  return (method: Method, profile: Profile) => {
    if (profile.stars.index.length === 0) return () => undefined;
    const folded = (method === "user-knn" ? byUsers() : byItems()).foldIn(profile.stars);
    return (item) => {
      const { stars, contributions } = folded.predict(item);
      return contributions.length > 0 ? stars : undefined;
    };
  };
}

function neighboursIn({ k, rows, id, score }: BestColumns, item: number): SparseVector {
  const ids = id.subarray(item * k, (item + 1) * k).filter((other) => other >= 0);
  const value = score.subarray(item * k, item * k + ids.length);
  const shape = { rows: 1, columns: rows };
  return rowOf(fromColumns({ row: new Uint8Array(ids.length), column: ids, value }, shape), 0);
}
