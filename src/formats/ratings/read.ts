import { cleanText, shown } from "../text/clean";
import { eachRecord } from "../text/delimited";
import type { LeftOut } from "../text/rows";
import type { ByteSource, ReadContext } from "../text/source";
import { anyTime, rateable } from "../text/times";
import type { Scale } from "./community";
import type { RatingLayout } from "./layout";
import { NumericLines } from "./numeric";
import type { Triples } from "./triples";

/** Separates artist and title in the name of a track; no cleaned name holds it. */
export const NAME_JOINT = "\u0000";

/**
 * Values that are no numbers, told at the end, when the scale is known and the message can name
 * it. Only the first are kept with their text.
 */
export class BadValues {
  readonly #kept: { readonly file: string; readonly row: number; readonly text: string }[] = [];
  #more = 0;

  add(file: string, row: number, text: string): void {
    if (this.#kept.length < 1000) this.#kept.push({ file, row, text: shown(text) });
    else this.#more++;
  }

  report(scale: Scale, left: LeftOut): void {
    for (const { file, row, text } of this.#kept) {
      left.reject(file, row, `${text} is not ${scaleWords(scale)}.`);
    }
    left.rejectedCount += this.#more;
  }
}

/** "a rating between 1 and 5", or "a count of plays". */
export function scaleWords(scale: Scale): string {
  return scale.kind === "plays"
    ? "a count of plays above 0"
    : `a rating between ${scale.min} and ${scale.max}`;
}

/** Reads a table of ratings into `triples`; a table without users is read as one person's. */
export async function readRatings(
  source: ByteSource,
  layout: RatingLayout,
  context: ReadContext,
  triples: Triples,
  bad: BadValues,
  left: LeftOut,
): Promise<void> {
  const { user, item, artist, rating, time, decimalComma } = layout;
  const last = Math.max(user ?? 0, item, artist ?? 0, rating);
  const reject = (row: number, reason: string): void => left.reject(source.name, row, reason);
  triples.beginFile(source.name);
  const numbers = new NumericLines(layout, context.nowMs);
  let headerSeen = !layout.header;
  await eachRecord(
    source,
    layout.dialect,
    context,
    (fields, row) => {
      if (!headerSeen) {
        headerSeen = true;
        return;
      }
      if (fields.length <= last) {
        if (fields.length === 1 && fields[0]?.trim() === "") return;
        return reject(row, `This row has ${fields.length} of at least ${last + 1} columns.`);
      }
      const who = user === undefined ? "" : cleanText(fields[user] ?? "");
      if (who === "" && user !== undefined) return reject(row, "The user is missing.");
      const what = itemName(fields, item, artist);
      if (what === "") return reject(row, "The item is missing.");
      const text = fields[rating] ?? "";
      const value = parseValue(text, decimalComma);
      if (value === undefined) {
        if (text.trim() === "") return left.skip("unrated");
        return bad.add(source.name, row, text);
      }
      const timeMs = time === undefined ? 0 : ratingTime(fields[time] ?? "", context.nowMs);
      if (timeMs === undefined) {
        return reject(row, `${shown(fields[time ?? 0] ?? "")} is not a possible time of a rating.`);
      }
      triples.add(who, what, value, timeMs, row);
    },
    (row) => reject(row, "A quotation mark in this row is never closed."),
    (line, row) => {
      if (!headerSeen || !numbers.read(line)) return false;
      const { users, items } = triples;
      const { value, timeSec } = numbers;
      triples.push(users.integer(numbers.user), items.integer(numbers.item), value, timeSec, row);
      return true;
    },
  );
}

function itemName(fields: readonly string[], item: number, artist: number | undefined): string {
  const name = cleanText(fields[item] ?? "");
  if (artist === undefined || name === "") return name;
  const by = cleanText(fields[artist] ?? "");
  return by === "" ? "" : by + NAME_JOINT + name;
}

const numberForm = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?$/i;

function parseValue(text: string, decimalComma: boolean): number | undefined {
  const plain = text.trim();
  const point = decimalComma ? plain.replace(",", ".") : plain;
  if (!numberForm.test(point)) return undefined;
  const value = Number(point);
  return Number.isFinite(Math.fround(value)) ? value : undefined;
}

/** 0 when no time is given, undefined when it is impossible. */
function ratingTime(text: string, nowMs: number): number | undefined {
  const plain = text.trim();
  if (plain === "" || plain === "0") return 0;
  const time = anyTime(plain);
  return time !== undefined && rateable(time, nowMs) ? time : undefined;
}
