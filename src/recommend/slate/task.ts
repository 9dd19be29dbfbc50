import type { SparseVector } from "../../base/sparse";
import type { Catalogue } from "./catalogue";
import type { Weights } from "./dial";

/** Items that may be shown, with their scores (above 0): best first, at most 1,000. */
export interface Candidates {
  readonly item: Int32Array;
  readonly score: Float64Array;
}

/** What a slate is made of. */
export interface SlateTask {
  readonly catalogue: Catalogue;
  /** After the hard filters. */
  readonly candidates: Candidates;
  /** The person's own items and what each is worth to them: gives their styles and artists. */
  readonly taste: SparseVector;
  /** Places, ≥ 0. */
  readonly n: number;
  /** 0 familiar to 1 adventurous; `defaultDial` when absent. */
  readonly dial?: number;
  /** In place of what the dial says, for lists with a purpose of their own. */
  readonly weights?: Partial<Weights>;
  /** At most this many by one artist; 2 when absent. */
  readonly perArtist?: number;
  /** As many different artists as this, as far as the candidates have them; 0 when absent. */
  readonly minArtists?: number;
  /** What is left of an item's relevance, 0–1: see `dampingOf`. */
  readonly damping?: (item: number) => number;
  /**
   * Chooses among styles to explore, best first: see explore/arms. Absent: the styles nearest to
   * the person's taste, in their order.
   */
  readonly pickStyles?: (styles: readonly string[], n: number) => readonly string[];
}

/** One place of a slate, and what put the item there. */
export interface Choice {
  readonly item: number;
  readonly score: number;
  /** `explore`: not by score alone, but to find out; `style` is what is explored. */
  readonly slot: "taste" | "explore";
  readonly style?: string;
  /** Score among the candidates, damped: 0–1. */
  readonly relevance: number;
  /** See Catalogue. */
  readonly novelty: number;
  /** The person knows nothing else by this artist. */
  readonly newArtist: boolean;
  /** Greatest likeness to what stands before it, 0–1. */
  readonly likeness: number;
}
