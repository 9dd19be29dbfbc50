/** Weekdays from Monday on, as numbers where 0 is Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

/** The hour of the week with the most plays; undefined where there is none. */
export function busiest(
  clock: readonly (readonly number[])[],
): { readonly day: number; readonly hour: number; readonly plays: number } | undefined {
  let best: { day: number; hour: number; plays: number } | undefined;
  for (const day of weekdays) {
    clock[day]?.forEach((plays, hour) => {
      if (plays > (best?.plays ?? 0)) best = { day, hour, plays };
    });
  }
  return best;
}

/** The name of a weekday, 0 for Sunday, in a language. */
export function weekdayName(day: number, locale: string, style: "long" | "short"): string {
  // The first day of 2023 was a Sunday.
  const date = Date.UTC(2023, 0, 1 + day);
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: "UTC" }).format(date);
}

/** "2026-11" as a month in a language. */
export function monthName(month: string, locale: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const shape = { year: "numeric", month: "short", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale, shape).format(Date.UTC(year, number - 1, 1));
}
