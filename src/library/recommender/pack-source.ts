import { rowOf, type SparseVector } from "../../base/sparse";
import type { Ranker } from "../../recommend/model";
import type { Pack } from "../../recommend/pack";
import type { Catalogue } from "../../recommend/slate/catalogue";
import type { Community } from "../../recommend/slate/community";
import type { CommunityRow } from "../rows";
import { catalogueFor } from "./catalogue";
import { withoutListeners } from "./library-source";
import { once } from "./once";
import { packRanker, weightsByItem } from "../../recommend/pack-ranker";
import type { Source } from "./source";

/**
 * A pack as a source: ranked from what was learned alone. There are no listeners to compare with,
 * so that every method is the hybrid, and says so.
 */
export function packSource(row: CommunityRow, pack: Pack): Source {
  const { id, name, simulated, itemKind, scale } = row;
  const { items, users, popularity } = pack;
  const weights = weightsByItem(pack.weights);
  // Items alike are those that speak for each other, where no tags tell more.
  const community = {
    ...withoutListeners(items),
    ...{ id, name, simulated, itemKind, scale, liked: weights.to },
  };
  const ranker = packRanker(pack, weights);
  const catalogue = once(() => packCatalogue(pack, community));
  return {
    ...{ id, name, simulated, itemKind, users, items },
    ...{ numbers: community.numbers, listeners: popularity, community, catalogue },
    popularity: () => popularityRanker(popularity),
    ranking: () => ({ method: "hybrid", ranker }),
    neighbours: (item) => positive(rowOf(weights.from, item)),
  };
}

/** The catalogue of a pack: items without tags are alike where they speak for each other. */
export function packCatalogue({ items, popularity, users }: Pack, community: Community): Catalogue {
  return { ...catalogueFor(community, items), novelty: noveltyOf(popularity, users) };
}

/** As that of a community (see Catalogue): −log(share of listeners) / log(listeners). */
function noveltyOf(popularity: Uint32Array, users: number): Float64Array {
  const most = Math.log(Math.max(2, users));
  return Float64Array.from(popularity, (listeners) =>
    listeners === 0 ? 1 : Math.log(users / listeners) / most,
  );
}

function popularityRanker(popularity: Uint32Array): Ranker {
  const scores = Float64Array.from(popularity);
  return {
    foldIn: () => ({
      scores,
      explain: (item) => ({
        ...{ source: "popular", base: scores[item] as number, contributions: [] },
      }),
    }),
  };
}

/** What speaks for; what speaks against is no neighbour. */
export function positive({ index, value }: SparseVector): SparseVector {
  return {
    index: index.filter((_, p) => (value[p] as number) > 0),
    value: value.filter((v) => v > 0),
  };
}
