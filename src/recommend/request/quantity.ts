import { isWhole } from "./fold";
import { decade, numberWords } from "./lexicon/numbers";
import type { Entry } from "./wish";

/** Something said with a number, and where it ends. */
export type Quantity = { readonly end: number } & (
  | { readonly is: "tracks" | "minutes"; readonly value: number }
  /** An era, or a tempo. */
  | { readonly is: "wish"; readonly entry: Entry }
  /** A number that waits for its noun: "20 calm songs". */
  | { readonly is: "number"; readonly value: number }
);

const tempo = /(\d{2,3})(?: ?(?:-|–|~|to|and|到|至) ?(\d{2,3}))? ?(?:bpm|拍)/y;
const span = /((?:19|20)\d\d) ?(?:-|–|~|to|到|至) ?((?:19|20)\d\d)(?!\d)年?/y;
const decades = /(19|20)?(\d)0(?:'?s(?![a-z])|年代)/y;
const year = /((?:19|20)\d\d)(?!\d)年?/y;
const chineseDecades = /([二三四五六七八九])十年代/y;
const digits = /\d{1,4}(?:\.\d{1,2})?/y;
const chineseNumber = /([一二两三四五六七八九]?)(十?)([一二两三四五六七八九]?)(?:个?(半))?/y;
const unit =
  /[ -]?(?:(songs?|tracks?|pieces?|tunes?|titles?|首|支)|(minutes?|mins?|分钟)|(?:个)?(hours?|hrs?|小时|钟头))(?![a-z])/y;
const andHalf = / and a half(?![a-z])/y;

/** What a number at a place of a folded text says; nothing where there is none. */
export function quantityAt(text: string, from: number): Quantity | undefined {
  return eraOrTempo(text, from) ?? amount(text, from);
}

function eraOrTempo(text: string, from: number): Quantity | undefined {
  const wish = (match: RegExpExecArray, entry: Entry): Quantity => {
    return { is: "wish", entry, end: from + match[0].length };
  };
  let match = at(tempo, text, from);
  if (match) {
    const low = Number(match[1]);
    const high = Number(match[2] ?? match[1]);
    return wish(match, tempoEntry(Math.min(low, high), Math.max(low, high)));
  }
  match = at(span, text, from);
  if (match) return wish(match, yearsEntry(Number(match[1]), Number(match[2])));
  match = at(decades, text, from);
  if (match) {
    const tens = Number(match[2]) * 10;
    const century = match[1] ? Number(match[1]) * 100 : tens < 30 ? 2000 : 1900;
    return wish(match, decade(century + tens));
  }
  match = at(chineseDecades, text, from);
  if (match)
    return wish(match, decade(1900 + 10 * " 一二三四五六七八九".indexOf(match[1] as string)));
  match = at(year, text, from);
  return match ? wish(match, yearsEntry(Number(match[1]), Number(match[1]))) : undefined;
}

function amount(text: string, from: number): Quantity | undefined {
  const number = numberAt(text, from);
  if (number === undefined) return undefined;
  const match = at(unit, text, number.end);
  if (!match) return number.digits ? { is: "number", ...number } : undefined;
  const end = number.end + match[0].length;
  if (match[1] !== undefined) return { is: "tracks", value: Math.round(number.value), end };
  if (match[2] !== undefined) return { is: "minutes", value: number.value, end };
  const half = at(andHalf, text, end);
  const hours = number.value + (half ? 0.5 : 0);
  return { is: "minutes", value: hours * 60, end: end + (half?.[0].length ?? 0) };
}

function numberAt(text: string, from: number) {
  const written = at(digits, text, from);
  if (written) return { value: Number(written[0]), end: from + written[0].length, digits: true };
  const chinese = at(chineseNumber, text, from);
  if (chinese && chinese[0] !== "") {
    return { value: chineseValue(chinese), end: from + chinese[0].length, digits: false };
  }
  for (const [word, value] of numberWords) {
    const end = from + word.length;
    if (text.startsWith(word, from) && isWhole(text, from, end))
      return { value, end, digits: false };
  }
  return undefined;
}

function chineseValue([, tens = "", ten, ones = "", half]: RegExpExecArray): number {
  const digit = (sign: string) => (sign === "两" ? 2 : " 一二三四五六七八九".indexOf(sign || " "));
  const value = ten ? 10 * (digit(tens) || 1) + digit(ones) : digit(tens);
  return value + (half ? 0.5 : 0);
}

function tempoEntry(low: number, high: number): Entry {
  const term = low === high ? `${low} bpm` : `${low}–${high} bpm`;
  // One number is meant roughly: 4 % is about what can be heard.
  const range = low === high ? { low: low * 0.96, high: high * 1.04 } : { low, high };
  return { term, kind: "tempo", targets: [{ on: "tempo", ...range }], words: [] };
}

function yearsEntry(a: number, b: number): Entry {
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  const term = low === high ? `${low}` : `${low}–${high}`;
  return {
    term,
    kind: "era",
    targets: [{ on: "year", low, high }],
    words: low === high ? [term] : [],
  };
}

/** A match that begins at a place: the patterns are short and cannot run on. */
function at(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}
