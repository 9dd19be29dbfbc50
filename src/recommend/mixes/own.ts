import type { ItemId } from "../../base/item";
import type { EpochMs } from "../../base/time";
import { dayMs } from "../signals/local-time";

/** An item of the person: what they heard of it and said about it. */
export interface OwnItem {
  readonly itemId: ItemId;
  /** Its artist, or itself where it is one. */
  readonly artistId: ItemId;
  readonly plays: number;
  /** Stars, 0.5–5. */
  readonly stars?: number;
  readonly lastMs?: EpochMs;
}

/** Plays from which on an item that was not rated counts as loved. */
const lovedPlays = 3;
const lovedStars = 4;

/** 0 for what is not loved; grows with the logarithm of plays, and with stars. */
export function loveOf({ plays, stars }: OwnItem): number {
  if (stars === undefined ? plays < lovedPlays : stars < lovedStars) return 0;
  return Math.log2(1 + plays) + (stars === undefined ? 0 : stars - lovedStars + 2);
}

/** Days since an item was heard last; endless when it never was. */
export function silenceOf({ lastMs }: OwnItem, nowMs: EpochMs): number {
  return lastMs === undefined ? Infinity : Math.max(0, nowMs - lastMs) / dayMs;
}
