import { coldStartPicks } from "../../recommend/mixes/rows";
import type { LiveInteractions } from "../interactions";
import type { Library } from "../schema";
import type { SlateEntry } from "./answers";
import { entriesOf } from "./entry";
import { personIn, rankByPopularity } from "./person";
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
    const ranked = rankByPopularity(person);
    const { scores } = ranked.taste;
    const items = coldStartPicks(source.catalogue(), person.allowed, n);
    const chosen = items.map((item) => ({ item, score: scores[item] as number }));
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
