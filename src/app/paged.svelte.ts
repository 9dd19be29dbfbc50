import { SvelteMap } from "svelte/reactivity";
import type { ItemId } from "../base/item";
import { watch } from "../library/watch";
import { problemOf, type Problem } from "./problem";

/** Rows read from the database at a time. */
const pageSize = 100;

/** Where a long list comes from: what belongs to it, in order, and the rows of some of it. */
export interface ListSource<Row> {
  ids(): Promise<readonly ItemId[]>;
  rows(ids: readonly ItemId[]): Promise<readonly Row[]>;
}

/**
 * A long list read page by page as it comes into view, so that one of any size scrolls as a short
 * one does. It follows the database: what changes there is read again.
 */
export class Paged<Row> {
  /** Undefined until the first answer. */
  total = $state<number | undefined>(undefined);
  problem = $state.raw<Problem | undefined>(undefined);

  readonly #pages = new SvelteMap<number, readonly Row[]>();
  #source: ListSource<Row> = { ids: () => Promise.resolve([]), rows: () => Promise.resolve([]) };
  #ids: readonly ItemId[] = [];
  /** Numbers of the pages that were asked for, answered or not. */
  #asked: readonly number[] = [];
  #round = 0;
  #stop: () => void = () => {};

  /** Starts over with a source, and follows what it reads from then on. */
  open(source: ListSource<Row>): void {
    this.close();
    this.#source = source;
    this.#stop = watch(
      async () => {
        const ids = await source.ids();
        return { ids, rows: await source.rows(ids.slice(0, pageSize)) };
      },
      ({ ids, rows }) => this.#restart(ids, rows),
      (error) => (this.problem = problemOf(error)),
    );
  }

  close(): void {
    this.#stop();
    this.#stop = () => {};
    this.#round++;
  }

  /** The row at a place in the list; undefined while its page is being read. */
  at(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Reads the pages that the rows from `first` to before `end` lie on. */
  need(first: number, end: number): void {
    for (let page = Math.floor(first / pageSize); page * pageSize < end; page++) {
      if (!this.#asked.includes(page)) void this.#read(page, this.#round);
    }
  }

  /** Up to `limit` rows from a place on. */
  following(index: number, limit: number): Promise<readonly Row[]> {
    return this.#source.rows(this.#ids.slice(index, index + limit));
  }

  #restart(ids: readonly ItemId[], rows: readonly Row[]): void {
    const round = ++this.#round;
    const again = this.#asked.filter((page) => page > 0 && page * pageSize < ids.length);
    this.#ids = ids;
    this.#asked = [0];
    this.total = ids.length;
    for (const page of this.#pages.keys()) if (page > 0) this.#pages.delete(page);
    this.#pages.set(0, rows);
    this.problem = undefined;
    for (const page of again.slice(-3)) void this.#read(page, round);
  }

  async #read(page: number, round: number): Promise<void> {
    this.#asked = [...this.#asked, page];
    try {
      const rows = await this.following(page * pageSize, pageSize);
      if (round === this.#round) this.#pages.set(page, rows);
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}
