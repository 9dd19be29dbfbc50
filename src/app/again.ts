/** Asks again after a pause, each longer than the one before, as long as there is reason to. */
export class Again {
  readonly #ask: () => Promise<unknown>;
  readonly #firstMs: number;
  readonly #longestMs: number;
  #pauseMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param ask  asks; whoever takes the answer says by `expect` whether to go on */
  constructor(ask: () => Promise<unknown>, firstMs = 4_000, longestMs = 60_000) {
    this.#ask = ask;
    this.#firstMs = firstMs;
    this.#longestMs = longestMs;
    this.#pauseMs = firstMs;
  }

  /** Called with every answer: whether a better one may come without anything being done. */
  expect(better: boolean): void {
    clearTimeout(this.#timer);
    if (!better) {
      this.#pauseMs = this.#firstMs;
      return;
    }
    this.#timer = setTimeout(() => void this.#ask(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#longestMs, 2 * this.#pauseMs);
  }
}
