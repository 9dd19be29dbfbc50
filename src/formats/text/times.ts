import type { EpochMs } from "../../base/time";

const DAY_MS = 86_400_000;
/** Online play logs begin after this; earlier ones come from a device without a clock. */
const FIRST_PLAY_MS = Date.UTC(2000, 0, 1);
/** The oldest public rating sets are of 1995. */
const FIRST_RATING_MS = Date.UTC(1990, 0, 1);

const isoForm =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(?: ?(Z|UTC|[+-]00:?00))?$/;
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const dayMonthForm = /^(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4}),? (\d{1,2}):(\d{2})$/;

/** "YYYY-MM-DD", with " HH:MM[:SS[.fff]]" or "T…", in UTC; undefined when it is no such time. */
export function isoTime(text: string): EpochMs | undefined {
  const match = isoForm.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0", part = ""] = match;
  const ms = Math.floor(Number(`0.${part || "0"}`) * 1000);
  return utc(
    Number(year),
    Number(month),
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    ms,
  );
}

/** "DD Mon YYYY HH:MM" in UTC, as Last.fm writes it; undefined when it is no such time. */
export function dayMonthTime(text: string): EpochMs | undefined {
  const match = dayMonthForm.exec(text.trim());
  if (match === null) return undefined;
  const [, day, name = "", year, hour, minute] = match;
  const month = months.indexOf(name.toLowerCase()) + 1;
  if (month === 0) return undefined;
  return utc(Number(year), month, Number(day), Number(hour), Number(minute), 0, 0);
}

/** Seconds or milliseconds since 1970, told apart by size; undefined when it is no number. */
function epochTime(text: string): EpochMs | undefined {
  if (!/^\d{1,16}(\.\d+)?$/.test(text.trim())) return undefined;
  const value = Number(text);
  return Math.trunc(value < 1e11 ? value * 1000 : value);
}

/** Any of the forms above. */
export function anyTime(text: string): EpochMs | undefined {
  return epochTime(text) ?? isoTime(text) ?? dayMonthTime(text);
}

/** Whether something can have been played then: after 1999, at most a day ahead. */
export function playable(ms: EpochMs, nowMs: EpochMs): boolean {
  return ms >= FIRST_PLAY_MS && ms <= nowMs + DAY_MS;
}

/** Whether something can have been rated then: after 1989, at most a day ahead. */
export function rateable(ms: EpochMs, nowMs: EpochMs): boolean {
  return ms >= FIRST_RATING_MS && ms <= nowMs + DAY_MS;
}

function utc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms: number,
): EpochMs | undefined {
  const time = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const back = new Date(time);
  const exact =
    back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60;
  return exact ? time : undefined;
}
