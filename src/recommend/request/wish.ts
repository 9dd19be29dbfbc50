/** What a word asks of an item: a range of something measured, or one of some styles. */
export type Target =
  | {
      readonly on: Measure;
      /** The range that is meant, ends in; what lies outside it meets it less and less. */
      readonly low: number;
      readonly high: number;
    }
  | { readonly on: "style"; readonly styles: readonly string[] };

/**
 * valence 0 sad to 1 glad; energy 0 calm to 1 wild; tempo in beats a minute; vocals 0 instrumental
 * to 1 sung; year of release.
 */
export type Measure = "valence" | "energy" | "tempo" | "vocals" | "year";

export type WishKind = "mood" | "tempo" | "style" | "era" | "vocals" | "activity";

/** One thing asked for. */
export interface Wish {
  /** As it was written. */
  readonly text: string;
  readonly kind: WishKind;
  /** What it was taken for, e.g. "calm", "1990s", "instrumental". */
  readonly term: string;
  /** "not sad": what meets the targets is not wanted. */
  readonly negated: boolean;
  readonly targets: readonly Target[];
  /** Tags that say the same, folded: the wish is met by one of them where nothing is measured. */
  readonly tags: readonly string[];
}

/** A request as it was understood. */
export interface WordRequest {
  readonly wishes: readonly Wish[];
  /** How long the list is to be; absent where nothing was said. */
  readonly tracks?: number;
  readonly minutes?: number;
  /** Words that were not understood, as written, each once. */
  readonly unknown: readonly string[];
}

/** An entry of the lexicon: what the words of both languages stand for. */
export interface Entry {
  readonly term: string;
  readonly kind: WishKind;
  readonly targets: readonly Target[];
  /** Ways of saying it, lower case, the term itself first. */
  readonly words: readonly string[];
}
