import type { OwnTune } from "../../compose/originality/originality";
import { guarded } from "../errors";
import type { Library } from "../schema";
import { listSongs } from "../songs";
import { fromStored } from "../track-words";

/**
 * Every score that a tune of this profile is compared with: the person's songs, and what else of
 * the library has notes. A song goes by its own id.
 */
export async function ownTunes(library: Library, profileId: string): Promise<readonly OwnTune[]> {
  const songs = await listSongs(library, profileId);
  return guarded(async () => {
    const own = new Map(songs.map(({ scoreId, id, title }) => [scoreId, { id, title }]));
    const stored = await library.tracks.toArray();
    const others = stored.map(fromStored).flatMap(({ id, title, source, scoreId }) => {
      return scoreId === undefined || source === "studio" ? [] : [{ id, title, scoreId }];
    });
    const wanted = [
      ...[...own].map(([scoreId, song]) => ({ ...song, scoreId, source: "own" as const })),
      ...others.map((track) => ({ ...track, source: "library" as const })),
    ];
    const rows = await library.scores.bulkGet(wanted.map(({ scoreId }) => scoreId));
    return wanted.flatMap(({ id, title, source }, i) => {
      const score = rows[i]?.score;
      return score === undefined ? [] : [{ id, title, source, score }];
    });
  });
}
