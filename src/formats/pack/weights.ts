import type { PackWeights } from "../../recommend/pack";
import { ByteReader, ByteWriter, bytesOf, fromPlanes, planesOf } from "./bytes";
import { packLimits } from "./layout";
import type { Sections } from "./sections";
import { readNumbers } from "./strings";

/**
 * The parts of the weights. Items are numbered by popularity here, the most popular first: these
 * stand in most lists, so that the gaps between the numbers of a list are small and alike, and
 * the items without weights stand together at the end.
 */
export function writeWeights(weights: PackWeights, popularity: Uint32Array): Sections {
  const { ptr, index, value, scale } = weights;
  const targets = itemsByRank(popularity);
  const rank = ranksOf(targets);
  const [counts, gaps, values] = [new ByteWriter(), new ByteWriter(), new ByteWriter()];
  for (const target of targets) {
    const start = ptr[target] as number;
    const end = ptr[target + 1] as number;
    counts.number(end - start);
    const order = Uint32Array.from({ length: end - start }, (_, n) => start + n);
    order.sort((a, b) => rankOf(rank, index, a) - rankOf(rank, index, b));
    let next = 0;
    for (const entry of order) {
      const r = rankOf(rank, index, entry);
      gaps.number(r - next);
      next = r + 1;
      values.byte(value[entry] as number);
    }
  }
  return {
    wcnt: counts.finish(),
    widx: gaps.finish(),
    wval: values.finish(),
    wscl: writeScales(scale, targets),
  };
}

/** @throws Refusal when the parts do not fit together */
export function readWeights(sections: Sections, popularity: Uint32Array): PackWeights {
  const items = popularity.length;
  const targets = itemsByRank(popularity);
  const ptr = readOffsets(readerOf(sections, "wcnt"), targets);
  const entries = ptr[items] as number;
  const gaps = readerOf(sections, "widx");
  if (entries > gaps.data.length) throw gaps.refusal("ends too early");
  const values = readerOf(sections, "wval");
  const index = new Uint32Array(entries);
  const value = new Int8Array(entries);
  for (const target of targets) {
    const [start, end] = [ptr[target] as number, ptr[target + 1] as number];
    const row: { source: number; value: number }[] = [];
    for (let entry = start, next = 0; entry < end; entry++) {
      const rank = next + gaps.number();
      if (rank >= items) throw gaps.refusal("names an item that is not there");
      row.push({ source: targets[rank] as number, value: values.byte() });
      next = rank + 1;
    }
    row.sort((a, b) => a.source - b.source);
    row.forEach((one, n) => {
      index[start + n] = one.source;
      value[start + n] = one.value;
    });
  }
  gaps.end();
  values.end();
  return { ptr, index, value, scale: readScales(sections, "wscl", targets) };
}

export function writeScales(scale: Float32Array, order: Uint32Array): Uint8Array {
  return planesOf(bytesOf(Float32Array.from(order, (item) => scale[item] as number)), 4);
}

/** Numbers of 32 bits in planes; every one must be finite. @throws Refusal */
export function readScales(
  sections: Sections,
  tag: "wscl" | "fscl",
  order: Uint32Array,
): Float32Array<ArrayBuffer> {
  const reader = readerOf(sections, tag);
  const stored = new Float32Array(fromPlanes(reader.bytes(4 * order.length), 4).buffer);
  reader.end();
  if (!stored.every(Number.isFinite)) throw reader.refusal("holds what is no number");
  const scale = new Float32Array(order.length);
  order.forEach((item, rank) => (scale[item] = stored[rank] as number));
  return scale;
}

function readOffsets(counts: ByteReader, targets: Uint32Array): Uint32Array {
  const ptr = new Uint32Array(targets.length + 1);
  let sum = 0;
  readNumbers(counts, targets.length).forEach((count, rank) => {
    sum += count;
    if (sum > packLimits.weights) throw counts.refusal("holds more than can be read");
    ptr[(targets[rank] as number) + 1] = count;
  });
  counts.end();
  for (let item = 0; item < targets.length; item++) {
    ptr[item + 1] = (ptr[item] as number) + (ptr[item + 1] as number);
  }
  return ptr;
}

/** Item numbers, the most popular first, ties by number. */
export function itemsByRank(popularity: Uint32Array): Uint32Array {
  return Uint32Array.from(popularity, (_, item) => item).sort(
    (a, b) => (popularity[b] as number) - (popularity[a] as number) || a - b,
  );
}

function ranksOf(order: Uint32Array): Uint32Array {
  const rank = new Uint32Array(order.length);
  order.forEach((item, place) => (rank[item] = place));
  return rank;
}

function rankOf(rank: Uint32Array, index: Uint32Array, entry: number): number {
  return rank[index[entry] as number] as number;
}

function readerOf(sections: Sections, tag: keyof Sections): ByteReader {
  return new ByteReader(sections[tag] ?? new Uint8Array(), tag);
}
