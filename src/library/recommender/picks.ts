import { coldStartPicks } from "../../recommend/mixes/rows";
import type { LiveInteractions } from "../interactions";
import type { Library } from "../schema";
import type { SlateEntry } from "./answers";
import { entriesOf } from "./entry";
import { personIn, type Ranked } from "./person";
import { withTracks } from "./playable";
import type { Source } from "./source";

/**
 * A varied handful of well-known items to choose favourites from: out of the real communities in
 * turn, the larger share from the first, else out of the simulated.
 */
export async function picksFrom(
  library: Library,
  sources: readonly Source[],
  interactions: LiveInteractions,
  n: number,
): Promise<readonly SlateEntry[]> {
  const real = sources.filter(({ simulated, users }) => !simulated && users > 0);
  const asked = real.length > 0 ? real : sources.filter(({ users }) => users > 0);
  const rows = asked.map((source) => {
    const person = personIn(source, interactions, Date.now());
    const taste = source.popularity.foldIn(person.profile.likes);
    const ranked: Ranked = {
      ...{ person, method: "popularity", taste },
      candidates: { item: new Int32Array(0), score: new Float64Array(0) },
    };
    const items = coldStartPicks(source.catalogue, person.allowed, n);
    const chosen = items.map((item) => ({ item, score: taste.scores[item] as number }));
    return entriesOf(ranked, chosen);
  });
  const picks = new Map<string, SlateEntry>();
  for (let place = 0; place < n; place++) {
    for (const row of rows) {
      const entry = row[place];
      if (entry !== undefined && picks.size < n) picks.set(entry.itemId, entry);
    }
  }
  return withTracks(library, [...picks.values()]);
}
