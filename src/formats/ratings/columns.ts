type Numbers = Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** A typed array that grows by doubling: a million numbers without a million objects. */
export class Column<T extends Numbers> {
  #data: T;
  #length = 0;
  readonly #make: new (length: number) => T;

  constructor(make: new (length: number) => T, capacity = 1024) {
    this.#make = make;
    this.#data = new make(capacity);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#data.length) {
      const larger = new this.#make(2 * this.#length);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[this.#length++] = value;
  }

  /** The numbers so far, without a copy; good until the next push. */
  view(): T {
    return this.#data.subarray(0, this.#length) as T;
  }
}
