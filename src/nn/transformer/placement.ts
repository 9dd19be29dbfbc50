import { COLUMNS, GROUP } from "../kernel/blocks";
import type { Arena } from "../kernel/arena";
import type { Tensor } from "../matrix";
import { blockMatrix } from "./blocks";
import { rotations } from "./rotations";
import type { TransformerWeights } from "./weights";

const LARGEST_SUM = 2 ** 31 - 1;
const LARGEST_BYTE = 127;
const LARGEST_VALUE = 32767;

/** Where a transformer has its numbers, as addresses. */
export interface Placement {
  /** What the kernel is called with. */
  readonly model: number;
  /** u32 [most][3] */
  readonly items: number;
  /** u32 [most] */
  readonly wanted: number;
  /** f32 [most][logitsStride] */
  readonly logits: number;
  readonly logitsStride: number;
  /** Of the first row; `cacheBytes` from one to the next. */
  readonly caches: number;
  readonly cacheBytes: number;
}

/** Puts weights into the kernel's memory, with room for so many rows and tokens a run. */
export function placeTransformer(
  arena: Arena,
  { shape, table, layers, norm }: TransformerWeights,
  rows: number,
  most: number,
): Placement {
  const { width, heads, inner, context, epsilon } = shape;
  const room = (numbers: number) => {
    const stride = 4 * COLUMNS * Math.ceil(numbers / COLUMNS);
    return { at: arena.claim(most * stride), stride };
  };
  const x = room(width);
  const normed = room(width);
  const qkv = room(3 * width);
  const up = room(2 * inner);
  const logits = room(shape.vocabulary);
  const inputs = new Float32Array(GROUP * Math.ceil(Math.max(width, inner) / GROUP)).fill(1);
  const ones = arena.keep(inputs);
  const scratch = scratchFor(arena, inputs.length, most);
  const linear = (matrix: Tensor, from: Room, out: Room, adds = false, scale?: ScaleOf) => {
    const { blocks, groups, weights, scales } = blockMatrix(matrix);
    const range = Math.min(
      LARGEST_VALUE,
      Math.floor(LARGEST_SUM / (LARGEST_BYTE * GROUP * groups)),
    );
    const { values, valueStride, units, runs, runStride } = scratch;
    // The fields of `Product` of kernel/product.ts, in their order.
    const product = keepWords(arena, [
      ...[1, groups, from.at, from.stride, arena.keep(weights), ones, bitsOf(range)],
      ...[values, valueStride, units, runs, runStride],
    ]);
    const columns = arena.keep(scale ? scales.map(scale) : scales);
    // The fields of `Linear` of kernel/transformer.ts.
    return keepWords(arena, [product, blocks, columns, out.at, out.stride, Number(adds)]);
  };
  // Queries are divided by √size once for all.
  const asQuery: ScaleOf = (s, row) => (row < width ? s / Math.sqrt(width / heads) : s);
  const list = layers.flatMap((layer) => [
    arena.keep(layer.attentionNorm),
    linear(layer.qkv, normed, qkv, false, asQuery),
    linear(layer.out, qkv, x, true),
    arena.keep(layer.innerNorm),
    linear(layer.up, normed, up),
    linear(layer.down, up, x, true),
  ]);
  const { cosines, sines } = rotations(shape);
  const items = arena.claim(12 * most);
  const wanted = arena.claim(4 * most);
  // The fields of `Model` of kernel/transformer.ts.
  const model = keepWords(arena, [
    ...[width, heads, inner, layers.length, context, bitsOf(epsilon)],
    ...[keepWords(arena, list), arena.keep(norm), linear(table, normed, logits)],
    ...[arena.keep(cosines), arena.keep(sines), items, wanted],
    ...[x.at, x.stride, normed.at, normed.stride],
    ...[arena.claim(4 * context), arena.claim(4 * COLUMNS)],
  ]);
  const cacheBytes = layers.length * 2 * context * width * 4;
  const caches = arena.claim(rows * cacheBytes);
  const [logitsAt, logitsStride] = [logits.at, logits.stride];
  return { model, items, wanted, logits: logitsAt, logitsStride, caches, cacheBytes };
}

interface Room {
  readonly at: number;
  readonly stride: number;
}

type ScaleOf = (scale: number, row: number) => number;

/** Room for inputs as they are multiplied; all products share it, for each is made ready anew. */
function scratchFor(arena: Arena, inputs: number, most: number) {
  const valueStride = 2 * inputs;
  const runStride = 8 * (Math.ceil(inputs / GROUP / 2) + 1);
  return {
    values: arena.claim(most * valueStride),
    valueStride,
    units: arena.claim(4 * most),
    runs: arena.claim(most * runStride),
    runStride,
  };
}

function bitsOf(value: number): number {
  return new Uint32Array(Float32Array.of(value).buffer)[0] as number;
}

function keepWords(arena: Arena, words: readonly number[]): number {
  return arena.keep(new Float32Array(Uint32Array.from(words).buffer));
}
