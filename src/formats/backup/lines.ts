import { Refusal } from "../text/refusal";
import { backupLimits } from "./manifest";

const NEWLINE = 0x0a;

/**
 * The JSON objects of a JSONL file, one a line. Strict, since we wrote it: UTF-8 and nothing else,
 * every line an object, the last one ended.
 *
 * @throws Refusal with file and row
 */
export async function* jsonLines(
  source: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let row = 0;
  for await (const line of byteLines(source, file)) {
    row++;
    let value: unknown;
    try {
      value = JSON.parse(decoder.decode(line));
    } catch {
      throw new Refusal("This row of the backup cannot be read.", { file, row });
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new Refusal("This row of the backup is no record.", { file, row });
    }
    yield value as Readonly<Record<string, unknown>>;
  }
}

async function* byteLines(
  source: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of source) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      const part = chunk.subarray(start, end === -1 ? chunk.length : end);
      held.push(part);
      heldBytes += part.length;
      if (heldBytes > backupLimits.lineBytes) {
        throw new Refusal("A row of the backup is longer than any that we write.", { file });
      }
      if (end === -1) break;
      yield held.length === 1 ? part : joined(held, heldBytes);
      held = [];
      heldBytes = 0;
      start = end + 1;
    }
  }
  if (heldBytes > 0) throw new Refusal(`${file} is cut off in the middle of a row.`, { file });
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
