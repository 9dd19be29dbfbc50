import type { ItemId } from "../../base/item";
import { itemKind } from "../../base/item";
import { similarItems } from "../../recommend/mixes/similar";
import { artistOf } from "../../recommend/slate/catalogue";
import type { LiveInteractions } from "../interactions";
import type { CommunityItem } from "../rows";
import type { Library } from "../schema";
import type { SimilarPage, SlateEntry } from "./answers";
import { aboutItems } from "./own-items";
import { personIn, rankFor } from "./person";
import { plainEntry, reasonFor } from "./plain-entry";
import { playableTracks, withTracks } from "./playable";
import { byArtist } from "./shelves";
import type { Source } from "./source";

/** What is near an item, by the source whose listeners know it best, and more by its artist. */
export async function similarTo(
  library: Library,
  sources: readonly Source[],
  interactions: LiveInteractions,
  { itemId, n }: { readonly itemId: ItemId; readonly n: number },
): Promise<SimilarPage | undefined> {
  const nowMs = Date.now();
  const about = (await aboutItems(library, sources, [itemId])).get(itemId);
  if (about === undefined) return undefined;
  const best = knowingBest(sources, itemId);
  const artistId = artistOf(about);
  const rankings = sources.map((source) =>
    rankFor(personIn(source, interactions, nowMs), "hybrid"),
  );
  const more =
    artistId === undefined ? [] : rankings.flatMap((ranked) => byArtist(ranked, artistId));
  const byThem = new Map(more.map((entry) => [entry.itemId, entry]));
  byThem.delete(itemId);
  const heard = itemKind(itemId) === "artist" ? interactions.artists : interactions.tracks;
  const trackId = (await playableTracks(library, [itemId])).get(itemId);
  const given = interactions.stars.get(itemId) ?? 1;
  return {
    item: {
      ...{ itemId, kind: itemKind(itemId), name: about.name },
      ...(about.artist !== undefined && { artist: about.artist }),
      tags: about.tags ?? [],
      listeners: best ? listenersOf(best, itemId) : 0,
      of: best?.users ?? 0,
      plays: heard.get(itemId)?.plays ?? 0,
      ...(trackId !== undefined && { trackId }),
    },
    similar: best
      ? await withTracks(library, near(best, about, given, n, personIn(best, interactions, nowMs)))
      : [],
    byArtist: await withTracks(
      library,
      [...byThem.values()].map((entry) => ({ ...entry, reasons: [reasonFor(about, 1, given)] })),
    ),
  };
}

/** The source in which most have the item; of equals the first. */
function knowingBest(sources: readonly Source[], itemId: ItemId): Source | undefined {
  const knowing = sources.filter(({ numbers }) => numbers.has(itemId));
  return knowing.toSorted((a, b) => listenersOf(b, itemId) - listenersOf(a, itemId))[0];
}

function listenersOf({ numbers, listeners }: Source, itemId: ItemId): number {
  return listeners[numbers.get(itemId) ?? -1] ?? 0;
}

/** Half by who listens to both, half by what they are; known items too, refused ones never. */
function near(
  source: Source,
  about: CommunityItem,
  given: number,
  n: number,
  { bearable }: { readonly bearable: (item: number) => boolean },
): readonly SlateEntry[] {
  const item = source.numbers.get(about.id) as number;
  const found = similarItems(source.catalogue(), item, source.neighbours(item), n, bearable);
  return found.map(({ item: other, score, byListeners, byContent }) => ({
    ...plainEntry(source, other, score),
    reasons: [reasonFor(about, Math.min(1, score), given)],
    parts: [
      { part: "likeness" as const, share: byListeners / score },
      { part: "content" as const, share: byContent / score },
    ].filter(({ share }) => share > 0),
  }));
}
