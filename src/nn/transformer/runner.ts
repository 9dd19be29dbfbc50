import type { Engine, Item } from "./engine";
import type { TransformerShape } from "./weights";

/** Sequences, each in a row of its own, that a transformer continues. */
export interface TransformerRunner {
  /** Where it runs: plain loops (cpu) are some twenty times slower. */
  readonly device: "wasm" | "cpu";
  readonly rows: number;
  /** Tokens that a row has room for. */
  readonly context: number;
  readonly vocabulary: number;
  /**
   * Feeds tokens to one row from where it stands.
   *
   * @returns logits [vocabulary] after the last, valid until the next call
   * @throws RangeError when there is no token, no such row or token, or no room
   * @throws DeviceError when a logit is not finite; the row then stands where it stood
   */
  feed(row: number, tokens: readonly number[]): Float32Array;
  /** The same; logits after each of the tokens, [tokens × vocabulary], to keep. */
  feedAll(row: number, tokens: readonly number[]): Float32Array;
  /** One token for each of the named rows → logits [rows × vocabulary], valid until the next call. */
  step(rows: readonly number[], tokens: readonly number[]): Float32Array;
  /** Makes one row what another is. */
  copy(from: number, to: number): void;
  /** Goes back to the first tokens of a row. */
  truncate(row: number, length: number): void;
  /** Tokens that a row has been fed. */
  length(row: number): number;
  /** Frees what it holds. */
  dispose(): void;
}

/** Keeps account of what each row was fed, and cuts long feeds into runs. */
export class Runner implements TransformerRunner {
  readonly device: "wasm" | "cpu";
  readonly rows: number;
  readonly context: number;
  readonly vocabulary: number;
  readonly #engine: Engine;
  readonly #lengths: number[];

  constructor(engine: Engine, { context, vocabulary }: TransformerShape, rows: number) {
    this.#engine = engine;
    this.device = engine.device;
    this.#lengths = Array.from({ length: rows }, () => 0);
    this.rows = rows;
    this.context = context;
    this.vocabulary = vocabulary;
  }

  feed(row: number, tokens: readonly number[]): Float32Array {
    let logits = new Float32Array();
    this.#feed(row, tokens, (items, isLast) => {
      logits = this.#engine.run(items, isLast ? [items.length - 1] : []) as typeof logits;
    });
    return logits;
  }

  feedAll(row: number, tokens: readonly number[]): Float32Array {
    const out = new Float32Array(tokens.length * this.vocabulary);
    let at = 0;
    this.#feed(row, tokens, (items) => {
      out.set(this.#engine.run(items, [...items.keys()]), at);
      at += items.length * this.vocabulary;
    });
    return out;
  }

  step(rows: readonly number[], tokens: readonly number[]): Float32Array {
    if (rows.length !== tokens.length || rows.length === 0 || new Set(rows).size < rows.length) {
      throw new RangeError(`${tokens.length} tokens for the rows ${rows.join()}`);
    }
    const items = rows.map((row, i) => this.#items(row, [tokens[i] as number])[0] as Item);
    const logits = this.#engine.run(items, [...items.keys()]);
    for (const { row, position } of items) this.#lengths[row] = position + 1;
    return logits;
  }

  copy(from: number, to: number): void {
    const length = this.length(from);
    this.length(to);
    if (from === to) return;
    this.#engine.copy(from, to, length);
    this.#lengths[to] = length;
  }

  truncate(row: number, length: number): void {
    const now = this.length(row);
    if (!(Number.isInteger(length) && length >= 0 && length <= now)) {
      throw new RangeError(`the first ${length} of ${now} tokens`);
    }
    this.#lengths[row] = length;
  }

  length(row: number): number {
    const length = this.#lengths[row];
    if (length === undefined) throw new RangeError(`row ${row} of ${this.rows}`);
    return length;
  }

  dispose(): void {
    this.#lengths.fill(0);
    this.#engine.dispose();
  }

  #feed(row: number, tokens: readonly number[], run: (items: Item[], isLast: boolean) => void) {
    const items = this.#items(row, tokens);
    const { most } = this.#engine;
    for (let at = 0; at < items.length; at += most) {
      run(items.slice(at, at + most), at + most >= items.length);
    }
    this.#lengths[row] = this.length(row) + items.length;
  }

  #items(row: number, tokens: readonly number[]): Item[] {
    const length = this.length(row);
    if (tokens.length === 0) throw new RangeError("no token is fed");
    if (length + tokens.length > this.context) {
      throw new RangeError(
        `${tokens.length} tokens after ${length}, with room for ${this.context}`,
      );
    }
    return tokens.map((token, i) => {
      if (!(Number.isInteger(token) && token >= 0 && token < this.vocabulary)) {
        throw new RangeError(`token ${token} of ${this.vocabulary}`);
      }
      return { row, token, position: length + i };
    });
  }
}
