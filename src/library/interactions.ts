import type { ItemId } from "../base/item";
import type { EpochMs } from "../base/time";
import { guarded } from "./errors";
import { activeBlocks, notNowUntil } from "./feedback";
import type { ListenRow } from "./rows";
import type { Library } from "./schema";

interface PlayCount {
  /** Plays that were not skipped. */
  plays: number;
  skips: number;
  lastMs: EpochMs;
}

/** What a profile has heard, said and refused: all that a recommender reads of the person. */
export interface Interactions {
  readonly tracks: ReadonlyMap<ItemId, PlayCount>;
  readonly artists: ReadonlyMap<ItemId, PlayCount>;
  /** Stars, 0.5–5. */
  readonly ratings: ReadonlyMap<ItemId, number>;
  /** Tracks and artists never to be shown. */
  readonly blocked: ReadonlySet<ItemId>;
  /** Items put off, until when. */
  readonly notNow: ReadonlyMap<ItemId, EpochMs>;
}

/** Rows read at a time, so that a long history never lies in memory as a whole. */
const PAGE = 5_000;

/** Everything the recommender reads for a profile, in one pass over one state of the database. */
export async function readInteractions(
  library: Library,
  profileId: string,
  nowMs: EpochMs = Date.now(),
): Promise<Interactions> {
  const { listens, ratings, feedback } = library;
  return guarded(() =>
    library.transaction("r", listens, ratings, feedback, async () => {
      const tracks = new Map<ItemId, PlayCount>();
      const artists = new Map<ItemId, PlayCount>();
      await eachListen(library, profileId, (listen) => {
        count(tracks, listen.trackId, listen);
        count(artists, listen.artistId, listen);
      });
      const rated = await ratings.where({ profileId }).toArray();
      return {
        tracks,
        artists,
        ratings: new Map(rated.map((row) => [row.itemId, row.value])),
        blocked: await activeBlocks(library, profileId),
        notNow: await notNowUntil(library, profileId, nowMs),
      };
    }),
  );
}

/** Visits every listen of a profile, in the order of their ids (which begin with the profile). */
async function eachListen(
  library: Library,
  profileId: string,
  visit: (listen: ListenRow) => void,
): Promise<void> {
  let after = `${profileId}|`;
  const end = `${profileId}|\uffff`;
  for (;;) {
    const page = await library.listens
      .where("id")
      .between(after, end, false, false)
      .limit(PAGE)
      .toArray();
    page.forEach(visit);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.id;
  }
}

function count(counts: Map<ItemId, PlayCount>, item: ItemId, listen: ListenRow): void {
  const entry = counts.get(item) ?? { plays: 0, skips: 0, lastMs: 0 };
  if (listen.skipped === true) entry.skips++;
  else entry.plays++;
  entry.lastMs = Math.max(entry.lastMs, listen.startMs);
  counts.set(item, entry);
}
