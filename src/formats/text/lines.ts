import { encodedChunks, join } from "./encoding";
import { Refusal } from "./refusal";
import type { ByteSource, ReadContext } from "./source";
import { Utf8Lines } from "./utf8lines";

/** A longer line is no table and no log: it would only fill memory. In bytes. */
export const LINE_LIMIT_BYTES = 1024 * 1024;

/**
 * Gives each line of a text file without its line end (LF or CRLF), rows counted from 1, in memory
 * of one chunk and one line. UTF-8, or UTF-16 by its mark; see Utf8Lines for other bytes.
 *
 * @throws Refusal at a line above LINE_LIMIT_BYTES
 */
export async function eachLine(
  source: ByteSource,
  context: ReadContext,
  onLine: (line: string, row: number) => void,
): Promise<void> {
  let row = 0;
  for await (const block of lineBlocks(source, context)) {
    for (let start = 0; start < block.length;) {
      const newline = block.indexOf("\n", start);
      const next = newline === -1 ? block.length : newline;
      const end = next > start && block.charCodeAt(next - 1) === 13 ? next - 1 : next;
      row++;
      if (end - start > LINE_LIMIT_BYTES) throw longLine(source.name, row);
      onLine(block.slice(start, end), row);
      start = next + 1;
    }
  }
}

/** The text of a file in pieces of any length, cut anywhere; for formats without lines (JSON). */
export async function* textPieces(
  source: ByteSource,
  context: ReadContext,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const { encoding, bytes } of encodedChunks(source, context)) {
    decoder ??= new TextDecoder(encoding);
    yield decoder.decode(bytes, { stream: true });
  }
  if (decoder !== undefined) yield decoder.decode();
}

async function* lineBlocks(source: ByteSource, context: ReadContext): AsyncGenerator<string> {
  const utf8 = new Utf8Lines(context.onRepair);
  let wide: TextDecoder | undefined;
  let wideRest = "";
  let rest: Uint8Array[] = [];
  let restBytes = 0;
  for await (const { encoding, bytes } of encodedChunks(source, context)) {
    if (encoding !== "utf-8") {
      wide ??= new TextDecoder(encoding);
      const text = wideRest + wide.decode(bytes, { stream: true });
      const cut = text.lastIndexOf("\n") + 1;
      wideRest = text.slice(cut);
      if (wideRest.length > LINE_LIMIT_BYTES) throw longLine(source.name);
      yield text.slice(0, cut);
      continue;
    }
    const cut = bytes.lastIndexOf(10) + 1;
    if (cut > 0) {
      yield utf8.decode(
        rest.length === 0 ? bytes.subarray(0, cut) : join([...rest, bytes.subarray(0, cut)]),
      );
      rest = [];
      restBytes = 0;
    }
    if (cut < bytes.length) rest.push(bytes.subarray(cut));
    restBytes += bytes.length - cut;
    if (restBytes > LINE_LIMIT_BYTES) throw longLine(source.name);
  }
  yield wide === undefined ? utf8.decode(join(rest)) : wideRest + wide.decode();
}

function longLine(file: string, row?: number): Refusal {
  const limit = LINE_LIMIT_BYTES / 1024 / 1024;
  return new Refusal(
    `${file} has a line longer than ${limit} MB, so it is not a table or a log that can be read.`,
    row === undefined ? { file } : { file, row },
  );
}
