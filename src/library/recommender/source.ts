import type { ItemId, ItemKind } from "../../base/item";
import type { SparseVector } from "../../base/sparse";
import type { Ranker } from "../../recommend/model";
import type { Catalogue } from "../../recommend/slate/catalogue";
import type { Community } from "../../recommend/slate/community";
import type { Profile } from "../../recommend/slate/profile";
import type { CommunityItem } from "../rows";
import type { Method } from "./answers";

/** The id of the person's own library among the sources: no community has it. */
export const LIBRARY_SOURCE = "library";

/** A method under its honest name, with what ranks by it. */
export interface Ranking {
  readonly method: Method;
  readonly ranker: Ranker;
  /** Whom the listeners among its reasons are numbered in; the source's community when absent. */
  readonly listeners?: Community;
}

/**
 * Anything that items are recommended out of: a community with its ratings, a pack, a person's
 * friends, their own library.
 */
export interface Source {
  readonly id: string;
  readonly name: string;
  readonly simulated: boolean;
  readonly itemKind: ItemKind;
  /** How many people it speaks for; 0 where nobody is asked. */
  readonly users: number;
  readonly items: readonly CommunityItem[];
  readonly numbers: ReadonlyMap<ItemId, number>;
  /** How many of them have each item. */
  readonly listeners: Uint32Array;
  /** The items, and who has them where that is known: reasons are told from it. */
  readonly community: Community;
  readonly catalogue: () => Catalogue;
  /** The best there is for the method asked for; undefined while nothing is fitted. */
  readonly ranking: (method: Method) => Ranking | undefined;
  readonly popularity: () => Ranker;
  /** What goes with an item: similarity > 0, item numbers ascending. */
  readonly neighbours: (item: number) => SparseVector;
  /** More is being learned of it. */
  readonly learning?: boolean;
  /** Whether an item may come out of it; every item may, when absent. */
  readonly offers?: (item: number) => boolean;
  /** What its best recommendation counts beside those of others; 1 when absent. */
  readonly weight?: number;
  /** Stars on the community's scale for a person; undefined where neighbours say nothing. */
  readonly stars?: (method: Method, profile: Profile) => (item: number) => number | undefined;
}
