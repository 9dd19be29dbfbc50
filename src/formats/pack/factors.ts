import type { PackFactors } from "../../recommend/pack";
import { ByteReader, bytesOf, fromPlanes, planesOf } from "./bytes";
import type { PackHead } from "./head";
import type { Sections } from "./sections";
import { itemsByRank, readScales, writeScales } from "./weights";

/** True when the upper triangle says it all. */
export function isSymmetric({ dims, gram }: PackFactors): boolean {
  return gram.every((x, at) => Object.is(x, gram[(at % dims) * dims + Math.floor(at / dims)]));
}

/**
 * The parts of the factors: the values dimension by dimension, the most popular items first, so
 * that those without factors stand together.
 */
export function writeFactors(
  factors: PackFactors,
  popularity: Uint32Array,
  symmetric: boolean,
): Sections {
  const { dims, value, scale, gram } = factors;
  const order = itemsByRank(popularity);
  const bytes = new Uint8Array(value.length);
  order.forEach((item, rank) => {
    bytes.set(value.subarray(item * dims, (item + 1) * dims), rank * dims);
  });
  const kept = symmetric ? gram.filter((_, at) => at % dims >= Math.floor(at / dims)) : gram;
  return {
    fval: planesOf(bytes, dims),
    fscl: writeScales(scale, order),
    gram: planesOf(bytesOf(kept), 8),
  };
}

/** @throws Refusal when the parts do not fit together */
export function readFactors(
  sections: Sections,
  popularity: Uint32Array,
  { dims, symmetric, ...solve }: NonNullable<PackHead["factors"]>,
): PackFactors {
  const order = itemsByRank(popularity);
  const values = new ByteReader(sections.fval ?? new Uint8Array(), "fval");
  const stored = fromPlanes(values.bytes(order.length * dims), dims);
  values.end();
  const value = new Int8Array(stored.length);
  order.forEach((item, rank) => {
    value.set(stored.subarray(rank * dims, (rank + 1) * dims), item * dims);
  });
  const scale = readScales(sections, "fscl", order);
  return { dims, value, scale, gram: readGram(sections, dims, symmetric), ...solve };
}

function readGram(sections: Sections, dims: number, symmetric: boolean): Float64Array {
  const reader = new ByteReader(sections.gram ?? new Uint8Array(), "gram");
  const count = symmetric ? (dims * (dims + 1)) / 2 : dims * dims;
  const kept = new Float64Array(fromPlanes(reader.bytes(8 * count), 8).buffer);
  reader.end();
  if (!kept.every(Number.isFinite)) throw reader.refusal("holds what is no number");
  if (!symmetric) return kept;
  const gram = new Float64Array(dims * dims);
  let next = 0;
  for (let row = 0; row < dims; row++) {
    for (let column = row; column < dims; column++) {
      const x = kept[next++] as number;
      gram[row * dims + column] = x;
      gram[column * dims + row] = x;
    }
  }
  return gram;
}
