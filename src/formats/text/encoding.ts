import type { ByteSource, ReadContext } from "./source";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

export interface EncodedChunk {
  readonly encoding: Encoding;
  readonly bytes: Uint8Array;
}

/** The encoding told by a byte order mark (UTF-8 without one) and the length of the mark. */
export function byteOrderMark(head: Uint8Array): { encoding: Encoding; length: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    return { encoding: "utf-8", length: 3 };
  }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", length: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", length: 2 };
  return { encoding: "utf-8", length: 0 };
}

/** The bytes of a source without its mark, each chunk with the encoding that the mark told. */
export async function* encodedChunks(
  source: ByteSource,
  context: ReadContext,
): AsyncGenerator<EncodedChunk> {
  let encoding: Encoding | undefined;
  let head = new Uint8Array();
  for await (const bytes of source.read(context)) {
    if (encoding !== undefined) {
      yield { encoding, bytes };
      continue;
    }
    head = join([head, bytes]);
    if (head.length < 3) continue;
    const mark = byteOrderMark(head);
    encoding = mark.encoding;
    yield { encoding, bytes: head.subarray(mark.length) };
  }
  if (encoding === undefined) {
    const mark = byteOrderMark(head);
    yield { encoding: mark.encoding, bytes: head.subarray(mark.length) };
  }
}

export function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
