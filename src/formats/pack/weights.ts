import type { PackWeights } from "../../recommend/pack";
import { ByteReader, ByteWriter, bytesOf, fromPlanes, planesOf } from "./bytes";
import { packLimits } from "./layout";
import type { Sections } from "./sections";
import { readNumbers } from "./strings";

/**
 * The parts of the weights. Sources are numbered by popularity here, the most popular first: these
 * stand in most lists, so that the gaps between the numbers of a list are small and alike.
 */
export function writeWeights(weights: PackWeights, popularity: Uint32Array): Sections {
  const { ptr, index, value, scale } = weights;
  const rank = ranksOf(popularity);
  const [counts, gaps] = [new ByteWriter(), new ByteWriter()];
  const values = new Uint8Array(value.length);
  for (let target = 0; target + 1 < ptr.length; target++) {
    const start = ptr[target] as number;
    const end = ptr[target + 1] as number;
    counts.number(end - start);
    const order = Uint32Array.from({ length: end - start }, (_, n) => start + n);
    order.sort((a, b) => rankOf(rank, index, a) - rankOf(rank, index, b));
    let next = 0;
    order.forEach((entry, n) => {
      const r = rankOf(rank, index, entry);
      gaps.number(r - next);
      next = r + 1;
      values[start + n] = value[entry] as number;
    });
  }
  return {
    wcnt: counts.finish(),
    widx: gaps.finish(),
    wval: values,
    wscl: planesOf(bytesOf(scale), 4),
  };
}

/** @throws Refusal when the parts do not fit together */
export function readWeights(sections: Sections, popularity: Uint32Array): PackWeights {
  const items = popularity.length;
  const ptr = readOffsets(readerOf(sections, "wcnt"), items);
  const entries = ptr[items] as number;
  const gaps = readerOf(sections, "widx");
  if (entries > gaps.data.length) throw gaps.refusal("ends too early");
  const values = readerOf(sections, "wval");
  const stored = values.bytes(entries);
  values.end();
  const item = itemsByRank(popularity);
  const index = new Uint32Array(entries);
  const value = new Int8Array(entries);
  for (let target = 0; target < items; target++) {
    const [start, end] = [ptr[target] as number, ptr[target + 1] as number];
    const row: { source: number; value: number }[] = [];
    for (let entry = start, next = 0; entry < end; entry++) {
      const rank = next + gaps.number();
      if (rank >= items) throw gaps.refusal("names an item that is not there");
      row.push({ source: item[rank] as number, value: stored[entry] as number });
      next = rank + 1;
    }
    row.sort((a, b) => a.source - b.source);
    row.forEach((one, n) => {
      index[start + n] = one.source;
      value[start + n] = one.value;
    });
  }
  gaps.end();
  return { ptr, index, value, scale: readScales(sections, "wscl", items) };
}

/** Numbers of 32 bits in planes; every one must be finite. @throws Refusal */
export function readScales(
  sections: Sections,
  tag: "wscl" | "fscl",
  count: number,
): Float32Array<ArrayBuffer> {
  const reader = readerOf(sections, tag);
  const scale = new Float32Array(fromPlanes(reader.bytes(4 * count), 4).buffer);
  reader.end();
  if (!scale.every(Number.isFinite)) throw reader.refusal("holds what is no number");
  return scale;
}

function readOffsets(counts: ByteReader, items: number): Uint32Array {
  const ptr = new Uint32Array(items + 1);
  let sum = 0;
  readNumbers(counts, items).forEach((count, target) => {
    sum += count;
    if (sum > packLimits.weights) throw counts.refusal("holds more than can be read");
    ptr[target + 1] = sum;
  });
  counts.end();
  return ptr;
}

/** Item numbers, the most popular first, ties by number. */
function itemsByRank(popularity: Uint32Array): Uint32Array {
  return Uint32Array.from(popularity, (_, item) => item).sort(
    (a, b) => (popularity[b] as number) - (popularity[a] as number) || a - b,
  );
}

function ranksOf(popularity: Uint32Array): Uint32Array {
  const rank = new Uint32Array(popularity.length);
  itemsByRank(popularity).forEach((item, place) => {
    rank[item] = place;
  });
  return rank;
}

function rankOf(rank: Uint32Array, index: Uint32Array, entry: number): number {
  return rank[index[entry] as number] as number;
}

function readerOf(sections: Sections, tag: keyof Sections): ByteReader {
  return new ByteReader(sections[tag] ?? new Uint8Array(), tag);
}
