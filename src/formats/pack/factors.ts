import type { PackFactors } from "../../recommend/pack";
import { ByteReader, bytesOf, fromPlanes, planesOf } from "./bytes";
import type { PackHead } from "./head";
import type { Sections } from "./sections";
import { readScales } from "./weights";

/** True when the upper triangle says it all. */
export function isSymmetric({ dims, gram }: PackFactors): boolean {
  return gram.every((x, at) => Object.is(x, gram[(at % dims) * dims + Math.floor(at / dims)]));
}

/** The parts of the factors; the values stand dimension by dimension. */
export function writeFactors(factors: PackFactors, symmetric: boolean): Sections {
  const { dims, value, scale, gram } = factors;
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  const kept = symmetric ? gram.filter((_, at) => at % dims >= Math.floor(at / dims)) : gram;
  return {
    fval: planesOf(bytes, dims),
    fscl: planesOf(bytesOf(scale), 4),
    gram: planesOf(bytesOf(kept), 8),
  };
}

/** @throws Refusal when the parts do not fit together */
export function readFactors(
  sections: Sections,
  items: number,
  { dims, symmetric, ...solve }: NonNullable<PackHead["factors"]>,
): PackFactors {
  const values = new ByteReader(sections.fval ?? new Uint8Array(), "fval");
  const value = new Int8Array(fromPlanes(values.bytes(items * dims), dims).buffer);
  values.end();
  const scale = readScales(sections, "fscl", items);
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
