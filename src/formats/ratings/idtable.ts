import { ownCopy } from "../text/clean";

/** Names as numbers 0, 1, … in order of first mention. */
export class IdTable {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const own = ownCopy(name);
    this.#numbers.set(own, this.names.length);
    return this.names.push(own) - 1;
  }

  find(name: string): number | undefined {
    return this.#numbers.get(name);
  }
}
