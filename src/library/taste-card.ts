import { itemKind, type ItemId, type ItemKind } from "../base/item";
import type { Random } from "../base/random";
import { GRID, type CardItem, type TasteCard } from "../formats/tastecard/card";
import { chanceOnCard, noisyCard } from "../formats/tastecard/noise";
import { guarded } from "./errors";
import { readInteractions, type Interactions } from "./interactions";
import { publicItems } from "./public-items";
import type { Library } from "./schema";

export interface CardRequest {
  readonly profileId: string;
  /** Whose card it says it is. */
  readonly name: string;
  /** At most so many items. */
  readonly items: number;
  readonly tracks: boolean;
  /** ε of the noise; absent for an exact card. */
  readonly epsilon?: number;
}

/** What a card was made from, to be said on screen. */
export interface MadeCard {
  readonly card: TasteCard;
  /** Items of the public list that noise was drawn for; 0 for an exact card. */
  readonly publicItems: number;
  /** How many items chance is expected to put on the card at most. */
  readonly strangers: number;
}

/** Items that may be on a card with noise: the same for everyone with the same communities. */
export const PUBLIC_ITEMS = 3_000;
/** A fifth of a card may be there by chance. */
const STRANGERS = 0.2;
/** From so many plays on, an item is liked as much as can be. */
const MOST_PLAYS = 50;

/**
 * A card of a profile's taste. With noise only items of the public list are on it, and some of them
 * by chance (src/formats/tastecard/noise.ts); without, the dearest items as they are.
 *
 * @param random  noise is drawn from it: the browser's own source of secrets, but in tests
 */
export async function makeCard(
  library: Library,
  { profileId, name, items, tracks, epsilon }: CardRequest,
  random: Random = secretRandom,
): Promise<MadeCard> {
  const taste = await readInteractions(library, profileId);
  const kinds: readonly ItemKind[] = tracks ? ["artist", "track"] : ["artist"];
  if (epsilon === undefined) {
    const liked = await exactItems(library, taste, kinds, items);
    return { card: { name, items: liked }, publicItems: 0, strangers: 0 };
  }
  const common = await publicItems(library, kinds, PUBLIC_ITEMS);
  const weights = common.map(({ id }) => weightOf(taste, id));
  const strangers = STRANGERS * items;
  const drawn = noisyCard(weights, { items, strangers, epsilon }, random);
  const noisy = drawn.map(({ item, weight }) => {
    const { name: of, artist } = common[item] as (typeof common)[number];
    return { name: of, ...(artist !== undefined && { artist }), weight };
  });
  return { card: { name, epsilon, items: noisy }, publicItems: common.length, strangers };
}

/** How likely what is liked most is on a card with noise, 0–1, if it is a public item at all. */
export function chanceOfFavourite(publicItems: number, items: number, epsilon: number): number {
  return chanceOnCard(GRID, publicItems, { strangers: STRANGERS * items, epsilon });
}

/**
 * How much an item is liked, 0–16, by what is known of that item alone: the logarithm of its plays,
 * or its stars where they say more. A low rating undoes the plays.
 */
export function weightOf(taste: Pick<Interactions, "artists" | "tracks" | "ratings">, id: ItemId) {
  const plays = (taste.artists.get(id) ?? taste.tracks.get(id))?.plays ?? 0;
  const stars = taste.ratings.get(id);
  if (stars !== undefined && stars < 3) return 0;
  const played = Math.log1p(Math.min(plays, MOST_PLAYS)) / Math.log1p(MOST_PLAYS);
  return Math.round(GRID * Math.max(played, (stars ?? 0) / 5));
}

async function exactItems(
  library: Library,
  taste: Interactions,
  kinds: readonly ItemKind[],
  count: number,
): Promise<readonly CardItem[]> {
  const known = new Set([...taste.artists.keys(), ...taste.tracks.keys(), ...taste.ratings.keys()]);
  const liked = [...known]
    .filter((id) => kinds.includes(itemKind(id)) && !id.startsWith("score:"))
    .map((id) => ({ id, weight: weightOf(taste, id) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  // Some may have no name here; twice as many are looked up, so that enough have one.
  const best = liked.slice(0, 2 * count);
  const names = await namesOf(
    library,
    best.map(({ id }) => id),
  );
  return best
    .flatMap(({ id, weight }) => {
      const about = names.get(id);
      return about === undefined ? [] : [{ ...about, weight }];
    })
    .slice(0, count);
}

/** Names of artists and tracks in the library. */
async function namesOf(library: Library, ids: readonly ItemId[]) {
  const [artists, tracks] = await guarded(() =>
    Promise.all([library.artists.bulkGet([...ids]), library.tracks.bulkGet([...ids])]),
  );
  const names = new Map<ItemId, { readonly name: string; readonly artist?: string }>();
  for (const row of artists) if (row) names.set(row.id, { name: row.name });
  for (const row of tracks) {
    if (row && row.artist !== "") names.set(row.id, { name: row.title, artist: row.artist });
  }
  return names;
}

/** Uniform numbers that nobody can guess. */
function secretRandom(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
}
