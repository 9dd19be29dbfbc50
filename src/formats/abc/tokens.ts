import { alterationOf } from "./fields";

/** A length relative to the unit length. */
export type Fraction = readonly [over: number, under: number];

export interface NoteToken {
  readonly kind: "note";
  readonly letter: string;
  /** Octave of the letter; "C" is 4, "c" is 5. */
  readonly octave: number;
  /** Semitones when an accidental is written; absent otherwise. */
  readonly alteration?: number;
  readonly length: Fraction;
  readonly tied: boolean;
}

/** One sign of ABC music. Signs that do not change what sounds are not tokens. */
export type Token = { readonly column: number } & (
  | NoteToken
  | {
      readonly kind: "chord";
      readonly notes: readonly NoteToken[];
      readonly length: Fraction;
      readonly tied: boolean;
    }
  | { readonly kind: "rest"; readonly length: Fraction }
  | { readonly kind: "bars-rest"; readonly count: number }
  | {
      readonly kind: "bar";
      readonly repeatEnd: boolean;
      readonly repeatStart: boolean;
      readonly sectionEnd: boolean;
    }
  | { readonly kind: "ending"; readonly text: string }
  | { readonly kind: "broken"; readonly sign: ">" | "<"; readonly count: number }
  | {
      readonly kind: "tuplet";
      readonly notes: number;
      readonly time: number | undefined;
      readonly span: number;
    }
  | { readonly kind: "symbol"; readonly text: string }
  | { readonly kind: "field"; readonly name: string; readonly text: string }
  | { readonly kind: "tie" }
  | { readonly kind: "overlay" }
  | { readonly kind: "unknown"; readonly text: string }
);

const NOTE = /(\^{1,2}|_{1,2}|=)?([A-Ga-g])([,']{0,6})(\d{0,5})(\/{0,6})(\d{0,5})(\s?-)?/y;

type Body<T extends Token = Token> = T extends Token ? Omit<T, "column"> : never;
type Rule = readonly [RegExp, (found: RegExpExecArray) => Body | undefined];

const skip = (): undefined => undefined;

/** Tried in order at each place of a line; the first that fits makes the token. */
const RULES: readonly Rule[] = [
  [/[\s`$*;?#@\\)]+/y, skip],
  [NOTE, noteOf],
  [
    /[zx](\d{0,5})(\/{0,6})(\d{0,5})/y,
    ([, ...length]) => ({ kind: "rest", length: fractionOf(length) }),
  ],
  [/[ZX](\d{0,5})/y, ([, count]) => ({ kind: "bars-rest", count: Number(count || 1) })],
  [/\[([A-Za-z]):([^\]]{0,500})\]/y, ([, name = "", text = ""]) => ({ kind: "field", name, text })],
  [/\[(\d[\d,.-]{0,20})/y, ([, text = ""]) => ({ kind: "ending", text })],
  [/\.?(?:\[\|[|:\]]*|::+|:*\|[|:\]]*|:(?=\s*\|))/y, ([signs = ""]) => barOf(signs)],
  [/(?<=[|:]\s{0,3})(\d[\d,.-]{0,20})/y, ([text = ""]) => ({ kind: "ending", text })],
  [/\[([^\]|]{1,200})\](\d{0,5})(\/{0,6})(\d{0,5})(\s?-)?/y, chordOf],
  [/\((\d{1,2})(?::(\d{0,2}))?(?::(\d{0,2}))?/y, tupletOf],
  [
    /(>{1,3})|(<{1,3})/y,
    ([signs = ""]) => ({ kind: "broken", sign: signs[0] as ">" | "<", count: signs.length }),
  ],
  [/"([^"]{0,300})"/y, ([, text = ""]) => ({ kind: "symbol", text })],
  [/\{[^}]{0,300}\}|![^!|\s]{1,60}!|\+[a-zA-Z.()<>]{1,30}\+|[!(.~]|y\d{0,5}|[H-WYh-w]/y, skip],
  [/-/y, () => ({ kind: "tie" })],
  [/&/y, () => ({ kind: "overlay" })],
];

/** The tokens of one line of music, without its comment; columns count from 1. */
export function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    const start = at;
    let body: Body | undefined = { kind: "unknown", text: line[at] as string };
    for (const [pattern, make] of RULES) {
      pattern.lastIndex = at;
      const found = pattern.exec(line);
      if (found === null || found[0] === "") continue;
      body = make(found);
      at = start + found[0].length;
      break;
    }
    if (at === start) at++;
    if (body !== undefined) tokens.push({ ...body, column: start + 1 });
  }
  return tokens;
}

function noteOf(found: RegExpExecArray): NoteToken {
  const [, sign, letter = "C", marks = "", ...length] = found;
  const raised = letter === letter.toLowerCase() ? 5 : 4;
  const shift = [...marks].reduce((sum, mark) => sum + (mark === "'" ? 1 : -1), 0);
  return {
    kind: "note",
    letter: letter.toUpperCase(),
    octave: raised + shift,
    ...(sign === undefined ? {} : { alteration: alterationOf(sign) }),
    length: fractionOf(length),
    tied: length[3] !== undefined,
  };
}

function chordOf([, inside = "", ...rest]: RegExpExecArray): Body {
  const notes = tokenize(inside).filter((token) => token.kind === "note");
  const tied = rest[3] !== undefined || notes.some((note) => note.tied);
  if (notes.length === 0) return { kind: "unknown", text: "[" };
  return { kind: "chord", notes, length: fractionOf(rest), tied };
}

function fractionOf([over = "", slashes = "", under = ""]: readonly (
  string | undefined
)[]): Fraction {
  const halves = slashes.length === 0 ? 0 : slashes.length - (under === "" ? 0 : 1);
  return [over === "" ? 1 : Number(over), (under === "" ? 1 : Number(under)) * 2 ** halves];
}

function barOf(signs: string): Body {
  const lines = signs.replace(/[:.]/g, "");
  const repeatEnd = signs.startsWith(":") || signs.startsWith(".:");
  const repeatStart = signs.endsWith(":") && (lines !== "" || signs.length > 1);
  const section = /^\[\|+$|[^[].*\]/.test(lines) || (lines === "||" && !repeatEnd);
  return { kind: "bar", repeatEnd, repeatStart, sectionEnd: section };
}

function tupletOf([, notes = "", time = "", span = ""]: RegExpExecArray): Body {
  return {
    kind: "tuplet",
    notes: Number(notes),
    time: time === "" ? undefined : Number(time),
    span: span === "" ? Number(notes) : Number(span),
  };
}
