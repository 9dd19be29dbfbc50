import * as v from "valibot";
import { fault, ok, type Result } from "../../base/result";
import { sha256Hex } from "../../base/sha256";
import type { RunIndex } from "./run-index";

/** The runs of the training books, and what is usual among the books' own tunes. */
export interface Corpus {
  readonly index: RunIndex;
  /** By place in the index. */
  readonly titles: readonly string[];
  /** Share of a tune of the books with its nearest, at each percentile 0–100 of those tunes. */
  readonly percentiles: readonly number[];
}

const MAX_PAIRS = 4_000_000;

const config = v.object({
  format: v.literal("originality-index/1"),
  pairs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_PAIRS)),
  weights: v.object({
    file: v.literal("index.bin"),
    bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  }),
  titles: v.pipe(v.array(v.string()), v.maxLength(65_536)),
  percentiles: v.pipe(v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))), v.length(101)),
});

/**
 * The bytes of an index: for every pair the distance of its hash from the one before, in LEB128
 * (seven bits a byte, low first, the high bit set where more follow); then the tune of every pair,
 * 16 bits, low byte first.
 */
export function writeIndex({ hashes, tunes }: RunIndex): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let before = 0;
  for (const hash of hashes) {
    let rest = hash - before;
    before = hash;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
    bytes.push(rest);
  }
  for (const tune of tunes) bytes.push(tune & 255, tune >> 8);
  return Uint8Array.from(bytes);
}

/**
 * Reads an index and refuses one that is not whole.
 *
 * @param head   config.json, parsed
 * @param bytes  index.bin
 */
export async function readIndex(head: unknown, bytes: Uint8Array): Promise<Result<Corpus>> {
  const parsed = v.safeParse(config, head);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return refuse(`config.json, ${v.getDotPath(issue) ?? "as a whole"}: ${issue.message}`);
  }
  const { titles, percentiles, pairs, weights } = parsed.output;
  if (bytes.length !== weights.bytes) {
    return refuse(`index.bin has ${bytes.length} bytes instead of ${weights.bytes}`);
  }
  if ((await sha256Hex(bytes)) !== weights.sha256)
    return refuse("index.bin is another file (its SHA-256 differs)");
  const index = unpacked(bytes, pairs);
  if (index === undefined || index.tunes.some((tune) => tune >= titles.length)) {
    return refuse("index.bin does not hold what config.json says");
  }
  return ok({ index, titles, percentiles });
}

function unpacked(bytes: Uint8Array, pairs: number): RunIndex | undefined {
  const hashes = new Uint32Array(pairs);
  const tunes = new Uint16Array(pairs);
  const tunesAt = bytes.length - 2 * pairs;
  let at = 0;
  let hash = 0;
  for (let i = 0; i < pairs; i++) {
    for (let unit = 1; ; unit *= 128) {
      if (at >= tunesAt || unit > 2 ** 28) return undefined;
      const byte = bytes[at++] as number;
      hash += (byte & 127) * unit;
      if (byte < 128) break;
    }
    if (hash > 0xffffffff) return undefined;
    hashes[i] = hash;
    tunes[i] = (bytes[tunesAt + 2 * i] as number) | ((bytes[tunesAt + 2 * i + 1] as number) << 8);
  }
  return at === tunesAt ? { hashes, tunes } : undefined;
}

function refuse(reason: string): Result<never> {
  return fault(`The index of known tunes cannot be used: ${reason}. Download it again.`);
}
