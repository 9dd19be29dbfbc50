import { fault, ok, type Result } from "../../base/result";
import { sha256 } from "../../base/sha256";
import type { MelodyWeights } from "../melody/network";
import { adaptWeights, adapterSize, type Adapter } from "./adapter";
import { StyleCache } from "./cache";
import { MOST_COUNTED, readCounted, writeCounted, type StyleCounts } from "./counted";
import { fingerprint } from "./fingerprint";
import type { StyleReport } from "./report";

/** A style as its file holds it (docs/formats/style.md). */
export interface Style {
  readonly adapter: Adapter;
  /** The person's tunes, and how far what they do next is mixed in. */
  readonly counts?: StyleCounts;
  /** What the training led to. */
  readonly report: StyleReport;
}

const MAGIC = [0x89, 0x52, 0x53, 0x54, 0x0d, 0x0a, 0x1a, 0x0a];
const VERSION = 2;
const HASHED_FROM = 44;
const BASE_AT = 44;
const COUNTS_AT = 76;
const COSTS_AT = 88;
const SHARE_AT = 104;
const NUMBERS_AT = 108;

/** Writes a style that was learned upon these weights. */
export async function writeStyle(
  weights: MelodyWeights,
  { adapter: { values }, counts, report }: Style,
): Promise<Uint8Array> {
  const counted = writeCounted(counts?.tunes ?? []);
  const countedAt = NUMBERS_AT + 4 * values.length;
  const bytes = new Uint8Array(countedAt + counted.length);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint16(8, VERSION, true);
  bytes.set(await fingerprint(weights), BASE_AT);
  [values.length, report.tunes, Math.round(report.trainedMs)].forEach((count, i) =>
    view.setUint32(COUNTS_AT + 4 * i, count, true),
  );
  const { own, books } = report;
  [own.before, own.after, books.before, books.after].forEach((cost, i) =>
    view.setFloat32(COSTS_AT + 4 * i, cost, true),
  );
  view.setFloat32(SHARE_AT, counts?.share ?? 0, true);
  bytes.set(counted, countedAt);
  values.forEach((value, i) => view.setFloat32(NUMBERS_AT + 4 * i, value, true));
  bytes.set(await sha256(bytes.subarray(HASHED_FROM)), 12);
  return bytes;
}

/**
 * Reads a style for use upon these weights, and refuses one that is not whole, was learned upon
 * others, or holds a number that is not finite.
 */
export async function readStyle(weights: MelodyWeights, bytes: Uint8Array): Promise<Result<Style>> {
  const size = adapterSize(weights);
  if (bytes.length < NUMBERS_AT || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    return fault("This is not a style that Refrain wrote.");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint16(8, true);
  if (version !== VERSION) {
    return fault(`This style is of version ${version}; this app reads version ${VERSION}.`);
  }
  const [count, tunes, trainedMs] = [0, 1, 2].map((i) => view.getUint32(COUNTS_AT + 4 * i, true));
  const countedAt = NUMBERS_AT + 4 * size;
  const beyond = bytes.length - countedAt;
  if (count !== size || beyond < 0 || beyond > MOST_COUNTED) {
    return fault("This style is not of the size that the melody model needs.");
  }
  if (!same(await sha256(bytes.subarray(HASHED_FROM)), bytes.subarray(12, HASHED_FROM))) {
    return fault("This style was changed or cut short after it was written (its SHA-256 differs).");
  }
  if (!same(await fingerprint(weights), bytes.subarray(BASE_AT, COUNTS_AT))) {
    return fault("This style was learned upon another melody model. Learn it again.");
  }
  const float = (at: number) => view.getFloat32(at, true);
  const values = Float32Array.from({ length: size }, (_, i) => float(NUMBERS_AT + 4 * i));
  const costs = [0, 1, 2, 3].map((i) => float(COSTS_AT + 4 * i));
  const share = float(SHARE_AT);
  const counted = readCounted(bytes.subarray(countedAt));
  if (!(share >= 0 && share <= 1) || counted === undefined) {
    return fault("This style holds tunes that cannot be read.");
  }
  if (!values.every(Number.isFinite) || !costs.every((cost) => cost >= 0 && cost < 1_000)) {
    return fault("This style has a number that cannot be used.");
  }
  const [ownBefore, ownAfter, booksBefore, booksAfter] = costs as [number, number, number, number];
  return ok({
    adapter: { values },
    ...(counted.length === 0 ? {} : { counts: { share, tunes: counted } }),
    report: {
      tunes: tunes as number,
      own: { before: ownBefore, after: ownAfter },
      books: { before: booksBefore, after: booksAfter },
      kept: true,
      trainedMs: trainedMs as number,
    },
  });
}

/** The network with a style, and the counts of its tunes. */
export function styled(
  weights: MelodyWeights,
  { adapter, counts }: Style,
): { readonly weights: MelodyWeights; readonly cache?: StyleCache } {
  const cache = counts && { cache: new StyleCache(counts.tunes, counts.share) };
  return { weights: adaptWeights(weights, adapter), ...cache };
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
