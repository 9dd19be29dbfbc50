import type { ItemId, ItemKind } from "../../base/item";
import type { Reason } from "../../recommend/slate/reasons";

export type { Reason };

export interface SlateEntry {
  readonly itemId: ItemId;
  readonly kind: ItemKind;
  readonly name: string;
  readonly artist?: string;
  /** The ranking score; comparable within one slate of one community only. */
  readonly score: number;
  /** Predicted stars 0.5–5, where the community has star ratings. */
  readonly stars?: number;
  readonly communityId: string;
  /** Best first, at most five; the rest is summed in `otherShare`. */
  readonly reasons: readonly Reason[];
  readonly otherShare: number;
  /** The track in the library that a play starts; absent when it is not here. */
  readonly trackId?: ItemId;
}

/** The recommendations out of one community. */
export interface Slate {
  readonly communityId: string;
  readonly communityName: string;
  readonly simulated: boolean;
  readonly itemKind: ItemKind;
  readonly method: "item-knn" | "user-knn" | "popularity";
  /** How many of the person's listens and ratings met this community. */
  readonly matched: number;
  readonly users: number;
  readonly items: number;
  readonly entries: readonly SlateEntry[];
}

export interface SlateRequest {
  readonly profileId: string;
  /** Entries for each community, 1–200. */
  readonly n: number;
  readonly method?: "item-knn" | "user-knn";
}

export interface RecommenderApi {
  /** One slate for each community, real ones before the simulated one. */
  slates(request: SlateRequest): readonly Slate[];
  /** Folds a change of the person's ratings, listens or blocks in, and gives the new slates. */
  foldIn(request: SlateRequest & { readonly itemId: ItemId }): readonly Slate[];
  /** Items of the communities whose name contains the text, for picking favourites at the start. */
  find(request: { readonly text: string; readonly n: number }): readonly {
    readonly itemId: ItemId;
    readonly kind: ItemKind;
    readonly name: string;
    readonly artist?: string;
    readonly listeners: number;
  }[];
}
