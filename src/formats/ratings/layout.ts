import type { Dialect } from "../text/delimited";
import { splitLine } from "../text/sniff";
import { anyTime, rateable } from "../text/times";
import type { EpochMs } from "../../base/time";

/** Where the columns of a table of ratings are, from 0. */
export interface RatingLayout {
  readonly dialect: Dialect;
  readonly header: boolean;
  /** Absent when all ratings are the person's own. */
  readonly user?: number | undefined;
  readonly item: number;
  /** The artist of a track, where `item` is its title. */
  readonly artist?: number | undefined;
  readonly rating: number;
  readonly time?: number | undefined;
  /** What the items are, by the header: "movie", "artist", "track"; empty when it does not say. */
  readonly itemWord: string;
  /** The header says that the numbers count plays. */
  readonly plays: boolean;
  /** Ratings are written with a decimal comma. */
  readonly decimalComma: boolean;
}

const userWords =
  /^(user(id|name|sha1)?|uid|person|listener|member|reviewer|rater|profile|account)$/;
const ratingWords = /^[a-z]*(rating|ratings|score|stars?)$|^(value|vote|grade|preference)$/;
const playWords =
  /^(weight|plays?|playcount|listens?|listencount|scrobbles|count|times?played|frequency)$/;
const timeWords = /^[a-z]*(time|timestamp|date|datetime)$|^(ts|(rated|created)(at|on)?|daterated)$/;
const itemWords =
  /^(item|movie|film|track|song|title|name|album|book|product|isbn|artist|work|anime|game)(id|name|title)?$/;

/** The form of a table of ratings by its first lines; undefined when they show no ratings. */
export function ratingLayout(
  lines: readonly string[],
  dialect: Dialect,
  nowMs: EpochMs,
): RatingLayout | undefined {
  const rows = lines.map((line) => splitLine(line, dialect).map((field) => field.trim()));
  const [first] = rows;
  if (first === undefined) return undefined;
  const words = first.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ""));
  const rating = words.findIndex((word) => ratingWords.test(word));
  const plays = words.findIndex((word) => playWords.test(word));
  const named = words.some((word) => itemWords.test(word) || userWords.test(word));
  if (named && Math.max(rating, plays) !== -1 && !first.some(isNumber)) {
    return withHeader(rows.slice(1), words, rating === -1 ? plays : rating, dialect);
  }
  return byPosition(rows, dialect, nowMs);
}

function withHeader(
  rows: readonly (readonly string[])[],
  words: readonly string[],
  rating: number,
  dialect: Dialect,
): RatingLayout | undefined {
  const find = (form: RegExp, but = -1): number | undefined => {
    const at = words.findIndex((word, column) => column !== but && form.test(word));
    return at === -1 ? undefined : at;
  };
  const artist = find(/^artist(name|title)?$/);
  const title = find(/^(track|song|title|name)(name|title)?$/, artist);
  const user = find(userWords);
  const time = find(timeWords);
  // An item of a kind that is not known here ("beer_id") is the column that is nothing else.
  const rest = words.findIndex((_, column) => ![user, time, rating].includes(column));
  const known = artist !== undefined && title !== undefined ? title : find(itemWords, rating);
  const item = known ?? (rest === -1 ? undefined : rest);
  if (item === undefined) return undefined;
  const sample = rows.map((fields) => fields[rating] ?? "");
  const decimalComma = usesDecimalComma(sample, dialect);
  return {
    dialect,
    header: true,
    user,
    item,
    artist: title === undefined ? undefined : artist,
    rating,
    time,
    itemWord: (words[item] ?? "").replace(/(?<=.)(id|name|title)$/, ""),
    plays: playWords.test(words[rating] ?? ""),
    decimalComma,
  };
}

/** Without a header: user, item, rating, time; or item, rating, time. */
function byPosition(
  rows: readonly (readonly string[])[],
  dialect: Dialect,
  nowMs: EpochMs,
): RatingLayout | undefined {
  const header = rows.length > 1 && !(rows[0] ?? []).some(isNumber);
  const body = header ? rows.slice(1) : rows;
  const most = (test: (field: string) => boolean, column: number): boolean =>
    body.filter((fields) => test(fields[column] ?? "")).length * 2 > body.length;
  const comma = (column: number): boolean =>
    usesDecimalComma(
      body.map((fields) => fields[column] ?? ""),
      dialect,
    );
  const number = (column: number): boolean => most(isNumber, column) || comma(column);
  const isTime = (field: string): boolean => {
    const time = anyTime(field);
    return time !== undefined && rateable(time, nowMs);
  };
  const base = { dialect, header, itemWord: "", plays: false };
  if (number(2) && !most(isTime, 2)) {
    const time = most(isTime, 3) ? 3 : undefined;
    return { ...base, user: 0, item: 1, rating: 2, time, decimalComma: comma(2) };
  }
  if (number(1) && (body[0]?.length === 2 || most(isTime, 2)) && !most(isTime, 1)) {
    const time = most(isTime, 2) ? 2 : undefined;
    return { ...base, item: 0, rating: 1, time, decimalComma: comma(1) };
  }
  return undefined;
}

function isNumber(field: string): boolean {
  return /^[+-]?\d+(\.\d+)?$/.test(field);
}

/** Where a comma does not separate fields, half of the broken numbers written with it decide. */
function usesDecimalComma(fields: readonly string[], { separator }: Dialect): boolean {
  if (separator === ",") return false;
  const comma = fields.filter((field) => /^\d+,\d+$/.test(field)).length;
  const point = fields.filter((field) => /^\d+\.\d+$/.test(field)).length;
  return comma > point && comma * 10 >= fields.length;
}
