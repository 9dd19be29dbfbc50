import { eachLine } from "./lines";
import type { ByteSource, ReadContext } from "./source";

export type Separator = "\t" | "," | ";" | "|" | "::" | " ";

export interface Dialect {
  readonly separator: Separator;
  /** Fields may stand in quotation marks (RFC 4180): a field may then hold separators and line ends. */
  readonly quoted: boolean;
}

/** A quoted field that spans more lines than this has lost its closing mark. */
const RECORD_LINES = 16;

/**
 * Gives the fields of each record of a table, with the row of its first line (from 1). Empty
 * lines are passed over.
 *
 * @param onBroken  told a row whose quotation mark is never closed; reading goes on below it
 * @param shortcut  asked first about each line that begins a record; true when it took the line
 */
export async function eachRecord(
  source: ByteSource,
  dialect: Dialect,
  context: ReadContext,
  onRecord: (fields: readonly string[], row: number) => void,
  onBroken: (row: number) => void,
  shortcut: (line: string, row: number) => boolean = () => false,
): Promise<void> {
  const { separator, quoted } = dialect;
  if (!quoted) {
    return eachLine(source, context, (line, row) => {
      if (line !== "" && !shortcut(line, row)) onRecord(splitPlain(line, separator), row);
    });
  }
  let open: string[] = [];
  let openRow = 0;

  const take = (line: string, row: number): void => {
    if (open.length === 0) {
      if (line === "" || shortcut(line, row)) return;
      if (!line.includes('"')) return onRecord(splitPlain(line, separator), row);
      openRow = row;
    }
    open.push(line);
    const fields = splitQuoted(open.join("\n"), separator);
    if (fields !== undefined) {
      open = [];
      onRecord(fields, openRow);
    } else if (open.length >= RECORD_LINES) giveUp();
  };
  const giveUp = (): void => {
    const [, ...below] = open;
    const brokenRow = openRow;
    open = [];
    onBroken(brokenRow);
    below.forEach((line, index) => take(line, brokenRow + 1 + index));
  };

  await eachLine(source, context, take);
  while (open.length > 0) giveUp();
}

/** The fields of a line without quotation marks; any run of spaces separates as one. */
export function splitPlain(line: string, separator: Separator): string[] {
  return separator === " " ? line.trim().split(/\s+/) : line.split(separator);
}

/** The fields of a record with quotation marks; undefined while one is still open. */
export function splitQuoted(record: string, separator: Separator): string[] | undefined {
  const fields: string[] = [];
  for (let at = 0; at <= record.length;) {
    const start = skipBlanks(record, at, separator);
    if (record[start] !== '"') {
      const next = record.indexOf(separator, at);
      const end = next === -1 ? record.length : next;
      fields.push(record.slice(at, end));
      at = end + separator.length;
      continue;
    }
    let close = record.indexOf('"', start + 1);
    while (close !== -1 && record[close + 1] === '"') close = record.indexOf('"', close + 2);
    if (close === -1) return undefined;
    const next = record.indexOf(separator, close + 1);
    const end = next === -1 ? record.length : next;
    const tail = record.slice(close + 1, end).trimEnd();
    fields.push(record.slice(start + 1, close).replaceAll('""', '"') + tail);
    at = end + separator.length;
  }
  return fields;
}

function skipBlanks(record: string, at: number, separator: Separator): number {
  if (separator === " ") return at;
  while (record[at] === " ") at++;
  return at;
}
