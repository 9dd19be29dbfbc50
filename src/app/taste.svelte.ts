import { SvelteMap } from "svelte/reactivity";
import type { ItemId } from "../base/item";
import { recordFeedback } from "../library/feedback";
import { rateItem, readRatings, unrate } from "../library/ratings";
import type { FeedbackKind, RatingRow } from "../library/rows";
import type { Library } from "../library/schema";
import { watch } from "../library/watch";
import { artistsOfLiked, type Standing } from "./reasons";

/** A like is this many stars. */
export const likeStars = 5;

/** What the person said about items, as the screen shows it; follows the database from any tab. */
export class Taste {
  /** Stars, 0.5–5, of every item the person rated. */
  readonly ratings = new SvelteMap<ItemId, number>();

  /** Artists of whom a track was rated high. */
  readonly #liked = $derived(artistsOfLiked(this.ratings));

  readonly #library: Library;
  readonly #profileId: string;
  readonly #stop: () => void;

  constructor(library: Library, profileId: string) {
    this.#library = library;
    this.#profileId = profileId;
    this.#stop = watch(
      () => readRatings(library, profileId),
      (rows) => this.#follow(rows),
    );
  }

  dispose(): void {
    this.#stop();
  }

  starsOf(item: ItemId): number | undefined {
    return this.ratings.get(item);
  }

  likes(item: ItemId): boolean {
    return this.ratings.get(item) === likeStars;
  }

  /** What an item of theirs was to them, so that no more is said of it than is known. */
  standingOf(item: ItemId): Standing {
    const stars = this.ratings.get(item);
    return { ...(stars !== undefined && { stars }), likesTrack: this.#liked.has(item) };
  }

  /** @returns the stars there were before, for an undo */
  async rate(item: ItemId, stars: number): Promise<number | undefined> {
    const before = this.ratings.get(item);
    this.#show(item, stars);
    try {
      await rateItem(this.#library, this.#profileId, item, stars);
    } catch (error) {
      this.#show(item, before);
      throw error;
    }
    return before;
  }

  /** @returns the stars there were before, for an undo */
  async unrate(item: ItemId): Promise<number | undefined> {
    const before = this.ratings.get(item);
    this.#show(item, undefined);
    try {
      await unrate(this.#library, this.#profileId, item);
    } catch (error) {
      this.#show(item, before);
      throw error;
    }
    return before;
  }

  /** Puts a rating back to what it was: the undo of both. */
  async restore(item: ItemId, before: number | undefined): Promise<void> {
    if (before === undefined) await this.unrate(item);
    else await this.rate(item, before);
  }

  async say(kind: FeedbackKind, itemId: ItemId, value?: number): Promise<void> {
    await recordFeedback(this.#library, {
      profileId: this.#profileId,
      timeMs: Date.now(),
      kind,
      itemId,
      ...(value === undefined ? {} : { value }),
    });
  }

  /** On the screen at once, before the database has answered. */
  #show(item: ItemId, stars: number | undefined): void {
    if (stars === undefined) this.ratings.delete(item);
    else this.ratings.set(item, stars);
  }

  #follow(rows: ReadonlyMap<ItemId, RatingRow>): void {
    const gone = [...this.ratings.keys()].filter((item) => !rows.has(item));
    for (const item of gone) this.ratings.delete(item);
    for (const [item, row] of rows) this.ratings.set(item, row.value);
  }
}
