import type { ItemId } from "../../base/item";
import type { EpochMs } from "../../base/time";
import { candidatesOf } from "../../recommend/slate/candidates";
import { artistOf } from "../../recommend/slate/catalogue";
import { dampingOf } from "../../recommend/slate/damping";
import { profileIn, type Profile } from "../../recommend/slate/profile";
import type { Candidates } from "../../recommend/slate/task";
import { dayMs } from "../../recommend/signals/local-time";
import { refusalOf } from "../../recommend/signals/refusals";
import type { Taste } from "../../recommend/model";
import type { Community } from "../../recommend/slate/community";
import type { Interactions } from "../interactions";
import type { CommunityItem } from "../rows";
import type { Method } from "./answers";
import type { Source } from "./source";

/** A person as one source sees them. */
export interface PersonIn {
  readonly source: Source;
  readonly profile: Profile;
  /** Not refused now, whether known or not. */
  readonly bearable: (item: number) => boolean;
  /** May be recommended: not refused, and not known yet. */
  readonly allowed: (item: number) => boolean;
  /** What "less like this" and earlier showings leave of an item's relevance, 0–1. */
  readonly damping: (item: number) => number;
}

/** So long an item stays away itself when fewer like it were asked for. */
const lessMs = 30 * dayMs;

/** @param shownMs  when an item was shown before, for lists that should move on */
export function personIn(
  source: Source,
  interactions: Interactions,
  nowMs: number,
  shownMs: ReadonlyMap<ItemId, EpochMs> = new Map(),
): PersonIn {
  const profile = profileIn(source.community, interactions);
  const { stars: ratings, blocked, notNow, lastPlayed } = interactions;
  const refusals = { ratings, blocked, notNow, lastPlayed };
  const bearable = (item: number) => {
    const about = source.items[item] as CommunityItem;
    if (nowMs - (interactions.less.get(about.id) ?? 0) < lessMs) return false;
    return refusalOf({ id: about.id, artistId: artistOf(about) }, refusals, nowMs) === undefined;
  };
  const numbered = (times: ReadonlyMap<ItemId, EpochMs>) =>
    [...times].flatMap(([id, timeMs]) => {
      const item = source.numbers.get(id);
      return item === undefined ? [] : [{ item, timeMs }];
    });
  const less = numbered(interactions.less);
  const shown = numbered(shownMs);
  return {
    source,
    profile,
    bearable,
    allowed: (item) =>
      !profile.known.has(item) && source.offers?.(item) !== false && bearable(item),
    damping:
      less.length + shown.length === 0
        ? () => 1
        : dampingOf(source.catalogue().vectors, { less, shown }, nowMs),
  };
}

/** What a person would like out of a source, and by which method that was found. */
export interface Ranked {
  readonly person: PersonIn;
  readonly method: Method | "popularity";
  readonly taste: Taste;
  /** Whom the listeners among its reasons are numbered in. */
  readonly listeners: Community;
  readonly candidates: Candidates;
}

/** By popularity where the source knows nothing of the person, or nothing follows from it. */
export function rankFor(person: PersonIn, method: Method): Ranked {
  const { source, profile, allowed } = person;
  const ranking = profile.likes.index.length > 0 ? source.ranking(method) : undefined;
  if (ranking) {
    const own = ranking.method === "user-knn" ? profile.likes : profile.taste;
    const taste = ranking.ranker.foldIn(own);
    const candidates = candidatesOf(taste.scores, allowed);
    const listeners = ranking.listeners ?? source.community;
    const { method: used } = ranking;
    if (candidates.item.length > 0) return { person, method: used, taste, listeners, candidates };
  }
  return rankByPopularity(person);
}

/** What most have, as far as it may be shown. */
export function rankByPopularity(person: PersonIn): Ranked {
  const { source, profile, allowed } = person;
  const taste = source.popularity().foldIn(profile.likes);
  const candidates = candidatesOf(taste.scores, allowed);
  return { person, method: "popularity", taste, listeners: source.community, candidates };
}
