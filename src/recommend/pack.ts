import type { ItemId } from "../base/item";

/** What a pack knows of an item. */
export interface PackItem {
  readonly id: ItemId;
  readonly name: string;
  readonly artist?: string;
  /** MusicBrainz identifier: of the artist, or of the recording. */
  readonly mbid?: string;
  /** International Standard Recording Code. */
  readonly isrc?: string;
  /** The strongest first. */
  readonly tags?: readonly string[];
}

/**
 * For each target the strongest items that speak for or against it, source items ascending: the
 * weight of entry e of target t is value[e] · scale[t]. At most 65,535 sources a target.
 */
export interface PackWeights {
  /** Offsets into `index` and `value`; items + 1 long. */
  readonly ptr: Uint32Array;
  readonly index: Uint32Array;
  readonly value: Int8Array;
  /** The weight that one step of `value` is worth, a target; 0 where it has no sources. */
  readonly scale: Float32Array;
}

/**
 * Factors v of the items, and what one solve for a new person with values c needs (`fitIals`):
 * (unobserved · gram + Σ c v vᵀ + regularisation · (n + unobserved · items)^exponent · I) x = Σ c v,
 * n being how many items they have.
 */
export interface PackFactors {
  readonly dims: number;
  /** items × dims; entry d of item i is value[i · dims + d] · scale[i]. */
  readonly value: Int8Array;
  readonly scale: Float32Array;
  /** dims × dims: Σ v vᵀ over all items. */
  readonly gram: Float64Array;
  readonly unobserved: number;
  readonly regularisation: number;
  readonly exponent: number;
}

/** What the members of the hybrid of a pack count in it, ≥ 0. */
export interface PackMixture {
  readonly ease: number;
  readonly ials: number;
  readonly content: number;
}

/**
 * What a community teaches, without the community: enough to rank its items for a person who is
 * folded in, and nothing about any single listener.
 */
export interface Pack {
  readonly items: readonly PackItem[];
  /** How many listeners it was made from. */
  readonly users: number;
  /** Listeners of each item. */
  readonly popularity: Uint32Array;
  readonly weights: PackWeights;
  readonly factors?: PackFactors;
  /** Found on listeners held out; where it is absent, what is usual counts. */
  readonly mixture?: PackMixture;
  /** The way it was learned, from 1; a community is learned again where there is a better one. */
  readonly learned?: number;
}
