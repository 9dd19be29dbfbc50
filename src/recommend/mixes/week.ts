import type { EpochMs } from "../../base/time";
import { dayMs, localTime, type OffsetAt } from "../signals/local-time";

/** A week of ISO 8601: from Monday on, the first of a year being that of its first Thursday. */
export interface IsoWeek {
  readonly year: number;
  /** 1–53. */
  readonly week: number;
  /** e.g. "2026-W48". */
  readonly id: string;
}

/**
 * The week a moment lies in, by the person's own calendar. It is the day that counts, so that the
 * hour a clock is put forward or back is in the week of its day.
 *
 * @example isoWeek(Date.UTC(2021, 0, 3), () => 0).id // "2020-W53"
 */
export function isoWeek(timeMs: EpochMs, offsetAt: OffsetAt): IsoWeek {
  const { day, weekday } = localTime(timeMs, offsetAt);
  const thursday = day - ((weekday + 6) % 7) + 3;
  const year = new Date(thursday * dayMs).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1) / dayMs) / 7) + 1;
  return { year, week, id: `${year}-W${String(week).padStart(2, "0")}` };
}
