import { ownCopy } from "../text/clean";

/** Whole numbers below this are looked up in an array, the rest by their text. */
const DIRECT = 1 << 22;

/** Names as numbers 0, 1, … in order of first mention. */
export class IdTable {
  readonly names: string[] = [];
  /** One more than the number of the name that is this whole number; 0 when not met yet. */
  #direct = new Uint32Array(1024);
  readonly #numbers = new Map<string, number>();

  number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const own = ownCopy(name);
    this.#numbers.set(own, this.names.length);
    return this.names.push(own) - 1;
  }

  /** As `number(String(integer))`, faster. */
  integer(integer: number): number {
    if (integer >= DIRECT) return this.number(String(integer));
    if (integer >= this.#direct.length) {
      const larger = new Uint32Array(2 ** Math.ceil(Math.log2(integer + 1)));
      larger.set(this.#direct);
      this.#direct = larger;
    }
    const known = this.#direct[integer] ?? 0;
    if (known > 0) return known - 1;
    const number = this.number(String(integer));
    this.#direct[integer] = number + 1;
    return number;
  }
}
