import { SvelteMap } from "svelte/reactivity";
import { watch } from "../library/watch";
import { problemOf, type Problem } from "./problem";

/** Rows read from the database at a time. */
const pageSize = 100;

/** A page of rows, and how many there are in all. */
export interface RowPage<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
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
  /** Numbers of the pages that were asked for, answered or not. */
  #asked: readonly number[] = [];
  #round = 0;
  #stop: () => void = () => {};
  #query: (offset: number, limit: number) => Promise<RowPage<Row>>;

  constructor() {
    this.#query = () => Promise.resolve({ rows: [], total: 0 });
  }

  /** Starts over with a query, and follows what it reads from then on. */
  open(query: (offset: number, limit: number) => Promise<RowPage<Row>>): void {
    this.close();
    this.#query = query;
    this.#stop = watch(
      () => query(0, pageSize),
      (page) => this.#restart(page),
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
  async following(index: number, limit: number): Promise<readonly Row[]> {
    return (await this.#query(index, limit)).rows;
  }

  #restart({ rows, total }: RowPage<Row>): void {
    const round = ++this.#round;
    const again = this.#asked.filter((page) => page > 0 && page * pageSize < total);
    this.#asked = [0];
    this.total = total;
    this.#pages.clear();
    this.#pages.set(0, rows);
    this.problem = undefined;
    for (const page of again) void this.#read(page, round);
  }

  async #read(page: number, round: number): Promise<void> {
    this.#asked = [...this.#asked, page];
    try {
      const { rows } = await this.#query(page * pageSize, pageSize);
      if (round === this.#round) this.#pages.set(page, rows);
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}
