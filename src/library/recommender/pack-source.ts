import { rowOf } from "../../base/sparse";
import type { Ranker } from "../../recommend/model";
import type { Pack } from "../../recommend/pack";
import type { Catalogue } from "../../recommend/slate/catalogue";
import type { CommunityRow } from "../rows";
import { catalogueFor } from "./catalogue";
import { positive } from "./community-source";
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
  const catalogue = once((): Catalogue => {
    return { ...catalogueFor(community, items), novelty: noveltyOf(popularity, users) };
  });
  return {
    ...{ id, name, simulated, itemKind, users, items },
    ...{ numbers: community.numbers, listeners: popularity, community, catalogue },
    popularity: () => popularityRanker(popularity),
    ranking: () => ({ method: "hybrid", ranker }),
    neighbours: (item) => positive(rowOf(weights.from, item)),
  };
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
