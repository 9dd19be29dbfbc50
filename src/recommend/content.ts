import type { SparseRows } from "../base/sparse";

/** What is known of items themselves: tags, words, features of audio or of a score. */
export interface ItemContent {
  readonly features: readonly string[];
  /** items × features, numbered as in `features`; what a feature counts for the item, ≥ 0. */
  readonly rows: SparseRows;
}
