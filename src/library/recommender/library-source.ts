import type { SparseVector } from "../../base/sparse";
import type { ItemId } from "../../base/item";
import { RANGES } from "../../features/names";
import { fitContent } from "../../recommend/content-ranker";
import type { Ranker } from "../../recommend/model";
import type { Community } from "../../recommend/slate/community";
import { tfidf } from "../../recommend/tfidf";
import { guarded } from "../errors";
import { contentOf } from "../features";
import type { CommunityItem } from "../rows";
import type { Library } from "../schema";
import { catalogueFor } from "./catalogue";
import { once } from "./once";
import { LIBRARY_SOURCE, type Source } from "./source";

/** The person's own tracks, by what they are like. */
export interface LibrarySource extends Source {
  /** 0 calm to 1 wild, of every track that was measured. */
  readonly energy: ReadonlyMap<ItemId, number>;
}

/**
 * The tracks of the library as a source: they are recommended by what they are like in themselves,
 * so that what nobody else has listened to can be found too.
 */
export async function readLibrarySource(library: Library): Promise<LibrarySource> {
  const content = await contentOf(library);
  const [tracks, features] = await guarded(() =>
    Promise.all([library.tracks.bulkGet([...content.items]), library.features.toArray()]),
  );
  const items = tracks.map((track, at): CommunityItem => {
    const id = content.items[at] as ItemId;
    return {
      ...{ id, name: track?.title ?? "" },
      ...(track !== undefined && track.artist !== "" && { artist: track.artist }),
      ...(track?.tags !== undefined && { tags: track.tags }),
    };
  });
  const community = withoutListeners(items);
  const vectors = tfidf(content.rows);
  const ranker = asContent(fitContent(content, (person) => person));
  return {
    ...{ id: LIBRARY_SOURCE, name: "", simulated: false, itemKind: "track", users: 0, items },
    numbers: community.numbers,
    listeners: new Uint32Array(items.length),
    community,
    catalogue: once(() => ({ ...catalogueFor(community, items), vectors })),
    popularity: () => silent(items.length),
    ranking: () => ({ method: "hybrid", ranker }),
    neighbours: (item) => nearest(ranker, item),
    energy: new Map(
      features.flatMap(({ trackId, values }) => {
        const energy = values["energy"];
        return energy === undefined ? [] : [[trackId, Math.min(1, energy / RANGES.energy.max)]];
      }),
    ),
  };
}

/** A community of nobody over some items. */
export function withoutListeners(items: readonly CommunityItem[]): Community {
  const nobody = {
    ...{ rows: items.length, columns: 0, ptr: new Uint32Array(items.length + 1) },
    ...{ index: new Uint32Array(0), value: new Float64Array(0) },
  };
  return {
    ...{ id: LIBRARY_SOURCE, name: "", simulated: false, itemKind: "track" as const },
    ...{ scale: { kind: "plays" as const }, items, userNames: [], byItem: nobody, liked: nobody },
    numbers: new Map(items.map(({ id }, number) => [id, number])),
  };
}

/** What goes with one item: the scores of somebody who has nothing else. */
function nearest(ranker: Ranker, item: number): SparseVector {
  const { scores } = ranker.foldIn({ index: Uint32Array.of(item), value: Float64Array.of(1) });
  const others = Uint32Array.from(scores.keys()).filter(
    (other) => other !== item && (scores[other] as number) > 0,
  );
  return { index: others, value: Float64Array.from(others, (other) => scores[other] as number) };
}

/** The same ranking, saying that it looked at content. */
function asContent(ranker: Ranker): Ranker {
  return {
    foldIn(person) {
      const taste = ranker.foldIn(person);
      return {
        scores: taste.scores,
        explain(item) {
          const amount = taste.scores[item] as number;
          return { ...taste.explain(item), parts: [{ model: "content", weight: 1, amount }] };
        },
      };
    },
  };
}

/** Nobody is asked, so that nothing is popular. */
function silent(items: number): Ranker {
  const scores = new Float64Array(items);
  const explain = () => ({ source: "popular", base: 0, contributions: [] }) as const;
  return { foldIn: () => ({ scores, explain }) };
}
