import type { Tensor } from "../matrix";
import type { RecurrentWeights } from "../recurrent-weights";
import type { Arena } from "./arena";
import { blockBias, blockRows, blocksOf, COLUMNS, gateOrder, GROUP, groupsOf } from "./blocks";
import { plainOrder, type Order } from "./blocks";

/** As kernel/lstm.ts numbers them. */
const KINDS = { linear: 0, relu: 1, lstm: 2 } as const;

/** A matrix in the kernel's memory, with where its inputs come from. */
export interface PlannedProduct {
  /** Number of the layer whose output goes in; −1 is the input of the step. */
  readonly source: number;
  readonly isBytes: boolean;
  readonly groups: number;
  readonly weights: number;
  readonly scales: number;
}

/** A layer whose weights stand in the kernel's memory. */
interface PlannedLayer {
  readonly kind: number;
  readonly products: readonly PlannedProduct[];
  readonly blocks: number;
  readonly bias: number;
  /** Numbers a sequence in its output, filled up. */
  readonly outStride: number;
  readonly isLstm: boolean;
}

/** All layers in the order they run, and which of them end a head. */
export interface Plan<Head extends string> {
  readonly layers: readonly PlannedLayer[];
  readonly heads: readonly {
    readonly name: Head;
    readonly layer: number;
    readonly width: number;
  }[];
}

/** Puts weights, their shapes already checked, into the kernel's memory. */
export function planNetwork<Head extends string>(
  arena: Arena,
  inputs: number,
  { layers, heads }: RecurrentWeights<Head>,
): Plan<Head> {
  const planned: PlannedLayer[] = [];
  let below = { source: -1, rows: inputs };
  for (const { kernel, bias } of layers) {
    const hidden = bias.length / 4;
    const own = { source: planned.length, rows: hidden };
    planned.push(layer(arena, "lstm", kernel, bias, [below, own], gateOrder(hidden)));
    below = own;
  }
  const ends = Object.entries<RecurrentWeights<Head>["heads"][Head]>(heads).map(([name, head]) => {
    const step = { source: -1, rows: inputs };
    let sources = head.reads === "hidden" ? [below] : [below, step];
    let width = 0;
    for (const { kernel, bias, activation = "linear" } of head.layers) {
      width = bias.length;
      const own = { source: planned.length, rows: width };
      planned.push(layer(arena, activation, kernel, bias, sources, plainOrder(width)));
      sources = [own];
    }
    return { name: name as Head, layer: planned.length - 1, width };
  });
  return { layers: planned, heads: ends };
}

interface Source {
  readonly source: number;
  readonly rows: number;
}

function layer(
  arena: Arena,
  kind: keyof typeof KINDS,
  kernel: Tensor,
  bias: Float32Array,
  sources: readonly Source[],
  order: Order,
): PlannedLayer {
  let first = 0;
  const products = sources.map(({ source, rows }) => {
    const { weights, scales } = blockRows(kernel, first, rows, order);
    first += rows;
    return {
      source,
      isBytes: scales !== undefined,
      groups: groupsOf(rows),
      weights: arena.keep(weights),
      scales: scales ? arena.keep(scales) : 0,
    };
  });
  const blocks = blocksOf(order);
  const isLstm = kind === "lstm";
  return {
    kind: KINDS[kind],
    products,
    blocks,
    bias: arena.keep(blockBias(bias, order)),
    outStride: blocks * (isLstm ? GROUP : COLUMNS),
    isLstm,
  };
}
