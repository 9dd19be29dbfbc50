import { fault, ok, type Result } from "../../base/result";

/** Who, what, how much, when, as columns; users and items are numbered as they first appear. */
export interface TripleColumns {
  readonly userIds: readonly string[];
  readonly itemIds: readonly string[];
  readonly user: Uint32Array;
  readonly item: Uint32Array;
  /** 1 where the file has no third column. */
  readonly value: Float64Array;
  /** The fourth column: a time, or the fold of a split; absent where the file has none. */
  readonly extra?: Float64Array;
}

const separators = ["::", "\t", ",", " "] as const;

/**
 * Reads lines of user, item, optional value, optional time, separated by tab, comma, `::` or
 * blanks. The separator is that of the first line. A first line whose value is no number, or
 * whose ids look unlike those of the second, is a header.
 *
 * @param text  the whole file; a byte-order mark, blank lines and CRLF are tolerated
 * @returns     the fault names the first row that cannot be read
 * @example readTriples("ann,up,4\nbob,up,2")  // 2 users, 1 item
 */
export function readTriples(text: string): Result<TripleColumns> {
  const lines = lineBounds(text);
  if (lines.length === 0) return fault("The file is empty.");
  const separator = separators.find((s) => lineAt(text, lines, 0).includes(s));
  if (separator === undefined) {
    return fault("No tab, comma, :: or blank between user and item.", { row: 1 });
  }
  const first = lineAt(text, lines, 0).split(separator);
  const second = lines.length > 2 ? lineAt(text, lines, 1).split(separator) : undefined;
  const from = isHeader(first, second) ? 1 : 0;
  const width = Math.min(4, (from === 1 && second ? second : first).length);
  return readRows(text, lines, from, separator, width);
}

function readRows(
  text: string,
  lines: Uint32Array,
  from: number,
  separator: string,
  width: number,
): Result<TripleColumns> {
  const count = lines.length / 2 - from;
  const users = new Numbering();
  const items = new Numbering();
  const user = new Uint32Array(count);
  const item = new Uint32Array(count);
  const value = new Float64Array(count).fill(1);
  const extra = new Float64Array(count);
  for (let e = 0; e < count; e++) {
    const fields = lineAt(text, lines, from + e).split(separator);
    const row = lineNumber(text, lines, from + e);
    const userId = (fields[0] as string).trim();
    const itemId = (fields[1] ?? "").trim();
    if (userId === "" || itemId === "") return fault(`Row ${row()} lacks a user or an item.`);
    user[e] = users.of(userId);
    item[e] = items.of(itemId);
    if (width > 2) {
      value[e] = Number(fields[2] || Number.NaN);
      if (!Number.isFinite(value[e])) {
        return fault(`Row ${row()}: "${(fields[2] ?? "").trim()}" is not a number.`);
      }
    }
    if (width > 3) extra[e] = Number(fields[3]);
  }
  const columns = { userIds: users.ids, itemIds: items.ids, user, item, value };
  return ok(width > 3 ? { ...columns, extra } : columns);
}

/** Start and end of each line that is not blank, alternating. */
function lineBounds(text: string): Uint32Array {
  const bounds: number[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (start < text.length) {
    let next = text.indexOf("\n", start);
    if (next < 0) next = text.length;
    let end = next;
    while (end > start && text.charCodeAt(end - 1) <= 32) end--;
    if (end > start) bounds.push(start, end);
    start = next + 1;
  }
  return Uint32Array.from(bounds);
}

function lineAt(text: string, bounds: Uint32Array, line: number): string {
  return text.slice(bounds[2 * line], bounds[2 * line + 1]);
}

/** The number of a line in the file, blank lines counted; only worked out for a message. */
function lineNumber(text: string, bounds: Uint32Array, line: number): () => number {
  return () => text.slice(0, bounds[2 * line]).split("\n").length;
}

function isHeader(first: readonly string[], second: readonly string[] | undefined): boolean {
  const isNumber = (field: string | undefined) => /^\s*-?\d+(\.\d+)?\s*$/.test(field ?? "");
  if (first.length > 2) return !isNumber(first[2]);
  if (second === undefined) return false;
  return [0, 1].some((c) => !isNumber(first[c]) && isNumber(second[c]));
}

/** Numbers names 0, 1, 2, … as they come. */
class Numbering {
  readonly ids: string[] = [];
  private readonly numbers = new Map<string, number>();

  of(id: string): number {
    let number = this.numbers.get(id);
    if (number === undefined) {
      number = this.ids.length;
      this.numbers.set(id, number);
      this.ids.push(id);
    }
    return number;
  }
}
