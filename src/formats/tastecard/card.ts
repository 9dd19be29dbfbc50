/** What a taste card says: the things someone likes, how much, and how much noise is in that. */
export interface TasteCard {
  /** Whose it is, in their words. */
  readonly name: string;
  /** ε of the noise (noise.ts) for each item; absent when the card is exact. */
  readonly epsilon?: number;
  /** The dearest first. */
  readonly items: readonly CardItem[];
}

export interface CardItem {
  /** An artist; with `artist`, the title of a track by them. */
  readonly name: string;
  readonly artist?: string;
  /** How much it is liked, 1 to `GRID`. */
  readonly weight: number;
}

/** Weights are whole numbers of sixteenths. */
export const GRID = 16;

export const CARD_EXTENSION = ".refrain-card";

export const cardLimits = {
  /** A card of 200 items takes some 20 kB. */
  fileBytes: 256 * 1024,
  items: 500,
  /** Characters of a name. */
  name: 200,
} as const;
