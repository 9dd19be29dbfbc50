import { fault, ok, type Result } from "../../base/result";

/** A line of a text and where it stands; rows count from 1. */
export interface TextLine {
  readonly row: number;
  readonly text: string;
}

export type Stanza = readonly TextLine[];

/** Longer is no song: in UTF-16 units, in lines. */
const MOST_TEXT = 1_000_000;
const MOST_LINES = 2_000;

/** The stanzas of a text: apart by empty lines; a line that begins with # is a title and left out. */
export function stanzasOf(text: string): Result<readonly Stanza[]> {
  if (text.length > MOST_TEXT) return fault("The words are longer than a million characters.");
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  const stanzas: TextLine[][] = [[]];
  let count = 0;
  for (const [i, line] of lines.entries()) {
    const words = line.trim();
    const row = i + 1;
    if (words === "") stanzas.push([]);
    else if (words.startsWith("#")) continue;
    else if (++count > MOST_LINES)
      return fault(`There are more than ${MOST_LINES} lines.`, { row });
    else stanzas.at(-1)?.push({ row, text: words });
  }
  const found = stanzas.filter((stanza) => stanza.length > 0);
  return found.length > 0 ? ok(found) : fault("There are no words in this text.", { row: 1 });
}
