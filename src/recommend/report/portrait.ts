import type { ItemId } from "../../base/item";
import type { EpochMs } from "../../base/time";
import type { Listen } from "../signals/listen";
import { dayMs, localTime, weekMs, type OffsetAt } from "../signals/local-time";
import { effectiveNumber } from "./entropy";
import { narrowingOf, windowWeeks, yearWindows, type Narrowing } from "./narrowing";

/** How broad the listening of a month was. */
export interface MonthBreadth {
  /** e.g. "2026-11". */
  readonly month: string;
  readonly plays: number;
  /** Effective number of artists, with its interval. */
  readonly artists: number;
  readonly low: number;
  readonly high: number;
}

type Counts = Map<ItemId, number>;

/**
 * Counts a person's plays, one at a time and in any order: when they listen, to whom, how broadly.
 * Skipped plays do not count. Months and hours are those of the person's clock.
 */
export class PlayCounts {
  readonly #offsetAt: OffsetAt;
  readonly #nowMs: EpochMs;
  readonly #months = new Map<string, Counts>();
  readonly #windows: Counts[] = Array.from({ length: 1 + yearWindows }, () => new Map());
  /** Plays by weekday (0 is Sunday) and hour, 7 × 24. */
  readonly clock: readonly number[][] = Array.from({ length: 7 }, () => Array.from(hours, () => 0));
  plays = 0;

  constructor(nowMs: EpochMs, offsetAt: OffsetAt) {
    this.#nowMs = nowMs;
    this.#offsetAt = offsetAt;
  }

  add({ artistId, startMs, skipped }: Listen): void {
    if (skipped === true) return;
    const { day, weekday, hour } = localTime(startMs, this.#offsetAt);
    const row = this.clock[weekday] as number[];
    row[hour] = (row[hour] as number) + 1;
    this.plays++;
    const month = new Date(day * dayMs).toISOString().slice(0, 7);
    let counts = this.#months.get(month);
    if (counts === undefined) this.#months.set(month, (counts = new Map()));
    count(counts, artistId);
    const window = Math.floor((this.#nowMs - startMs) / (windowWeeks * weekMs));
    const within = this.#windows[window];
    if (within) count(within, artistId);
  }

  /** The artists most heard from one month to another (both in), all months when absent. */
  topArtists(
    n: number,
    fromMonth = "",
    toMonth = "9999-12",
  ): readonly { readonly itemId: ItemId; readonly plays: number }[] {
    const total: Counts = new Map();
    for (const [month, counts] of this.#months) {
      if (month < fromMonth || month > toMonth) continue;
      counts.forEach((plays, artist) => count(total, artist, plays));
    }
    return [...total]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, n)
      .map(([itemId, plays]) => ({ itemId, plays }));
  }

  /** Month by month, oldest first; months without plays are left out. */
  breadth(): readonly MonthBreadth[] {
    return [...this.#months]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, counts]) => {
        const { value, low, high } = effectiveNumber([...counts.values()]);
        const plays = [...counts.values()].reduce((sum, plays) => sum + plays, 0);
        return { month, plays, artists: value, low, high };
      });
  }

  narrowing(): Narrowing | undefined {
    return narrowingOf(this.#windows.map((counts) => [...counts.values()]));
  }
}

const hours = { length: 24 };

function count(counts: Counts, item: ItemId, plays = 1): void {
  counts.set(item, (counts.get(item) ?? 0) + plays);
}
