import { splitPlain, splitQuoted, type Dialect, type Separator } from "./delimited";
import { byteOrderMark } from "./encoding";
import { readHead, type ByteSource, type ReadContext } from "./source";
import { Utf8Lines } from "./utf8lines";

/** Enough to see the form of a table or a log. Bytes. */
const HEAD_BYTES = 64 * 1024;
const HEAD_LINES = 100;

/** The beginning of a file, as text. */
export interface Head {
  readonly text: string;
  /** At most 100 lines that are not empty, without a last one that is cut off. */
  readonly lines: readonly string[];
}

/** The beginning of a file; undefined when it is not text. */
export async function sniffHead(
  source: ByteSource,
  context: ReadContext,
): Promise<Head | undefined> {
  const bytes = await readHead(source, context, HEAD_BYTES);
  const mark = byteOrderMark(bytes);
  const body = bytes.subarray(mark.length);
  if (mark.encoding !== "utf-8") return head(new TextDecoder(mark.encoding).decode(body), bytes);
  if (body.includes(0)) return undefined;
  return head(new Utf8Lines().decode(body), bytes);
}

function head(text: string, bytes: Uint8Array): Head {
  const lines = text.split(/\r?\n/);
  if (bytes.length === HEAD_BYTES && lines.length > 1) lines.pop();
  return { text, lines: lines.filter((line) => line !== "").slice(0, HEAD_LINES) };
}

const separators: readonly Separator[] = ["\t", "::", ";", "|", ",", " "];

/**
 * How a table is written: the separator that gives the most lines the same number of fields, at
 * least two; a rarer sign wins a tie. Undefined when none does so for half of the lines.
 */
export function sniffDialect(lines: readonly string[]): Dialect | undefined {
  let best: Dialect | undefined;
  let bestShare = 0.5;
  for (const separator of separators) {
    const quoted = separator === "," || separator === ";";
    const counts = new Map<number, number>();
    for (const line of lines) {
      const count = splitLine(line, { separator, quoted }).length;
      if (count > 1) counts.set(count, (counts.get(count) ?? 0) + 1);
    }
    const share = Math.max(0, ...counts.values()) / lines.length;
    if (share > bestShare || (share === bestShare && best === undefined)) {
      best = { separator, quoted };
      bestShare = share;
    }
  }
  return best;
}

/** The fields of one line of the head; a quotation mark left open takes the rest of the line. */
export function splitLine(line: string, { separator, quoted }: Dialect): string[] {
  const fields = quoted && line.includes('"') ? splitQuoted(line, separator) : undefined;
  return fields ?? splitPlain(line, separator);
}
