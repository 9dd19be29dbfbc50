import { sigmoid, sigmoidTanh } from "./activation";
import { BEFORE, COLUMNS, multiply, prepare, productAt, rowsAt, start } from "./product";

/**
 * A step of a recurrent network in WebAssembly SIMD (AssemblyScript, compiled by
 * scripts/build-kernel.ts). Weights, state and the list of layers stand in memory, where
 * src/nn/kernel/placement.ts puts them; one call runs all layers for all sequences. Weights are read
 * once a step, block after block.
 */

const RELU: u32 = 1;
const LSTM: u32 = 2;

/** One layer over its products. Written by the caller. */
@unmanaged
class Layer {
  /** 0 linear, 1 relu, 2 LSTM. */
  kind: u32;
  /** Products, one behind another, that are summed. */
  products: usize;
  count: u32;
  /** Blocks of 32 columns; of an LSTM each is i, j, f, o (j the candidate) of 8 units. */
  blocks: u32;
  /** f32 [blocks × 32] */
  bias: usize;
  /** f32 [batch][blocks × 32], or of an LSTM its hidden state [batch][blocks × 8]. */
  out: usize;
  /** f32 [batch][blocks × 8], the cell state of an LSTM. */
  cell: usize;
}

/** Runs the layers one behind another. @returns whether all that came out of dense ones is finite */
export function step(layers: usize, count: u32, batch: u32): bool {
  let finite = i32x4.splat(-1);
  for (let l: u32 = 0; l < count; l++) {
    const layer = changetype<Layer>(layers + l * offsetof<Layer>());
    for (let n: u32 = 0; n < layer.count; n++) prepare(productAt(layer.products, n), batch);
    for (let block: u32 = 0; block < layer.blocks; block++) {
      for (let row: u32 = 0; row < batch; row += rowsAt(row, batch)) {
        const rows = rowsAt(row, batch);
        start(layer.bias + block * COLUMNS * 4, rows);
        for (let n: u32 = 0; n < layer.count; n++)
          multiply(productAt(layer.products, n), block, row, rows);
        for (let r: u32 = 0; r < rows; r++) {
          const before = BEFORE + r * COLUMNS * 4;
          if (layer.kind === LSTM) advance(layer, before, block, row + r);
          else finite = v128.and(finite, finish(layer, before, block, row + r));
        }
      }
    }
  }
  return i32x4.all_true(finite);
}

/** Eight units of one sequence: c' = σ(f) c + σ(i) tanh(j), h' = σ(o) tanh(c'). */
function advance(layer: Layer, before: usize, block: u32, row: u32): void {
  const first = <usize>(row * layer.blocks + block) * COLUMNS;
  for (let at: usize = 0; at < COLUMNS; at += 16) {
    const i = v128.load(before + at);
    const j = v128.load(before + at, 32);
    const f = v128.load(before + at, 64);
    const o = v128.load(before + at, 96);
    const cell = layer.cell + first + at;
    const kept = f32x4.mul(sigmoid(f), v128.load(cell));
    const c = f32x4.add(kept, sigmoidTanh(i, j));
    v128.store(cell, c);
    v128.store(layer.out + first + at, sigmoidTanh(o, c));
  }
}

/** Writes 32 columns of a dense layer. @returns for each lane whether all are finite */
function finish(layer: Layer, before: usize, block: u32, row: u32): v128 {
  const first = layer.out + <usize>(row * layer.blocks + block) * (COLUMNS * 4);
  const zero = f32x4.splat(0);
  let finite = i32x4.splat(-1);
  for (let at: usize = 0; at < COLUMNS * 4; at += 16) {
    let x = v128.load(before + at);
    finite = v128.and(finite, f32x4.eq(f32x4.sub(x, x), zero));
    if (layer.kind === RELU) x = f32x4.max(x, zero);
    v128.store(first + at, x);
  }
  return finite;
}
