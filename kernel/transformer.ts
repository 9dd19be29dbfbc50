import { acrossLanes, attend, keepKey, keepValue, rotate } from "./attention";
import { exponential } from "./exponential";
import { BEFORE, COLUMNS, multiply, prepare, productAt, rowsAt, start } from "./product";

/**
 * A step of a llama-style transformer in WebAssembly SIMD (AssemblyScript, compiled by
 * scripts/build-kernel.ts). Weights are bytes with a scale a column; they, the caches and what
 * passes between layers stand in memory, where src/nn/transformer/placement.ts puts them. One call
 * runs all layers for some tokens, of as many sequences as there are or many of one sequence; each
 * weight is read once for all of them. What a token gives does not depend on its company.
 */

/** A matrix, what goes in and what comes out. Written by the caller, as all here. */
@unmanaged
class Linear {
  /** One product; its inputs have scales of 1. */
  product: usize;
  /** Blocks of 32 columns. */
  blocks: u32;
  /** f32 [blocks × 32] */
  scales: usize;
  /** f32 [tokens][…], `outStride` bytes from one to the next. */
  out: usize;
  outStride: usize;
  /** 1 where it is added to what is there. */
  adds: u32;
}

@unmanaged
class Layer {
  /** f32 [width], of the norm before attention. */
  attentionGain: usize;
  /** Queries (divided by √size), keys, values. */
  qkv: usize;
  out: usize;
  /** f32 [width], of the norm before the inner layer. */
  innerGain: usize;
  /** Gates, then values. */
  up: usize;
  down: usize;
}

@unmanaged
class Model {
  width: u32;
  heads: u32;
  inner: u32;
  layers: u32;
  context: u32;
  epsilon: f32;
  /** Layers, one behind another. */
  list: usize;
  /** f32 [width], of the last norm. */
  gain: usize;
  /** The table of tokens as the last matrix. */
  output: usize;
  /** f32 [context][size / 2] */
  cosines: usize;
  sines: usize;
  /** u32 [tokens][3]: the token, the address of its sequence's cache, its position. */
  items: usize;
  /** u32 […]: places of the tokens whose logits are wanted. */
  wanted: usize;
  /** f32 [tokens][…]: what goes from layer to layer, and that after a norm. */
  x: usize;
  xStride: usize;
  normed: usize;
  normedStride: usize;
  /** f32 [context], and 32 zeros. */
  scores: usize;
  zeros: usize;
}

/**
 * Runs `count` tokens, those of one sequence in their order, and the logits of `wanted` of them.
 *
 * @returns whether all logits are finite
 */
export function step(address: usize, count: u32, wanted: u32): bool {
  const m = changetype<Model>(address);
  for (let n: u32 = 0; n < count; n++) embed(m, load<u32>(m.items + 12 * n), m.x + n * m.xStride);
  for (let l: u32 = 0; l < m.layers; l++) {
    const layer = changetype<Layer>(m.list + l * offsetof<Layer>());
    for (let n: u32 = 0; n < count; n++) normalise(m, n, n, layer.attentionGain);
    apply(layer.qkv, m.zeros, count);
    mix(m, changetype<Linear>(layer.qkv), l, count);
    apply(layer.out, m.zeros, count);
    for (let n: u32 = 0; n < count; n++) normalise(m, n, n, layer.innerGain);
    apply(layer.up, m.zeros, count);
    const up = changetype<Linear>(layer.up);
    for (let n: u32 = 0; n < count; n++) gate(up.out + n * up.outStride, 4 * m.inner);
    apply(layer.down, m.zeros, count);
  }
  for (let n: u32 = 0; n < wanted; n++) normalise(m, load<u32>(m.wanted + 4 * n), n, m.gain);
  apply(m.output, m.zeros, wanted);
  const output = changetype<Linear>(m.output);
  return isFinite(output.out, wanted * output.outStride);
}

/** A row of the table, out of the blocks of the last matrix. */
function embed(m: Model, token: u32, to: usize): void {
  const output = changetype<Linear>(m.output);
  const product = productAt(output.product, 0);
  const scale = load<f32>(output.scales + 4 * token);
  const block = (token / <u32>COLUMNS) * product.groups * 8 * <u32>COLUMNS;
  let from = product.weights + block + 2 * (token % <u32>COLUMNS);
  for (let at = to; at < to + 4 * m.width; at += 8) {
    store<f32>(at, <f32>load<i8>(from) * scale);
    store<f32>(at, <f32>load<i8>(from, 1) * scale, 4);
    from += 2 * COLUMNS;
  }
}

/** Root mean square norm of the token at one place, written to another. */
function normalise(m: Model, place: u32, to: u32, gain: usize): void {
  const x = m.x + place * m.xStride;
  const out = m.normed + to * m.normedStride;
  const bytes = <usize>(4 * m.width);
  let squares = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const some = v128.load(x + at);
    squares = f32x4.add(squares, f32x4.mul(some, some));
  }
  const mean = acrossLanes(squares) / <f32>m.width;
  const scale = f32x4.splat(1 / Mathf.sqrt(mean + m.epsilon));
  for (let at: usize = 0; at < bytes; at += 16) {
    const scaled = f32x4.mul(v128.load(x + at), scale);
    v128.store(out + at, f32x4.mul(scaled, v128.load(gain + at)));
  }
}

/** out = matrix · inputs, or that added to what is there. */
function apply(address: usize, zeros: usize, count: u32): void {
  const linear = changetype<Linear>(address);
  const product = productAt(linear.product, 0);
  prepare(product, count);
  for (let block: u32 = 0; block < linear.blocks; block++) {
    const scales = linear.scales + block * COLUMNS * 4;
    for (let row: u32 = 0; row < count; row += rowsAt(row, count)) {
      const rows = rowsAt(row, count);
      start(zeros, rows);
      multiply(product, block, row, rows);
      for (let r: u32 = 0; r < rows; r++) {
        const to = linear.out + (row + r) * linear.outStride + block * COLUMNS * 4;
        finish(r * COLUMNS * 4, scales, to, linear.adds);
      }
    }
  }
}

function finish(from: usize, scales: usize, to: usize, adds: u32): void {
  for (let at: usize = 0; at < COLUMNS * 4; at += 16) {
    const some = f32x4.mul(v128.load(from + at, BEFORE), v128.load(scales + at));
    v128.store(to + at, adds ? f32x4.add(v128.load(to + at), some) : some);
  }
}

/** Attention of all tokens and heads; what comes out stands where the queries were. */
function mix(m: Model, qkv: Linear, layer: u32, count: u32): void {
  const size = m.width / m.heads;
  const headBytes = <usize>(4 * size);
  const halfBytes = headBytes / 2;
  const widthBytes = <usize>(4 * m.width);
  const headCache = <usize>m.context * headBytes; // keys or values of one head
  const layerCache = <usize>layer * 2 * m.heads * headCache;
  for (let n: u32 = 0; n < count; n++) {
    const q = qkv.out + n * qkv.outStride;
    const position = load<u32>(m.items + 12 * n, 8);
    const cosines = m.cosines + position * halfBytes;
    const sines = m.sines + position * halfBytes;
    let keys = load<u32>(m.items + 12 * n, 4) + layerCache;
    for (let at = q; at < q + widthBytes; at += headBytes) {
      rotate(at, cosines, sines, halfBytes);
      rotate(at + widthBytes, cosines, sines, halfBytes);
      keepKey(at + widthBytes, keys, size, position);
      keepValue(at + 2 * widthBytes, keys + m.heads * headCache, size, position);
      keys += headCache;
    }
  }
  for (let n: u32 = 0; n < count; n++) {
    const q = qkv.out + n * qkv.outStride;
    const position = load<u32>(m.items + 12 * n, 8);
    let keys = load<u32>(m.items + 12 * n, 4) + layerCache;
    for (let at = q; at < q + widthBytes; at += headBytes) {
      attend(at, keys, keys + m.heads * headCache, m.scores, at, size, position);
      keys += headCache;
    }
  }
}

/** Gates g and values behind them → g σ(g) value, where the gates were. */
function gate(x: usize, innerBytes: usize): void {
  for (let at = x; at < x + innerBytes; at += 16) {
    const g = v128.load(at);
    const below = f32x4.add(f32x4.splat(1), exponential(f32x4.neg(g)));
    v128.store(at, f32x4.mul(f32x4.div(g, below), v128.load(at + innerBytes)));
  }
}

function isFinite(from: usize, bytes: usize): bool {
  const zero = f32x4.splat(0);
  let finite = i32x4.splat(-1);
  for (let at = from; at < from + bytes; at += 16) {
    const x = v128.load(at);
    finite = v128.and(finite, f32x4.eq(f32x4.sub(x, x), zero));
  }
  return i32x4.all_true(finite);
}
