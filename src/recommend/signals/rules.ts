import type { ItemId } from "../../base/item";
import type { EpochMs } from "../../base/time";
import type { Listen } from "./listen";
import { localTime, type OffsetAt } from "./local-time";

/** From a moment on, until before another. */
export interface TimeRange {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

/** Hours of a day, `from` ≤ hour < `to`; over midnight where `to` ≤ `from`. */
export interface HoursOfDay {
  /** 0–23. */
  readonly from: number;
  /** 0–24. */
  readonly to: number;
  /** 0 Sunday to 6 Saturday, of the day on which a play began; absent: every day. */
  readonly weekdays?: readonly number[];
}

/**
 * What a person has taken out of their taste. It is plain data, kept with the profile: nothing is
 * deleted, so every rule can be taken back.
 */
export interface TasteRules {
  /** Listening that was not for oneself: a party, a child's hour. */
  readonly sessions?: readonly TimeRange[];
  /** Tracks and artists that do not speak for the person, such as those of a playlist. */
  readonly items?: readonly ItemId[];
  readonly hours?: readonly HoursOfDay[];
  /** A fresh start: nothing heard or rated before counts. */
  readonly sinceMs?: EpochMs;
}

/** Whether a play counts for taste. */
export function listenFilter(rules: TasteRules, offsetAt: OffsetAt): (listen: Listen) => boolean {
  const items = new Set(rules.items);
  const since = rules.sinceMs ?? Number.NEGATIVE_INFINITY;
  const sessions = rules.sessions ?? [];
  const hours = rules.hours ?? [];
  return ({ trackId, artistId, startMs }) =>
    startMs >= since &&
    !items.has(trackId) &&
    !items.has(artistId) &&
    !sessions.some(({ fromMs, toMs }) => startMs >= fromMs && startMs < toMs) &&
    !(hours.length > 0 && isWithin(hours, startMs, offsetAt));
}

/**
 * Whether a rating counts for taste. Hours and sessions are about listening: what was said in them
 * stands.
 */
export function ratingFilter(
  rules: TasteRules,
): (rating: { readonly itemId: ItemId; readonly timeMs: EpochMs }) => boolean {
  const items = new Set(rules.items);
  const since = rules.sinceMs ?? Number.NEGATIVE_INFINITY;
  return ({ itemId, timeMs }) => timeMs >= since && !items.has(itemId);
}

function isWithin(hours: readonly HoursOfDay[], timeMs: EpochMs, offsetAt: OffsetAt): boolean {
  const { hour, weekday } = localTime(timeMs, offsetAt);
  return hours.some(({ from, to, weekdays }) => {
    if (weekdays && !weekdays.includes(weekday)) return false;
    return from < to ? hour >= from && hour < to : hour >= from || hour < to;
  });
}
