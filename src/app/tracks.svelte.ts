import { SvelteMap } from "svelte/reactivity";
import type { TrackRow, TrackSource } from "../library/rows";
import type { Library } from "../library/schema";
import { searchTracks, type TrackOrder, type TrackSearch } from "../library/tracks";
import { watch } from "../library/watch";
import { problemOf, type Problem } from "./problem";

/** Rows read from the database at a time. */
const pageSize = 100;

/**
 * The tracks that match what is asked for, read page by page as they come into view, so that a
 * library of any size scrolls as a short one does.
 */
export class TrackList {
  text = $state("");
  order = $state<TrackOrder>("artist");
  source = $state<TrackSource | "all">("all");
  /** Undefined until the first answer. */
  total = $state<number | undefined>(undefined);
  problem = $state.raw<Problem | undefined>(undefined);

  readonly #library: Library;
  readonly #pages = new SvelteMap<number, readonly TrackRow[]>();
  /** Numbers of the pages that were asked for, answered or not. */
  #asked: readonly number[] = [];
  #round = 0;
  #stop: () => void = () => {};

  constructor(library: Library) {
    this.#library = library;
  }

  /** Starts over with the present text, order and source, and follows changes from then on. */
  open(): void {
    this.close();
    const search = this.#search(0);
    this.#stop = watch(
      () => searchTracks(this.#library, search),
      ({ tracks, total }) => {
        const round = ++this.#round;
        const again = this.#asked.filter((page) => page > 0 && page * pageSize < total);
        this.#asked = [0];
        this.total = total;
        this.#pages.clear();
        this.#pages.set(0, tracks);
        this.problem = undefined;
        for (const page of again) void this.#read(page, round);
      },
      (error) => (this.problem = problemOf(error)),
    );
  }

  close(): void {
    this.#stop();
    this.#stop = () => {};
    this.#round++;
  }

  /** The track at a place in the list; undefined while its page is being read. */
  at(index: number): TrackRow | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Reads the pages that the rows from `first` to before `end` lie on. */
  need(first: number, end: number): void {
    for (let page = Math.floor(first / pageSize); page * pageSize < end; page++) {
      if (!this.#asked.includes(page)) void this.#read(page, this.#round);
    }
  }

  /** Up to `limit` tracks from a place on, for the queue of the player. */
  async following(index: number, limit: number): Promise<readonly TrackRow[]> {
    const { tracks } = await searchTracks(this.#library, {
      ...this.#search(0),
      offset: index,
      limit,
    });
    return tracks;
  }

  async #read(page: number, round: number): Promise<void> {
    this.#asked = [...this.#asked, page];
    try {
      const { tracks } = await searchTracks(this.#library, this.#search(page));
      if (round !== this.#round) return;
      this.#pages.set(page, tracks);
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  #search(page: number): TrackSearch {
    return {
      text: this.text,
      order: this.order,
      ...(this.source === "all" ? {} : { sources: [this.source] }),
      offset: page * pageSize,
      limit: pageSize,
    };
  }
}
