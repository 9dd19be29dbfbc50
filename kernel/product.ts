/** Columns that are worked out together: a block of a matrix, 32 by all of its rows. */
export const COLUMNS: usize = 32;

/** Sequences that share a pass over a block. */
export const ROWS: u32 = 4;

/** Inputs come in groups of eight, the last filled up with zeros. */
const GROUP: usize = 8;

/** i32 or f32 [ROWS][COLUMNS], where products are summed; at a constant address. */
const SUMS: usize = 1024;

/** f32 [ROWS][COLUMNS]: sums of products and the bias, before any activation. */
export const BEFORE: usize = SUMS + ROWS * COLUMNS * 4;

/** A matrix and the vectors, one a sequence, that it is multiplied with. Written by the caller. */
@unmanaged
export class Product {
  /** 1 where weights are bytes with a scale a row, 0 where they are f32. */
  isBytes: u32;
  /** Rows of the matrix, in groups of eight. */
  groups: u32;
  /** f32 [batch][groups × 8], `fromStride` bytes from one to the next: what goes in. */
  from: usize;
  fromStride: usize;
  /** By blocks: bytes [groups × 4][32][2], or f32 [groups × 8][32]. */
  weights: usize;
  /** f32 [groups × 8], of bytes alone. */
  scales: usize;
  /** What an input may be rounded to, so that 32 bits hold the sum of any column; ≤ 32767. */
  range: f32;
  /**
   * The inputs as they are multiplied: pairs of i16 (for bytes) or f32. Of sequences that go
   * together those of the same place stand side by side.
   */
  values: usize;
  /** Bytes of one sequence. */
  valueStride: usize;
  /** f32 [batch]: what one unit of `values` is worth. */
  units: usize;
  /** u32 [batch][…][2]: stretches of groups that are not all zero, as first and number, then 0 0. */
  runs: usize;
  runStride: usize;
}

/** The n-th of products that stand one behind another. */
export function productAt(products: usize, n: u32): Product {
  return changetype<Product>(products + n * offsetof<Product>());
}

/** Makes the inputs of all sequences ready for multiplication. */
export function prepare(p: Product, batch: u32): void {
  for (let row: u32 = 0; row < batch; row += rowsAt(row, batch)) {
    const rows = rowsAt(row, batch);
    for (let r: u32 = 0; r < rows; r++) {
      const from = p.from + (row + r) * p.fromStride;
      const to = p.values + row * p.valueStride + 4 * r;
      if (p.isBytes) store<f32>(p.units + 4 * (row + r), round(p, from, to, 4 * rows));
      else copyApart(p, from, to, 4 * rows);
    }
    findRuns(p, row, rows);
  }
}

/** How many sequences go together from this one on. */
export function rowsAt(row: u32, batch: u32): u32 {
  return batch - row >= ROWS ? ROWS : 1;
}

/**
 * Inputs times their rows' scales, rounded to whole multiples of a unit that the largest decides.
 *
 * @param apart  bytes from one pair to the next
 * @returns the unit
 */
function round(p: Product, from: usize, to: usize, apart: usize): f32 {
  const bytes = <usize>p.groups * GROUP * 4;
  let most = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const scaled = f32x4.mul(v128.load(from + at), v128.load(p.scales + at));
    most = f32x4.max(most, f32x4.abs(scaled));
  }
  const largest = max(
    max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  );
  const perUnit = f32x4.splat(largest > 0 ? p.range / largest : 0);
  let next = to;
  for (let at: usize = 0; at < bytes; at += 32) {
    const low = whole(from + at, p.scales + at, perUnit);
    const high = whole(from + at + 16, p.scales + at + 16, perUnit);
    const pairs = i16x8.narrow_i32x4_s(low, high);
    v128.store_lane<u32>(next, pairs, 0);
    v128.store_lane<u32>(next + apart, pairs, 1);
    v128.store_lane<u32>(next + 2 * apart, pairs, 2);
    v128.store_lane<u32>(next + 3 * apart, pairs, 3);
    next += 4 * apart;
  }
  return largest / p.range;
}

/** Inputs as they are, `apart` bytes from one to the next. */
function copyApart(p: Product, from: usize, to: usize, apart: usize): void {
  const end = from + <usize>p.groups * GROUP * 4;
  let next = to;
  for (let at = from; at < end; at += 4) {
    store<u32>(next, load<u32>(at));
    next += apart;
  }
}

function whole(from: usize, scales: usize, perUnit: v128): v128 {
  const scaled = f32x4.mul(v128.load(from), v128.load(scales));
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(scaled, perUnit)));
}

/** Notes where any of these sequences has an input that is not zero: a one-hot input has one such. */
function findRuns(p: Product, row: u32, rows: u32): void {
  const width = rows * (p.isBytes ? 16 : 32);
  let at = p.values + row * p.valueStride;
  let run = p.runs + row * p.runStride;
  let length: u32 = 0;
  for (let group: u32 = 0; group < p.groups; group++) {
    const end = at + width;
    let any = v128.load(at);
    for (at += 16; at < end; at += 16) any = v128.or(any, v128.load(at));
    if (v128.any_true(any)) {
      if (length === 0) store<u32>(run, group);
      length++;
    } else if (length > 0) {
      store<u32>(run, length, 4);
      run += 8;
      length = 0;
    }
  }
  if (length > 0) {
    store<u32>(run, length, 4);
    run += 8;
  }
  store<u32>(run, 0, 4);
}

/** Starts the sums of these sequences with the bias of a block. */
export function start(bias: usize, rows: u32): void {
  for (let at: usize = 0; at < COLUMNS * 4; at += 16) {
    const some = v128.load(bias + at);
    for (let to = at; to < rows * COLUMNS * 4; to += COLUMNS * 4) v128.store(to, some, BEFORE);
  }
}

/** Adds to `BEFORE` what these sequences give in a block of columns. */
export function multiply(p: Product, block: u32, row: u32, rows: u32): void {
  const values = p.values + row * p.valueStride;
  let run = p.runs + row * p.runStride;
  if (p.isBytes) {
    const weights = p.weights + block * p.groups * (GROUP * COLUMNS);
    for (let at: usize = 0; at < rows * COLUMNS * 4; at += 16) {
      v128.store(at, i32x4.splat(0), SUMS);
    }
    for (; load<u32>(run, 4) > 0; run += 8) {
      const first = <usize>load<u32>(run);
      const w = weights + first * (GROUP * COLUMNS);
      const x = values + first * rows * (GROUP * 2);
      const pairs = 4 * load<u32>(run, 4);
      if (rows === ROWS) addFourOfBytes(w, x, pairs);
      else addOneOfBytes(w, x, pairs);
    }
    for (let r: u32 = 0; r < rows; r++) {
      addScaled(r * COLUMNS * 4, load<f32>(p.units + 4 * (row + r)));
    }
  } else {
    const weights = p.weights + block * p.groups * (GROUP * COLUMNS * 4);
    for (; load<u32>(run, 4) > 0; run += 8) {
      const first = <usize>load<u32>(run);
      const w = weights + first * (GROUP * COLUMNS * 4);
      const x = values + first * rows * (GROUP * 4);
      const inputs = <u32>GROUP * load<u32>(run, 4);
      if (rows === ROWS) addFour(w, x, inputs);
      else addOne(w, x, inputs);
    }
  }
}

/** before += unit × sums, of one sequence. */
function addScaled(row: usize, unit: f32): void {
  const units = f32x4.splat(unit);
  for (let at = row; at < row + COLUMNS * 4; at += 16) {
    const sums = f32x4.convert_i32x4_s(v128.load(at, SUMS));
    v128.store(at, f32x4.add(v128.load(at, BEFORE), f32x4.mul(units, sums)), BEFORE);
  }
}

/**
 * sums += pairs of inputs · pairs of weights, of one sequence. Whole numbers: in any order, and in
 * any batch, the same to the last bit.
 */
function addOneOfBytes(weights: usize, x: usize, pairs: u32): void {
  let s0 = v128.load(0, SUMS);
  let s1 = v128.load(16, SUMS);
  let s2 = v128.load(32, SUMS);
  let s3 = v128.load(48, SUMS);
  let s4 = v128.load(64, SUMS);
  let s5 = v128.load(80, SUMS);
  let s6 = v128.load(96, SUMS);
  let s7 = v128.load(112, SUMS);
  const end = x + 4 * pairs;
  let w = weights;
  for (let at = x; at < end; at += 4) {
    const pair = v128.load_splat<u32>(at);
    s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v128.load_ext<i8>(w), pair));
    s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v128.load_ext<i8>(w, 8), pair));
    s2 = i32x4.add(s2, i32x4.dot_i16x8_s(v128.load_ext<i8>(w, 16), pair));
    s3 = i32x4.add(s3, i32x4.dot_i16x8_s(v128.load_ext<i8>(w, 24), pair));
    s4 = i32x4.add(s4, i32x4.dot_i16x8_s(v128.load_ext<i8>(w, 32), pair));
    s5 = i32x4.add(s5, i32x4.dot_i16x8_s(v128.load_ext<i8>(w, 40), pair));
    s6 = i32x4.add(s6, i32x4.dot_i16x8_s(v128.load_ext<i8>(w, 48), pair));
    s7 = i32x4.add(s7, i32x4.dot_i16x8_s(v128.load_ext<i8>(w, 56), pair));
    w += 64;
  }
  v128.store(0, s0, SUMS);
  v128.store(16, s1, SUMS);
  v128.store(32, s2, SUMS);
  v128.store(48, s3, SUMS);
  v128.store(64, s4, SUMS);
  v128.store(80, s5, SUMS);
  v128.store(96, s6, SUMS);
  v128.store(112, s7, SUMS);
}

/**
 * The same of four sequences, eight columns at a time, which fills the registers.
 *
 * Relaxed SIMD's dot product of bytes would do no more here: a processor without AVX-VNNI spends
 * two multiplications on its sixteen products, as many as these do, and it takes inputs of 7 bits.
 */
function addFourOfBytes(weights: usize, x: usize, pairs: u32): void {
  const end = x + 16 * pairs;
  for (let part: usize = 0; part < 4; part++) {
    const sums = SUMS + 32 * part;
    let a0 = v128.load(sums);
    let a1 = v128.load(sums, 16);
    let b0 = v128.load(sums, 128);
    let b1 = v128.load(sums, 144);
    let c0 = v128.load(sums, 256);
    let c1 = v128.load(sums, 272);
    let d0 = v128.load(sums, 384);
    let d1 = v128.load(sums, 400);
    let w = weights + 16 * part;
    for (let at = x; at < end; at += 32) {
      const w0 = v128.load_ext<i8>(w);
      const w1 = v128.load_ext<i8>(w, 8);
      const a = v128.load_splat<u32>(at);
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(w0, a));
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(w1, a));
      const b = v128.load_splat<u32>(at, 4);
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(w0, b));
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(w1, b));
      const c = v128.load_splat<u32>(at, 8);
      c0 = i32x4.add(c0, i32x4.dot_i16x8_s(w0, c));
      c1 = i32x4.add(c1, i32x4.dot_i16x8_s(w1, c));
      const d = v128.load_splat<u32>(at, 12);
      d0 = i32x4.add(d0, i32x4.dot_i16x8_s(w0, d));
      d1 = i32x4.add(d1, i32x4.dot_i16x8_s(w1, d));
      const w2 = v128.load_ext<i8>(w, 64);
      const w3 = v128.load_ext<i8>(w, 72);
      const aa = v128.load_splat<u32>(at, 16);
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(w2, aa));
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(w3, aa));
      const bb = v128.load_splat<u32>(at, 20);
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(w2, bb));
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(w3, bb));
      const cc = v128.load_splat<u32>(at, 24);
      c0 = i32x4.add(c0, i32x4.dot_i16x8_s(w2, cc));
      c1 = i32x4.add(c1, i32x4.dot_i16x8_s(w3, cc));
      const dd = v128.load_splat<u32>(at, 28);
      d0 = i32x4.add(d0, i32x4.dot_i16x8_s(w2, dd));
      d1 = i32x4.add(d1, i32x4.dot_i16x8_s(w3, dd));
      w += 128;
    }
    v128.store(sums, a0);
    v128.store(sums, a1, 16);
    v128.store(sums, b0, 128);
    v128.store(sums, b1, 144);
    v128.store(sums, c0, 256);
    v128.store(sums, c1, 272);
    v128.store(sums, d0, 384);
    v128.store(sums, d1, 400);
  }
}

/** before += inputs · weights, of one sequence; for each column in the order of inputs. */
function addOne(weights: usize, x: usize, inputs: u32): void {
  const end = x + 4 * inputs;
  for (let part: usize = 0; part < 4; part++) {
    const sums = BEFORE + 32 * part;
    let s0 = v128.load(sums);
    let s1 = v128.load(sums, 16);
    let w = weights + 32 * part;
    for (let at = x; at < end; at += 4) {
      const a = v128.load_splat<u32>(at);
      s0 = f32x4.add(s0, f32x4.mul(a, v128.load(w)));
      s1 = f32x4.add(s1, f32x4.mul(a, v128.load(w, 16)));
      w += 128;
    }
    v128.store(sums, s0);
    v128.store(sums, s1, 16);
  }
}

/** The same of four sequences. */
function addFour(weights: usize, x: usize, inputs: u32): void {
  const end = x + 16 * inputs;
  for (let part: usize = 0; part < 4; part++) {
    const sums = BEFORE + 32 * part;
    let a0 = v128.load(sums);
    let a1 = v128.load(sums, 16);
    let b0 = v128.load(sums, 128);
    let b1 = v128.load(sums, 144);
    let c0 = v128.load(sums, 256);
    let c1 = v128.load(sums, 272);
    let d0 = v128.load(sums, 384);
    let d1 = v128.load(sums, 400);
    let w = weights + 32 * part;
    for (let at = x; at < end; at += 16) {
      const w0 = v128.load(w);
      const w1 = v128.load(w, 16);
      const a = v128.load_splat<u32>(at);
      a0 = f32x4.add(a0, f32x4.mul(a, w0));
      a1 = f32x4.add(a1, f32x4.mul(a, w1));
      const b = v128.load_splat<u32>(at, 4);
      b0 = f32x4.add(b0, f32x4.mul(b, w0));
      b1 = f32x4.add(b1, f32x4.mul(b, w1));
      const c = v128.load_splat<u32>(at, 8);
      c0 = f32x4.add(c0, f32x4.mul(c, w0));
      c1 = f32x4.add(c1, f32x4.mul(c, w1));
      const d = v128.load_splat<u32>(at, 12);
      d0 = f32x4.add(d0, f32x4.mul(d, w0));
      d1 = f32x4.add(d1, f32x4.mul(d, w1));
      w += 128;
    }
    v128.store(sums, a0);
    v128.store(sums, a1, 16);
    v128.store(sums, b0, 128);
    v128.store(sums, b1, 144);
    v128.store(sums, c0, 256);
    v128.store(sums, c1, 272);
    v128.store(sums, d0, 384);
    v128.store(sums, d1, 400);
  }
}
