import type { Tokenizer } from "../../nn/tokenizer/tokenizer";

/** Token numbers of what verse is told by (docs/formats/verse-tokens.md). */
export interface VerseCodes {
  readonly verse: number;
  readonly plain: number;
  readonly theme: number;
  readonly begin: number;
  readonly middle: number;
  readonly to: number;
  readonly line: number;
  readonly stanza: number;
  readonly end: number;
  /** Of a line of 1–16 syllables, more counting as 16. */
  readonly syllables: (count: number) => number;
}

const MOST_SYLLABLES = 16;

/** @throws RangeError with the name of a token that the model lacks */
export function verseCodes({ special }: Tokenizer): VerseCodes {
  const code = (name: string): number => {
    const token = special[`<${name}>`];
    if (token === undefined) throw new RangeError(`The words model has no token <${name}>`);
    return token;
  };
  return {
    verse: code("verse"),
    plain: code("plain"),
    theme: code("theme"),
    begin: code("begin"),
    middle: code("middle"),
    to: code("to"),
    line: code("line"),
    stanza: code("stanza"),
    end: code("end"),
    syllables: (count) => code(String(Math.max(1, Math.min(count, MOST_SYLLABLES)))),
  };
}

/** Pieces with a leading space that begin no word: opening quotation marks and brackets. */
const OPENING: ReadonlySet<string> = new Set([' "', " (", " '"]);

/** Whether a piece begins a word: it has the space that stands before each. */
export function beginsWord(piece: string): boolean {
  return piece.startsWith(" ") && !OPENING.has(piece);
}
