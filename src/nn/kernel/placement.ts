import type { Arena } from "./arena";
import { GROUP, groupsOf } from "./blocks";
import type { Plan, PlannedProduct } from "./plan";

const LARGEST_SUM = 2 ** 31 - 1;
const LARGEST_BYTE = 127;
const LARGEST_VALUE = 32767;

/** Where a network of some batch has its numbers, as addresses. */
export interface Placement {
  /** Rows that there is room for. */
  readonly capacity: number;
  /** The list that the kernel runs through. */
  readonly layers: number;
  /** f32 [capacity][inputStride] */
  readonly input: number;
  readonly inputStride: number;
  /** f32 [capacity][outStride of the layer]; of an LSTM its hidden state. */
  readonly outs: readonly number[];
  /** f32, as `outs`: the cell state of each LSTM, 0 for others. */
  readonly cells: readonly number[];
}

/** Claims room for state and passing numbers, all zero, and writes the list of layers. */
export function placeNetwork(
  arena: Arena,
  { layers }: Plan<string>,
  inputs: number,
  capacity: number,
): Placement {
  const inputStride = GROUP * groupsOf(inputs);
  const input = arena.claim(4 * capacity * inputStride);
  const outs = layers.map(({ outStride }) => arena.claim(4 * capacity * outStride));
  const cells = layers.map(({ isLstm, outStride }) =>
    isLstm ? arena.claim(4 * capacity * outStride) : 0,
  );
  const list: number[] = [];
  for (const [i, { kind, products, blocks, bias }] of layers.entries()) {
    const written = products.flatMap((product) => {
      const of = layers[product.source];
      const from = of ? (outs[product.source] as number) : input;
      return productWords(arena, product, from, 4 * (of?.outStride ?? inputStride), capacity);
    });
    const at = keepWords(arena, written);
    // The fields of `Layer` of kernel/lstm.ts, in their order.
    list.push(kind, at, products.length, blocks, bias, outs[i] as number, cells[i] as number);
  }
  return { capacity, layers: keepWords(arena, list), input, inputStride, outs, cells };
}

/** The fields of `Product` of kernel/product.ts, in their order. */
function productWords(
  arena: Arena,
  { isBytes, groups, weights, scales }: PlannedProduct,
  from: number,
  fromStride: number,
  capacity: number,
): number[] {
  const width = GROUP * groups;
  const valueStride = width * (isBytes ? 2 : 4);
  const runStride = 8 * (Math.ceil(groups / 2) + 1);
  const range = Math.min(LARGEST_VALUE, Math.floor(LARGEST_SUM / (LARGEST_BYTE * width)));
  return [
    Number(isBytes),
    groups,
    from,
    fromStride,
    weights,
    scales,
    bitsOf(range),
    arena.claim(capacity * valueStride),
    valueStride,
    arena.claim(4 * capacity),
    arena.claim(capacity * runStride),
    runStride,
  ];
}

function bitsOf(value: number): number {
  return new Uint32Array(Float32Array.of(value).buffer)[0] as number;
}

function keepWords(arena: Arena, words: readonly number[]): number {
  return arena.keep(new Float32Array(Uint32Array.from(words).buffer));
}
