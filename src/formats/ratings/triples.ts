import { Refusal } from "../text/refusal";
import { Column } from "./columns";
import { IdTable } from "./idtable";

/** More do not fit in the memory of a phone: 20 bytes each while reading, 16 stored. */
const ENTRY_LIMIT = 20_000_000;

/** Ratings as they are read: who, what, how much, when, and in which row. */
export class Triples {
  readonly users = new IdTable();
  readonly items = new IdTable();
  readonly user = new Column(Uint32Array);
  readonly item = new Column(Uint32Array);
  readonly value = new Column(Float32Array);
  /** Seconds since 1970, 0 when unknown; only the order of the ratings of one pair rests on it. */
  readonly timeSec = new Column(Uint32Array);
  readonly #row = new Column(Uint32Array);
  readonly #files: { readonly name: string; readonly from: number }[] = [];

  get length(): number {
    return this.#row.length;
  }

  /** The entries from here on are of this file. */
  beginFile(name: string): void {
    this.#files.push({ name, from: this.length });
  }

  /** Where an entry came from. */
  placeOf(entry: number): { readonly file: string; readonly row: number } {
    const file = this.#files.findLast(({ from }) => from <= entry)?.name ?? "";
    return { file, row: this.#row.view()[entry] ?? 0 };
  }

  /** @throws Refusal above ENTRY_LIMIT entries */
  add(user: string, item: string, value: number, timeMs: number, row: number): void {
    const timeSec = Math.floor(timeMs / 1000);
    this.push(this.users.number(user), this.items.number(item), value, timeSec, row);
  }

  /** As `add`, with the numbers that the tables gave. */
  push(user: number, item: number, value: number, timeSec: number, row: number): void {
    if (this.#row.length === ENTRY_LIMIT) {
      throw new Refusal(
        `There are more than ${ENTRY_LIMIT / 1e6} million ratings; choose a smaller set.`,
      );
    }
    this.user.push(user);
    this.item.push(item);
    this.value.push(value);
    this.timeSec.push(timeSec);
    this.#row.push(row);
  }
}
