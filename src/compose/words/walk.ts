import { suits } from "./stress";
import type { TrieNode } from "./trie";
import type { VocabularyWord } from "./vocabulary";

/** What a walk is bound by. */
export interface WalkRules {
  /** All words, by their tokens. */
  readonly trie: TrieNode;
  /** Tokens of marks that may stand within a line. */
  readonly marks: readonly number[];
  /** Token that closes the line. */
  readonly line: number;
  /** For each syllable of the line, 1 where a stress is wanted; none where it is free. */
  readonly stresses?: readonly (0 | 1)[] | undefined;
}

/**
 * The part of a line before its end word, as it is written token by token. What it allows always
 * leads to a line of exactly the syllables asked for: words of one syllable fill what is left.
 */
export class LineWalk {
  readonly words: VocabularyWord[] = [];
  readonly tokens: number[] = [];
  #node: TrieNode;
  /** Syllables left, the word that is being written not counted. */
  #left: number;
  readonly #rules: WalkRules;
  readonly #first: number;

  /**
   * @param budget  syllables from here to the end word, ≥ 0
   * @param first   syllables of the line before
   */
  constructor(rules: WalkRules, budget: number, first = 0) {
    this.#rules = rules;
    this.#first = first;
    this.#node = rules.trie;
    this.#left = budget;
  }

  get isComplete(): boolean {
    return this.tokens.at(-1) === this.#rules.line;
  }

  /**
   * Marks the tokens that may come with 1, those that leave the metre with 2.
   *
   * @param mask  [vocabulary], filled with 0
   */
  allow(mask: Uint8Array): void {
    const { trie } = this.#rules;
    const node = this.#node;
    const place = this.#place();
    if (node === trie) {
      this.#allowWords(mask, trie, this.#left, place);
      if (this.#left === 0) mask[this.#rules.line] = 1;
      return;
    }
    this.#allowWords(mask, node, this.#left, place);
    if (node.word === undefined || node.word.syllables > this.#left) return;
    const rest = this.#left - node.word.syllables;
    this.#allowWords(mask, trie, rest, place + node.word.syllables);
    if (rest === 0) mask[this.#rules.line] = 1;
    for (const mark of this.#rules.marks) mask[mark] = 1;
  }

  /** @throws RangeError when the token may not come here */
  push(token: number): void {
    this.tokens.push(token);
    const below = this.#node.children.get(token);
    if (below !== undefined) {
      this.#node = below;
      return;
    }
    this.#finishWord();
    const { trie, marks, line } = this.#rules;
    const first = trie.children.get(token);
    if (first !== undefined) this.#node = first;
    else if (!marks.includes(token) && token !== line) throw new RangeError(`token ${token} here`);
  }

  #finishWord(): void {
    const { word } = this.#node;
    if (word === undefined) return;
    this.words.push(word);
    this.#left -= word.syllables;
    this.#node = this.#rules.trie;
  }

  /** Syllables of the line before the word that is being written or comes next. */
  #place(): number {
    return this.words.reduce((sum, { syllables }) => sum + syllables, this.#first);
  }

  #allowWords(mask: Uint8Array, node: TrieNode, left: number, place: number): void {
    const { stresses } = this.#rules;
    for (const [token, { least, stress }] of node.children) {
      if (least > left) continue;
      mask[token] = stresses === undefined || suits(stress, place, stresses) ? 1 : 2;
    }
  }
}
