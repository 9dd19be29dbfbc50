import type { Random } from "../../base/random";
import { sample } from "../../nn/sampling";
import { surprise } from "./likelihood";
import type { VocabularyWord } from "./vocabulary";
import { LineWalk, type WalkRules } from "./walk";

/** How lines are drawn. */
export interface Drawing {
  readonly rules: WalkRules;
  /** Token after the end word and its marks. */
  readonly to: number;
  /** What may follow the end word: `to`, or a mark and then `to`. */
  readonly closings: readonly number[];
  /** Added to the logits of tokens that begin words of the theme. */
  readonly leaning: ReadonlyMap<number, number>;
  /** Tokens that the line must begin with, and their syllables. */
  readonly begins: { readonly tokens: readonly number[]; readonly syllables: number };
  readonly temperature: number;
  readonly topP: number;
}

/** Taken off the logit of a word whose stress does not suit the metre. */
const OFF_METRE = 5;

/** A line on its way: end word, marks, then the rest from left to right. */
export class LineDraft {
  readonly end: VocabularyWord;
  readonly tokens: number[] = [];
  readonly walk: LineWalk;
  /** Natural logarithm of the probability of what stands, by the model's own untempered odds. */
  logProb = 0;
  readonly #drawing: Drawing;
  readonly #random: Random;
  readonly #queue: number[];
  #isClosed = false;

  /** @param budget  syllables of the line */
  constructor(drawing: Drawing, end: VocabularyWord, budget: number, random: Random) {
    this.end = end;
    this.walk = new LineWalk(
      drawing.rules,
      budget - end.syllables - drawing.begins.syllables,
      drawing.begins.syllables,
    );
    this.#drawing = drawing;
    this.#random = random;
    this.#queue = [...end.tokens];
  }

  get isComplete(): boolean {
    return this.walk.isComplete;
  }

  /** The tokens before the end word. */
  get rest(): readonly number[] {
    const { to, rules } = this.#drawing;
    return this.tokens.slice(this.tokens.indexOf(to) + 1).filter((token) => token !== rules.line);
  }

  /** The end word's tokens and its marks. */
  get ending(): readonly number[] {
    return this.tokens.slice(0, this.tokens.indexOf(this.#drawing.to));
  }

  /**
   * Takes the next token: what must come, or a draw.
   *
   * @param logits   [vocabulary], after the tokens so far
   * @param scratch  [vocabulary], overwritten
   */
  advance(logits: Float32Array, scratch: { logits: Float32Array; mask: Uint8Array }): number {
    const token = this.#queue.shift() ?? this.#draw(logits, scratch);
    this.logProb -= surprise(logits, token);
    this.tokens.push(token);
    return token;
  }

  #draw(logits: Float32Array, scratch: { logits: Float32Array; mask: Uint8Array }): number {
    const { closings, to, begins, temperature, topP, leaning } = this.#drawing;
    const { mask } = scratch;
    mask.fill(0);
    if (!this.#isClosed) {
      this.#isClosed = true;
      for (const token of closings) mask[token] = 1;
      const closing = sample(logits, { mask, temperature, topP }, this.#random());
      this.#queue.push(...(closing === to ? [] : [to]), ...begins.tokens);
      return closing;
    }
    this.walk.allow(mask);
    scratch.logits.set(logits);
    for (let token = 0; token < mask.length; token++) {
      if (mask[token] === 2) (scratch.logits[token] as number) -= OFF_METRE;
    }
    for (const [token, weight] of leaning) (scratch.logits[token] as number) += weight;
    const token = sample(scratch.logits, { mask, temperature, topP }, this.#random());
    this.walk.push(token);
    return token;
  }
}
