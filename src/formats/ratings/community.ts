import type { ItemId, ItemKind } from "../../base/item";

/** What a value means: stars on a scale, or a count of plays. */
export type Scale =
  | { readonly kind: "stars"; readonly min: number; readonly max: number }
  | { readonly kind: "plays" };

export interface CommunityEntry {
  readonly id: ItemId;
  readonly name: string;
  readonly artist?: string;
  readonly tags?: readonly string[];
}

/**
 * Other people's ratings or plays in compressed sparse form, by user and by item. `…Ptr` are
 * offsets (rows + 1 of them), `…Index` column numbers ascending within a row; both halves hold the
 * same entries.
 */
export interface CommunityTable {
  readonly itemKind: ItemKind;
  readonly scale: Scale;
  readonly users: readonly string[];
  readonly items: readonly CommunityEntry[];
  readonly userPtr: Uint32Array;
  readonly userIndex: Uint32Array;
  readonly userValue: Float32Array;
  readonly itemPtr: Uint32Array;
  readonly itemIndex: Uint32Array;
  readonly itemValue: Float32Array;
}
