import { fault, ok, type Result } from "../../base/result";
import type { Passages } from "./known-passages";
import { readRice, writeRice } from "./rice-code";

/** Bits of the low part in Rice's code: the mean gap is 64. */
const LOW_BITS = 6;
export const SPREAD = 2 ** LOW_BITS;
const HEAD = 8;

/** The number of passages and their range, 32 bits each, low byte first; then the hashes in Rice's code. */
export function writePassages({ hashes, range }: Passages): Uint8Array<ArrayBuffer> {
  const code = writeRice(hashes, LOW_BITS);
  const bytes = new Uint8Array(HEAD + code.length);
  const head = new DataView(bytes.buffer);
  head.setUint32(0, hashes.length, true);
  head.setUint32(4, range, true);
  bytes.set(code, HEAD);
  return bytes;
}

/** Refuses bytes that are not such a file. */
export function readPassages(bytes: Uint8Array): Result<Passages> {
  const damaged = () => fault("The index of known passages is damaged. Download it again.");
  if (bytes.length < HEAD) return damaged();
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEAD);
  const count = head.getUint32(0, true);
  const range = head.getUint32(4, true);
  if (count > (8 * bytes.length) / (LOW_BITS + 1)) return damaged();
  const hashes = readRice(bytes.subarray(HEAD), LOW_BITS, count);
  return hashes === undefined ? damaged() : ok({ hashes, range });
}
