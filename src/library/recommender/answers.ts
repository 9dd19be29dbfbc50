import type { ItemId, ItemKind } from "../../base/item";
import type { EpochMs } from "../../base/time";
import type { Reason } from "../../recommend/slate/reasons";

/** What brought a part of a score, as a person may know it. */
export type ScorePart = "likeness" | "factors" | "listeners" | "content" | "popular" | "new";

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
  /** What each way of looking gave; shares ≥ 0 that sum to 1. Absent where there is one way only. */
  readonly parts?: readonly { readonly part: ScorePart; readonly share: number }[];
  /** Tags of the item, the most telling first, at most five. */
  readonly tags?: readonly string[];
  /** Here to find out, not because it is certain. */
  readonly explored?: true;
  /** The track in the library that a play starts; absent when it is not here. */
  readonly trackId?: ItemId;
}

export type Method = "hybrid" | "item-knn" | "user-knn";

/** The recommendations out of one community. */
export interface Slate {
  readonly communityId: string;
  readonly communityName: string;
  readonly simulated: boolean;
  readonly itemKind: ItemKind;
  readonly method: Method | "popularity";
  /** How many of the person's listens and ratings met this community. */
  readonly matched: number;
  readonly users: number;
  readonly items: number;
  /** More is being learned of the community: asked again in a while, the list will be better. */
  readonly learning?: true;
  readonly entries: readonly SlateEntry[];
}

export interface SlateRequest {
  readonly profileId: string;
  /** Entries for each community, 1–200. */
  readonly n: number;
  /** `hybrid` when absent. */
  readonly method?: Method;
  /** From familiar 0 to adventurous 1; 0.3 when absent. */
  readonly adventure?: number;
}

/** Thirty items for an ISO week, made once and kept. */
export interface Mix {
  /** e.g. "2026-W48", by the person's own calendar. */
  readonly week: string;
  readonly createdMs: EpochMs;
  /** True when only the simulated listeners were there to make it from. */
  readonly simulated: boolean;
  readonly entries: readonly SlateEntry[];
}

/** A row of Home under one heading. */
export interface Shelf {
  readonly kind: "because" | "by-artist" | "rediscover" | "explore";
  /** What the row starts from: the item that was listened to, or the artist. */
  readonly seed?: { readonly itemId: ItemId; readonly name: string; readonly artist?: string };
  readonly entries: readonly SlateEntry[];
}

export interface HomeShelves {
  /** Absent while too little is known. */
  readonly mix?: Mix;
  /** Weeks of earlier mixes, the latest first. */
  readonly archive: readonly string[];
  readonly shelves: readonly Shelf[];
}

/** What is near one artist or track. */
export interface SimilarPage {
  readonly item: {
    readonly itemId: ItemId;
    readonly kind: ItemKind;
    readonly name: string;
    readonly artist?: string;
    readonly tags: readonly string[];
    /** Listeners of the community that knows it best, of how many. */
    readonly listeners: number;
    readonly of: number;
    readonly plays: number;
    readonly trackId?: ItemId;
  };
  readonly similar: readonly SlateEntry[];
  /** More by this artist. */
  readonly byArtist: readonly SlateEntry[];
}

/** What words asked for came to mean. */
export interface Wish {
  /** The words as they were written. */
  readonly text: string;
  readonly kind: "mood" | "tempo" | "style" | "era" | "vocals" | "length" | "activity";
  /** A term of the lexicon, e.g. "calm", "1990s", "instrumental". */
  readonly term: string;
  readonly negated: boolean;
}

export interface Answer {
  readonly wishes: readonly Wish[];
  /** Words that were not understood, as written. */
  readonly unknown: readonly string[];
  /** How many of the items that could be chosen say anything of what was asked. */
  readonly described: number;
  readonly entries: readonly (SlateEntry & {
    /** The terms this item meets. */
    readonly meets: readonly string[];
  })[];
}

/** A share with its 95 % interval. */
export interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How good the recommendations are on the person's own data: each like held out once. */
export interface QualityReport {
  readonly communities: readonly {
    readonly communityId: string;
    readonly communityName: string;
    readonly simulated: boolean;
    /** Likes that were held out, one at a time. */
    readonly n: number;
    /** Too few to say anything; the rest is absent then. */
    readonly tooFew: boolean;
    readonly hitRate?: { readonly ours: Measured; readonly popular: Measured };
    readonly ndcg?: { readonly ours: Measured; readonly popular: Measured };
    /** Ours minus popular, paired. */
    readonly gain?: Measured;
  }[];
}

/** What the history says of the person, counted. */
export interface Portrait {
  readonly plays: number;
  readonly topArtists: readonly {
    readonly itemId: ItemId;
    readonly name: string;
    readonly plays: number;
  }[];
  readonly topStyles: readonly { readonly name: string; readonly share: number }[];
  /** Plays by weekday (0 is Sunday) and hour, 7 × 24. */
  readonly clock: readonly (readonly number[])[];
  /** Effective number of artists by month, oldest first: exp of the entropy of the plays. */
  readonly breadth: readonly {
    readonly month: string;
    readonly plays: number;
    readonly artists: number;
    readonly low: number;
    readonly high: number;
  }[];
  /** Set when the last weeks are clearly narrower than the person's own year. */
  readonly narrowing?: { readonly lately: number; readonly usual: number };
  /** Means of measured features of what is played, 0–1, beside those of the whole library. */
  readonly features: readonly {
    readonly name: string;
    readonly played: number;
    readonly library: number;
  }[];
}

/** An item as it is found by name. */
export interface FoundItem {
  readonly itemId: ItemId;
  readonly kind: ItemKind;
  readonly name: string;
  readonly artist?: string;
  readonly listeners: number;
}
