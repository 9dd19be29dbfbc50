import { fault, type Result } from "../../base/result";
import type { Score } from "../../music/score";
import { fieldOf, readTune, type SourceLine } from "./read";
import { withoutComment } from "./text";

/** One tune of a file: the row it starts in, and what became of it. */
export interface TunebookEntry {
  readonly row: number;
  readonly result: Result<Score>;
}

/** Largest text read, in UTF-16 units, and most tunes in it. */
const MAX_TEXT = 32 * 2 ** 20;
const MAX_TUNES = 100_000;

/**
 * Reads every tune of an ABC file. Tunes start at `X:` and end at an empty line; a tune that cannot
 * be read has its fault and does not stop the rest. Text between tunes is passed over.
 *
 * @see The ABC music standard 2.1 (2011)
 */
export function parseTunebook(text: string): readonly TunebookEntry[] {
  if (text.length > MAX_TEXT) {
    return [{ row: 1, result: fault("The file is larger than 32 MB.", { row: 1 }) }];
  }
  const { tunes, defaults } = split(text);
  return tunes.slice(0, MAX_TUNES).map((lines) => ({
    row: lines[0]?.row ?? 1,
    result: readTune(lines, defaults),
  }));
}

/** Reads the first tune of a text. */
export function parseAbc(text: string): Result<Score> {
  const first = parseTunebook(text)[0];
  return (
    first?.result ?? fault("There is no tune in this text (no X: or K:).", { row: 1, column: 1 })
  );
}

function split(text: string): { tunes: SourceLine[][]; defaults: Map<string, string> } {
  const lines = sourceLines(text);
  const numbered = lines.some((line) => line.text.startsWith("X:"));
  const tunes: SourceLine[][] = [];
  const defaults = new Map<string, string>();
  let tune: SourceLine[] | undefined;
  for (const line of lines) {
    const field = fieldOf(line.text);
    const starts = field?.name === "X" || (!numbered && tune === undefined && field !== undefined);
    if (starts) tunes.push((tune = [line]));
    else if (line.text.trim() === "") tune = undefined;
    else if (tune !== undefined) tune.push(line);
    else if (tunes.length === 0 && field !== undefined && "MLQR".includes(field.name)) {
      defaults.set(field.name, withoutComment(field.text));
    }
  }
  return { tunes, defaults };
}

/** Lines without directives, comments and blocks of typeset text, which may hold anything. */
function sourceLines(text: string): SourceLine[] {
  let inText = false;
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r\n?|\n/)
    .map((line, i) => ({ row: i + 1, text: line }))
    .filter(({ text: line }) => {
      if (/^%%\s*begin/.test(line)) inText = true;
      const kept = !inText && !line.startsWith("%");
      if (/^%%\s*end/.test(line)) inText = false;
      return kept;
    });
}
