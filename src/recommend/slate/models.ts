import type { BestColumns } from "../../base/shortlist";
import { itemRanker } from "../item-knn";
import { itemListDefaults, starDefaults, userListDefaults } from "../options";
import { fitPopularity } from "../popularity";
import { nearestRowsInSteps } from "../similarity";
import { fitStars } from "../stars";
import { fitUserKnn } from "../user-knn";
import { interactionsIn, type Community } from "./community";
import type { Models } from "./slate";

/** Neighbours of every item of a community, in steps that say what share is done. */
export function fitNeighbours(community: Community): Generator<number, BestColumns> {
  const { k, shrinkage, minOverlap } = itemListDefaults;
  return nearestRowsInSteps(community.liked, k, shrinkage, minOverlap);
}

/**
 * The models of a community over its stored neighbours. What needs no fitting to speak of is made
 * when first asked for, and kept.
 */
export function modelsOf(community: Community, neighbours: BestColumns): Models {
  const liked = once(() => interactionsIn(community, community.liked));
  const values = once(() => interactionsIn(community, community.byItem));
  const popularity = once(() => fitPopularity(liked(), "binary"));
  const users = once(() => fitUserKnn(liked(), userListDefaults));
  const items = itemRanker(neighbours, (person) => person);
  const starsBy = {
    "user-knn": once(() => fitStars(values(), "user", starDefaults)),
    "item-knn": once(() => fitStars(values(), "item", starDefaults)),
  };
  return {
    community,
    rank(method, profile) {
      if (method === "popularity") return popularity().foldIn(profile.likes);
      return method === "item-knn" ? items.foldIn(profile.taste) : users().foldIn(profile.likes);
    },
    stars:
      community.scale.kind === "plays"
        ? undefined
        : (method, profile) => {
            if (profile.stars.index.length === 0) return () => undefined;
            const folded = starsBy[method]().foldIn(profile.stars);
            return (item) => {
              const { stars, contributions } = folded.predict(item);
              return contributions.length > 0 ? stars : undefined;
            };
          },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
