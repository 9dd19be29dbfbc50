import type { EpochMs } from "../../base/time";

/** Minutes that a person's clock is ahead of UTC at a moment: 120 for Berlin in summer. */
export type OffsetAt = (timeMs: EpochMs) => number;

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
export const weekMs = 7 * dayMs;

/** The clock of this device, summer time included. */
export const deviceOffset: OffsetAt = (timeMs) => -new Date(timeMs).getTimezoneOffset();

/** Where a moment lies in a person's week. */
export interface LocalTime {
  /** Days since 1970-01-01 on the person's calendar. */
  readonly day: number;
  /** 0 Sunday to 6 Saturday. */
  readonly weekday: number;
  /** 0–23. */
  readonly hour: number;
}

export function localTime(timeMs: EpochMs, offsetAt: OffsetAt): LocalTime {
  const local = timeMs + offsetAt(timeMs) * minuteMs;
  const day = Math.floor(local / dayMs);
  return {
    day,
    // 1970-01-01 was a Thursday.
    weekday: (((day + 4) % 7) + 7) % 7,
    hour: Math.floor((local - day * dayMs) / hourMs),
  };
}
