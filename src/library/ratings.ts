import type { ItemId } from "../base/item";
import { guarded } from "./errors";
import type { RatingRow } from "./rows";
import type { Library } from "./schema";

const MIN_STARS = 0.5;
const MAX_STARS = 5;

export function ratingId(profileId: string, itemId: ItemId): string {
  return `${profileId}|${itemId}`;
}

/**
 * Rates an item and remembers that it was said, in one transaction. A like is 5 stars.
 *
 * @param value  stars, clamped to 0.5–5
 * @throws RangeError when the value is not a number
 */
export async function rateItem(
  library: Library,
  profileId: string,
  itemId: ItemId,
  value: number,
): Promise<RatingRow> {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a rating`);
  const stars = Math.min(MAX_STARS, Math.max(MIN_STARS, value));
  const timeMs = Date.now();
  const row: RatingRow = {
    id: ratingId(profileId, itemId),
    profileId,
    itemId,
    value: stars,
    timeMs,
  };
  return guarded(() =>
    library.transaction("rw", library.ratings, library.feedback, async () => {
      await library.ratings.put(row);
      await library.feedback.add({ profileId, timeMs, kind: "rate", itemId, value: stars });
      return row;
    }),
  );
}

/** Takes a rating back. @returns the rating that was there, for an undo */
export async function unrate(
  library: Library,
  profileId: string,
  itemId: ItemId,
): Promise<RatingRow | undefined> {
  return guarded(() =>
    library.transaction("rw", library.ratings, library.feedback, async () => {
      const id = ratingId(profileId, itemId);
      const previous = await library.ratings.get(id);
      if (previous === undefined) return undefined;
      await library.ratings.delete(id);
      await library.feedback.add({ profileId, timeMs: Date.now(), kind: "unrate", itemId });
      return previous;
    }),
  );
}

/** Every rating of a profile, by item. */
export async function readRatings(
  library: Library,
  profileId: string,
): Promise<ReadonlyMap<ItemId, RatingRow>> {
  const rows = await guarded(() => library.ratings.where({ profileId }).toArray());
  return new Map(rows.map((row) => [row.itemId, row]));
}

export async function readRating(
  library: Library,
  profileId: string,
  itemId: ItemId,
): Promise<number | undefined> {
  const row = await guarded(() => library.ratings.get(ratingId(profileId, itemId)));
  return row?.value;
}
