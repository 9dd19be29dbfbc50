import type { ItemId } from "../../base/item";
import { PlayCounts } from "../../recommend/report/portrait";
import { RANGES } from "../../features/names";
import { deviceOffset } from "../../recommend/signals/local-time";
import { listenFilter } from "../../recommend/signals/rules";
import { artistOfTrack } from "../../recommend/slate/profile";
import { guarded } from "../errors";
import { eachPageOfListens } from "../listen-pages";
import type { Library } from "../schema";
import { readTasteRules } from "../taste-rules";
import type { Portrait } from "./answers";
import { aboutItems } from "./own-items";
import type { Abouts } from "./plain-entry";
import type { Source } from "./source";

const artistsShown = 24;
const stylesShown = 12;
/** One number each that says something to a person; of the others none is a scale. */
const featuresShown = ["bpm", "energy", "loudness", "brightness", "density", "mode"] as const;

/** What the history says of the person, counted; what the rules of taste leave out is not in it. */
export async function portraitOf(
  library: Library,
  sources: readonly Source[],
  profileId: string,
): Promise<Portrait> {
  const counts = new PlayCounts(Date.now(), deviceOffset);
  const played = new Map<ItemId, number>();
  const { listens, tasteRules, playlists } = library;
  await guarded(() =>
    library.transaction("r", listens, tasteRules, playlists, async () => {
      const rules = await readTasteRules(library, profileId);
      const matters = listenFilter(rules, deviceOffset);
      await eachPageOfListens(library, profileId, (page) => {
        for (const listen of page.filter(matters)) {
          counts.add(listen);
          if (listen.skipped === true) continue;
          played.set(listen.trackId, (played.get(listen.trackId) ?? 0) + 1);
        }
      });
    }),
  );
  const artists = counts.topArtists(Number.MAX_SAFE_INTEGER);
  const abouts = await aboutItems(library, sources, [
    ...artists.map(({ itemId }) => itemId),
    ...played.keys(),
  ]);
  const narrowing = counts.narrowing();
  return {
    plays: counts.plays,
    topArtists: artists
      .map(({ itemId, plays }) => ({ itemId, name: abouts.get(itemId)?.name ?? "", plays }))
      .filter(({ name }) => name !== "")
      .slice(0, artistsShown),
    topStyles: stylesOf(played, abouts),
    clock: counts.clock,
    breadth: counts.breadth(),
    ...(narrowing && { narrowing }),
    features: await featuresOf(library, played),
  };
}

/** Shares of the plays by the tags of what was played, its artist's where it has none. */
function stylesOf(played: ReadonlyMap<ItemId, number>, abouts: Abouts): Portrait["topStyles"] {
  const styles = new Map<string, number>();
  let total = 0;
  for (const [id, plays] of played) {
    const tags = abouts.get(id)?.tags ?? abouts.get(artistOfTrack(id) ?? "")?.tags ?? [];
    for (const [at, tag] of tags.entries()) {
      const weight = plays / (1 + at);
      styles.set(tag, (styles.get(tag) ?? 0) + weight);
      total += weight;
    }
  }
  return [...styles]
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, stylesShown)
    .map(([name, weight]) => ({ name, share: weight / total }));
}

/** Means of what was measured, each on its range as 0–1: of the plays, and of all tracks here. */
async function featuresOf(
  library: Library,
  played: ReadonlyMap<ItemId, number>,
): Promise<Portrait["features"]> {
  const rows = await guarded(() => library.features.toArray());
  return featuresShown.flatMap((name) => {
    const { min, max } = RANGES[name];
    const sums = { played: 0, plays: 0, library: 0, tracks: 0 };
    for (const { trackId, values } of rows) {
      const value = values[name];
      if (value === undefined) continue;
      const share = Math.min(1, Math.max(0, (value - min) / (max - min)));
      const plays = played.get(trackId) ?? 0;
      sums.played += plays * share;
      sums.plays += plays;
      sums.library += share;
      sums.tracks++;
    }
    if (sums.plays === 0) return [];
    return [{ name, played: sums.played / sums.plays, library: sums.library / sums.tracks }];
  });
}
