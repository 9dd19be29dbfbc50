import { artistItem, type ItemId } from "../../base/item";
import { fromColumns, rowOf, type SparseVector } from "../../base/sparse";
import { tasteValue, verdict } from "../signals/value";
import { starUnit, type Community } from "./community";

interface Listened {
  readonly plays: number;
  /** What listening says (signals/tally): 1 for a play of today, below 0 for skips; 1 when absent. */
  readonly value?: number;
}

/** What a person heard and said, as far as it counts for their taste. */
export interface History {
  /** Plays that were not skipped, by track and by artist. */
  readonly tracks: ReadonlyMap<ItemId, Listened>;
  readonly artists: ReadonlyMap<ItemId, Listened>;
  /** Stars, 0.5–5. */
  readonly ratings: ReadonlyMap<ItemId, number>;
}

/** A person as one community sees them, items numbered as there. */
export interface Profile {
  /** 1 for what they liked, up to 1 for what they played, −1 for what they disliked. */
  readonly taste: SparseVector;
  /** The same without what they disliked. */
  readonly likes: SparseVector;
  /** Their ratings on the community's scale. */
  readonly stars: SparseVector;
  /** Items they know already: played or rated. */
  readonly known: ReadonlySet<number>;
  /** What to say that they gave an item: its stars, or 1 for plays. */
  readonly given: ReadonlyMap<number, number>;
}

/**
 * The person's history in the items of a community. A rating outweighs plays. For artists, a track
 * that is rated high counts for its artist, where the artist has no rating.
 */
export function profileIn(community: Community, history: History): Profile {
  const played = community.itemKind === "artist" ? history.artists : history.tracks;
  const ratings = new Map<number, number>();
  const taste = new Map<number, number>();
  const known = new Set<number>();
  const each = <T>(entries: ReadonlyMap<ItemId, T>, visit: (item: number, entry: T) => void) =>
    entries.forEach((entry, id) => {
      const item = community.numbers.get(id);
      if (item !== undefined) visit(item, entry);
    });
  each(played, (item, { plays, value = 1 }) => {
    if (plays === 0 && value >= 0) return;
    taste.set(item, value);
    known.add(item);
  });
  if (community.itemKind === "artist") {
    each(likedArtists(history.ratings), (item) => {
      taste.set(item, 1);
      known.add(item);
    });
  }
  each(history.ratings, (item, stars) => {
    ratings.set(item, stars);
    taste.set(item, tasteValue(taste.get(item) ?? 0, stars));
    known.add(item);
  });
  const unit = starUnit(community.scale);
  return {
    taste: vector(community, taste, (value) => value !== 0),
    likes: vector(community, taste, (value) => value > 0),
    stars: vector(community, new Map([...ratings].map(([item, s]) => [item, s * unit]))),
    known,
    given: new Map(
      [...taste].map(([item, value]) => [item, ratings.get(item) ?? Math.sign(value)]),
    ),
  };
}

/** The artist of a track by its id, `track:<artist>|<title>`. */
export function artistOfTrack(id: ItemId): ItemId | undefined {
  const bar = id.indexOf("|");
  return id.startsWith("track:") && bar > 6 ? artistItem(id.slice(6, bar)) : undefined;
}

function likedArtists(ratings: ReadonlyMap<ItemId, number>): ReadonlyMap<ItemId, true> {
  const artists = new Map<ItemId, true>();
  ratings.forEach((stars, id) => {
    const artist = artistOfTrack(id);
    if (artist !== undefined && verdict(stars) > 0) artists.set(artist, true);
  });
  return artists;
}

function vector(
  { items }: Community,
  values: ReadonlyMap<number, number>,
  keep: (value: number) => boolean = () => true,
): SparseVector {
  const entries = [...values].filter(([, value]) => keep(value));
  const matrix = fromColumns(
    {
      row: new Uint32Array(entries.length),
      column: entries.map(([item]) => item),
      value: entries.map(([, value]) => value),
    },
    { rows: 1, columns: items.length },
  );
  return rowOf(matrix, 0);
}
