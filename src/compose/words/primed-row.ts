import type { TransformerRunner } from "../../nn/transformer/runner";

/** A row that is told one text after another, each time only what is new. */
export class PrimedRow {
  #told: readonly number[] = [];

  constructor(
    readonly runner: TransformerRunner,
    readonly row: number,
  ) {}

  /** @returns logits after the last token, [vocabulary]; a copy */
  tell(tokens: readonly number[]): Float32Array {
    let same = 0;
    while (same < tokens.length - 1 && tokens[same] === this.#told[same]) same++;
    this.#told = [];
    this.runner.truncate(this.row, Math.min(same, this.runner.length(this.row)));
    const logits = this.runner.feed(this.row, tokens.slice(same)).slice();
    this.#told = tokens;
    return logits;
  }
}
