import type { ItemId } from "../base/item";
import type { EpochMs } from "../base/time";
import { deviceOffset } from "../recommend/signals/local-time";
import { ratingFilter, type TasteRules } from "../recommend/signals/rules";
import { Tally, type Heard } from "../recommend/signals/tally";
import { artistOfTrack } from "../recommend/slate/profile";
import { guarded } from "./errors";
import { activeBlocks, lessLikeSaid, notNowUntil } from "./feedback";
import { eachPageOfListens } from "./listen-pages";
import { ratingId } from "./ratings";
import type { ListenRow, RatingRow } from "./rows";
import type { Library } from "./schema";
import { readTasteRules } from "./taste-rules";

/** What a profile has heard, said and refused: all that a recommender reads of the person. */
export interface Interactions {
  /** What was heard, by track and by artist, without what the rules of taste leave out. */
  readonly tracks: ReadonlyMap<ItemId, Heard>;
  readonly artists: ReadonlyMap<ItemId, Heard>;
  /** Stars, 0.5–5, of everything that was rated. */
  readonly stars: ReadonlyMap<ItemId, number>;
  /** The same without what the rules of taste leave out. */
  readonly ratings: ReadonlyMap<ItemId, number>;
  /** When each track was last heard, whatever the rules. */
  readonly lastPlayed: ReadonlyMap<ItemId, EpochMs>;
  /** Tracks and artists never to be shown. */
  readonly blocked: ReadonlySet<ItemId>;
  /** Items put off, until when. */
  readonly notNow: ReadonlyMap<ItemId, EpochMs>;
  /** "Less like this", and when it was said. */
  readonly less: ReadonlyMap<ItemId, EpochMs>;
}

/** Interactions that follow what the person does, an item at a time. */
export interface LiveInteractions extends Interactions {
  readonly tracks: Map<ItemId, Heard>;
  readonly artists: Map<ItemId, Heard>;
  readonly stars: Map<ItemId, number>;
  readonly ratings: Map<ItemId, number>;
  readonly lastPlayed: Map<ItemId, EpochMs>;
  readonly rules: TasteRules;
  /** The moment that freshness is told from. */
  readonly nowMs: EpochMs;
  blocked: ReadonlySet<ItemId>;
  notNow: ReadonlyMap<ItemId, EpochMs>;
  less: ReadonlyMap<ItemId, EpochMs>;
}

/** Everything the recommender reads for a profile, in one pass over one state of the database. */
export async function readInteractions(
  library: Library,
  profileId: string,
  nowMs: EpochMs = Date.now(),
): Promise<LiveInteractions> {
  const { listens, ratings, feedback, tasteRules, playlists } = library;
  return guarded(() =>
    library.transaction("r", [listens, ratings, feedback, tasteRules, playlists], async () => {
      const rules = await readTasteRules(library, profileId);
      const tally = new Tally({ nowMs, rules, offsetAt: deviceOffset });
      const lastPlayed = new Map<ItemId, EpochMs>();
      await eachPageOfListens(library, profileId, (page) => {
        for (const listen of page) {
          tally.add(listen);
          hear(lastPlayed, listen);
        }
      });
      const rated = await ratings.where({ profileId }).toArray();
      const { tracks, artists } = tally.signals();
      return {
        tracks: new Map(tracks),
        artists: new Map(artists),
        stars: starsOf(rated),
        ratings: starsOf(rated.filter(ratingCounts(rules))),
        lastPlayed,
        rules,
        nowMs,
        ...(await readRefusals(library, profileId, nowMs)),
      };
    }),
  );
}

/** Reads again what may have changed with one item: its rating, its plays, what was refused. */
export async function rereadItem(
  library: Library,
  profileId: string,
  itemId: ItemId,
  live: LiveInteractions,
): Promise<void> {
  const { listens, ratings, feedback, tracks } = library;
  await guarded(() =>
    library.transaction("r", [listens, ratings, feedback, tracks], async () => {
      const rated = await ratings.get(ratingId(profileId, itemId));
      const counts = rated !== undefined && ratingCounts(live.rules)(rated);
      put(live.stars, itemId, rated?.value);
      put(live.ratings, itemId, counts ? rated.value : undefined);
      Object.assign(live, await readRefusals(library, profileId, live.nowMs));
      const listensOf = async (index: "trackId" | "artistId", id: ItemId) =>
        (await listens.where(index).equals(id).toArray()).filter(
          (listen) => listen.profileId === profileId,
        );
      const own = await listensOf("trackId", itemId);
      const artistId = own.at(-1)?.artistId ?? (await tracks.get(itemId))?.artistId ?? itemId;
      const byArtist = await listensOf("artistId", artistId);
      live.lastPlayed.delete(itemId);
      own.forEach((listen) => hear(live.lastPlayed, listen));
      put(live.tracks, itemId, heardOf(own, live).tracks.get(itemId));
      put(live.artists, artistId, heardOf(byArtist, live).artists.get(artistId));
    }),
  );
}

async function readRefusals(library: Library, profileId: string, nowMs: EpochMs) {
  return {
    blocked: await activeBlocks(library, profileId),
    notNow: await notNowUntil(library, profileId, nowMs),
    less: await lessLikeSaid(library, profileId),
  };
}

function heardOf(listens: readonly ListenRow[], { nowMs, rules }: LiveInteractions) {
  const tally = new Tally({ nowMs, rules, offsetAt: deviceOffset });
  for (const listen of listens) tally.add(listen);
  return tally.signals();
}

/** An artist who is left out takes their tracks along. */
function ratingCounts(rules: TasteRules): (rating: RatingRow) => boolean {
  const items = new Set(rules.items);
  const counts = ratingFilter(rules);
  return (rating) => counts(rating) && !items.has(artistOfTrack(rating.itemId) ?? "");
}

function hear(lastPlayed: Map<ItemId, EpochMs>, { trackId, startMs }: ListenRow): void {
  lastPlayed.set(trackId, Math.max(startMs, lastPlayed.get(trackId) ?? 0));
}

function starsOf(rows: readonly RatingRow[]): Map<ItemId, number> {
  return new Map(rows.map((row) => [row.itemId, row.value]));
}

function put<T>(map: Map<ItemId, T>, key: ItemId, value: T | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
