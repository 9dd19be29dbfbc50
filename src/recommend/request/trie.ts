import { isWhole } from "./fold";

interface Node<T> {
  readonly next: Map<string, Node<T>>;
  value?: T;
}

/** Phrases by their letters: finds the longest one that begins at a place of a text. */
export class Trie<T> {
  readonly #root: Node<T> = { next: new Map() };

  /** The first value given to a phrase stays. */
  add(phrase: string, value: T): void {
    let node = this.#root;
    for (let at = 0; at < phrase.length; at++) {
      const unit = phrase.charAt(at);
      let next = node.next.get(unit);
      if (next === undefined) {
        next = { next: new Map() };
        node.next.set(unit, next);
      }
      node = next;
    }
    node.value ??= value;
  }

  /**
   * The longest phrase at a place that is no part of a longer word. Takes as many steps as the
   * longest phrase has letters, whatever the text.
   */
  longest(text: string, from: number): { readonly end: number; readonly value: T } | undefined {
    let node: Node<T> | undefined = this.#root;
    let found: { readonly end: number; readonly value: T } | undefined;
    for (let at = from; at < text.length; at++) {
      node = node.next.get(text.charAt(at));
      if (node === undefined) break;
      if (node.value !== undefined && isWhole(text, from, at + 1)) {
        found = { end: at + 1, value: node.value };
      }
    }
    return found;
  }
}
