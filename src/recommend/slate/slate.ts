import { artistItem, itemKind, type ItemId, type ItemKind } from "../../base/item";
import { Shortlist } from "../../base/shortlist";
import type { Taste } from "../model";
import { artistOfTrack, profileIn, type History, type Profile } from "./profile";
import { starUnit, type Community, type CommunityItem } from "./community";
import { reasonsOf, type Reason } from "./reasons";

export type Method = "item-knn" | "user-knn";

/** The fitted models of a community, each made when it is first asked for. */
export interface Models {
  readonly community: Community;
  readonly rank: (method: Method | "popularity", profile: Profile) => Taste;
  /** Stars on the community's scale, with how many neighbours gave them; none without stars. */
  readonly stars:
    ((method: Method, profile: Profile) => (item: number) => number | undefined) | undefined;
}

interface SlateEntry {
  readonly itemId: ItemId;
  readonly kind: ItemKind;
  readonly name: string;
  readonly artist?: string;
  readonly score: number;
  readonly stars?: number;
  readonly communityId: string;
  readonly reasons: readonly Reason[];
  readonly otherShare: number;
}

export interface Slate {
  readonly communityId: string;
  readonly communityName: string;
  readonly simulated: boolean;
  readonly itemKind: ItemKind;
  readonly method: Method | "popularity";
  readonly matched: number;
  readonly users: number;
  readonly items: number;
  readonly entries: readonly SlateEntry[];
}

/** Looked at before at most two by one artist are let through. */
const candidates = 1000;
const perArtist = 2;

/**
 * The recommendations out of one community: its best-scored items that the person does not know,
 * has not blocked or put off, at most two tracks by one artist; ties in the order of the items.
 * By popularity where the community knows nothing
 * of the person, or nothing that follows from it.
 */
export function slateOf(
  models: Models,
  history: History,
  request: { readonly n: number; readonly method: Method; readonly nowMs: number },
): Slate {
  const { community } = models;
  const profile = profileIn(community, history);
  const allowed = (item: number) =>
    !profile.known.has(item) && !isRefused(community.items[item], history, request.nowMs);
  let method: Slate["method"] = profile.likes.index.length > 0 ? request.method : "popularity";
  let taste = models.rank(method, profile);
  let best = candidatesOf(taste.scores, allowed);
  if (best.length === 0 && method !== "popularity") {
    method = "popularity";
    taste = models.rank(method, profile);
    best = candidatesOf(taste.scores, allowed);
  }
  const chosen = community.itemKind === "track" ? capArtists(best, community) : best;
  const starsOf = models.stars?.(request.method, profile);
  return {
    communityId: community.id,
    communityName: community.name,
    simulated: community.simulated,
    itemKind: community.itemKind,
    method,
    matched: profile.known.size,
    users: community.userNames.length,
    items: community.items.length,
    entries: chosen.slice(0, request.n).map((item): SlateEntry => {
      const about = community.items[item] as CommunityItem;
      const stars = starsOf ? starsOf(item) : undefined;
      return {
        itemId: about.id,
        kind: itemKind(about.id),
        name: about.name,
        ...(about.artist !== undefined && { artist: about.artist }),
        score: taste.scores[item] as number,
        ...(stars !== undefined && { stars: inStars(stars, community) }),
        communityId: community.id,
        ...reasonsOf(taste.explain(item), item, community, profile),
      };
    }),
  };
}

/** The best items with a score above 0, best first. */
function candidatesOf(scores: Float64Array, allowed: (item: number) => boolean): number[] {
  const best = new Shortlist(candidates);
  scores.forEach((score, item) => {
    if (score > 0 && score >= best.floor && allowed(item)) best.put(item, score);
  });
  return Array.from(best.id.subarray(0, best.sort()));
}

/** Blocked by itself or by its artist, or put off until later. */
function isRefused(item: CommunityItem | undefined, history: History, nowMs: number): boolean {
  if (item === undefined || history.blocked.has(item.id)) return true;
  if ((history.notNow.get(item.id) ?? 0) > nowMs) return true;
  const artist = artistOf(item);
  if (artist === undefined) return false;
  return history.blocked.has(artist) || (history.notNow.get(artist) ?? 0) > nowMs;
}

function capArtists(items: readonly number[], community: Community): number[] {
  const shown = new Map<ItemId, number>();
  return items.filter((item) => {
    const artist = artistOf(community.items[item] as CommunityItem);
    // Pieces written here have the app for an artist: there is no other to make room for.
    if (artist === undefined || community.items[item]?.id.startsWith("score:")) return true;
    const count = (shown.get(artist) ?? 0) + 1;
    shown.set(artist, count);
    return count <= perArtist;
  });
}

function artistOf(item: CommunityItem): ItemId | undefined {
  return item.artist ? artistItem(item.artist) : artistOfTrack(item.id);
}

/** Clipped to what a person can give. */
function inStars(value: number, { scale }: Community): number {
  return Math.min(5, Math.max(0.5, value / starUnit(scale)));
}
