import { ByteWriter, type ByteReader } from "./bytes";
import { packLimits } from "./layout";

/** How much text a file may still bring; shared by all its columns. */
export class TextBudget {
  #left: number = packLimits.textBytes;

  /** False when the text is spent. */
  spend(bytes: number): boolean {
    this.#left -= bytes;
    return this.#left >= 0;
  }
}

/**
 * A column of texts, each as the number of bytes that it shares with the one before and the bytes
 * that follow: first all the shares, then all the lengths, then all the bytes. Sorted texts take
 * the least room; any order is kept.
 */
export function writeStrings(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const [shares, lengths, rest] = [new ByteWriter(), new ByteWriter(), new ByteWriter()];
  let before = new Uint8Array();
  for (const text of texts) {
    const bytes = encoder.encode(text);
    const share = sharedBytes(before, bytes);
    shares.number(share);
    lengths.number(bytes.length - share);
    rest.bytes(bytes.subarray(share));
    before = bytes;
  }
  const column = new ByteWriter();
  for (const part of [shares, lengths, rest]) column.bytes(part.finish());
  return column.finish();
}

/** @throws Refusal when the column is no text, too long, or holds more or less than `count` */
export function readStrings(reader: ByteReader, count: number, budget: TextBudget): string[] {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const shares = readNumbers(reader, count);
  const lengths = readNumbers(reader, count);
  const current = new Uint8Array(packLimits.stringBytes);
  const texts: string[] = [];
  let length = 0;
  for (let n = 0; n < count; n++) {
    const share = shares[n] as number;
    const more = lengths[n] as number;
    if (share > length) throw reader.refusal("shares more than there was");
    if (share + more > packLimits.stringBytes) throw reader.refusal("holds a text too long");
    if (!budget.spend(share + more)) throw reader.refusal("unfolds to too much text");
    current.set(reader.bytes(more), share);
    length = share + more;
    try {
      texts.push(decoder.decode(current.subarray(0, length)));
    } catch {
      throw reader.refusal("holds bytes that are no text");
    }
  }
  reader.end();
  return texts;
}

/** `count` numbers; each takes a byte at least, so a false count ends soon. */
export function readNumbers(reader: ByteReader, count: number): Uint32Array {
  if (count > reader.data.length) throw reader.refusal("ends too early");
  const numbers = new Uint32Array(count);
  for (let n = 0; n < count; n++) numbers[n] = reader.number();
  return numbers;
}

function sharedBytes(a: Uint8Array, b: Uint8Array): number {
  const most = Math.min(a.length, b.length);
  let share = 0;
  while (share < most && a[share] === b[share]) share++;
  return share;
}
