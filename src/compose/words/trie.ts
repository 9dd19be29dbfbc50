import type { VocabularyWord } from "./vocabulary";

/** Words by their tokens: what may still come after the tokens that lead here. */
export interface TrieNode {
  readonly children: ReadonlyMap<number, TrieNode>;
  /** The word whose tokens end here. */
  readonly word?: VocabularyWord;
  /** Fewest syllables of a word that ends here or below. */
  readonly least: number;
  /** Stress codes of those words, united. */
  readonly stress: number;
}

interface Growing {
  children: Map<number, Growing>;
  word?: VocabularyWord;
  least: number;
  stress: number;
}

export function buildTrie(words: readonly VocabularyWord[]): TrieNode {
  const root = grow();
  for (const word of words) {
    let node = root;
    widen(node, word);
    for (const token of word.tokens) {
      let next = node.children.get(token);
      if (next === undefined) node.children.set(token, (next = grow()));
      node = next;
      widen(node, word);
    }
    node.word = word;
  }
  return root;
}

function grow(): Growing {
  return { children: new Map(), least: Infinity, stress: 0 };
}

function widen(node: Growing, { syllables, stress }: VocabularyWord): void {
  node.least = Math.min(node.least, syllables);
  node.stress |= stress;
}
