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
  // Bits of numbers ≥ 0 are in the order of the numbers, with what is no number at the end.
  let most = i32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const scaled = f32x4.mul(v128.load(from + at), v128.load(p.scales + at));
    most = i32x4.max_s(most, f32x4.abs(scaled));
  }
  const largest = reinterpret<f32>(
    max(
      max(i32x4.extract_lane(most, 0), i32x4.extract_lane(most, 1)),
      max(i32x4.extract_lane(most, 2), i32x4.extract_lane(most, 3)),
    ),
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

/** Added to a number below 2²², it leaves the nearest whole one in the lowest bits: 1.5 · 2²³. */
const WHOLE: f32 = 12582912;

function whole(from: usize, scales: usize, perUnit: v128): v128 {
  const scaled = f32x4.mul(v128.load(from), v128.load(scales));
  const shifted = f32x4.add(f32x4.mul(scaled, perUnit), f32x4.splat(WHOLE));
  return i32x4.sub(shifted, f32x4.splat(WHOLE));
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
  if (!p.isBytes) return addRuns<f32>(p, block, row, rows, BEFORE);
  for (let at: usize = 0; at < rows * COLUMNS * 4; at += 16) {
    v128.store(at, i32x4.splat(0), SUMS);
  }
  addRuns<i8>(p, block, row, rows, SUMS);
  for (let r: u32 = 0; r < rows; r++) {
    addScaled(r * COLUMNS * 4, load<f32>(p.units + 4 * (row + r)));
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
 * Adds to sums what these sequences give, passing over inputs that are zero. Weights of type `W`:
 * i8, with inputs in pairs, or f32.
 */
function addRuns<W>(p: Product, block: u32, row: u32, rows: u32, sums: usize): void {
  const inputs = GROUP / inputsOf<W>(); // of a group, 4 bytes each
  const bytes = inputs * 8 * vectorOf<W>();
  const weights = p.weights + block * p.groups * bytes;
  const values = p.values + row * p.valueStride;
  for (let run = p.runs + row * p.runStride; load<u32>(run, 4) > 0; run += 8) {
    const first = <usize>load<u32>(run);
    const w = weights + first * bytes;
    const x = values + first * rows * inputs * 4;
    const end = x + load<u32>(run, 4) * rows * inputs * 4;
    if (rows === ROWS) addFour<W>(w, x, end, sums);
    else addOne<W>(w, x, end, sums);
  }
}

/** Inputs that are multiplied together. */
function inputsOf<W>(): usize {
  return isFloat<W>() ? 1 : 2;
}

/** Bytes of weights that make a vector: four columns by the inputs that go together. */
function vectorOf<W>(): usize {
  return 4 * inputsOf<W>() * sizeof<W>();
}

/** A vector of weights, bytes widened. */
function weightsAt<W>(at: usize): v128 {
  return isFloat<W>() ? v128.load(at) : v128.load_ext<i8>(at);
}

/**
 * Sums and the products of weights with an input, or a pair. Of bytes these are whole numbers: in
 * any order, and in any batch, the same to the last bit.
 *
 * Relaxed SIMD's dot product of bytes would do no more here: a processor without AVX-VNNI spends
 * two multiplications on its sixteen products, as many as these do, and it takes inputs of 7 bits.
 */
function plus<W>(sums: v128, weights: v128, x: v128): v128 {
  return isFloat<W>()
    ? f32x4.add(sums, f32x4.mul(x, weights))
    : i32x4.add(sums, i32x4.dot_i16x8_s(weights, x));
}

/** sums += inputs · weights, of one sequence; for each column in the order of inputs. */
function addOne<W>(weights: usize, x: usize, end: usize, sums: usize): void {
  const next = vectorOf<W>();
  let s0 = v128.load(sums);
  let s1 = v128.load(sums, 16);
  let s2 = v128.load(sums, 32);
  let s3 = v128.load(sums, 48);
  let s4 = v128.load(sums, 64);
  let s5 = v128.load(sums, 80);
  let s6 = v128.load(sums, 96);
  let s7 = v128.load(sums, 112);
  let w = weights;
  for (let at = x; at < end; at += 4) {
    const a = v128.load_splat<u32>(at);
    s0 = plus<W>(s0, weightsAt<W>(w), a);
    s1 = plus<W>(s1, weightsAt<W>(w + next), a);
    s2 = plus<W>(s2, weightsAt<W>(w + 2 * next), a);
    s3 = plus<W>(s3, weightsAt<W>(w + 3 * next), a);
    s4 = plus<W>(s4, weightsAt<W>(w + 4 * next), a);
    s5 = plus<W>(s5, weightsAt<W>(w + 5 * next), a);
    s6 = plus<W>(s6, weightsAt<W>(w + 6 * next), a);
    s7 = plus<W>(s7, weightsAt<W>(w + 7 * next), a);
    w += 8 * next;
  }
  v128.store(sums, s0);
  v128.store(sums, s1, 16);
  v128.store(sums, s2, 32);
  v128.store(sums, s3, 48);
  v128.store(sums, s4, 64);
  v128.store(sums, s5, 80);
  v128.store(sums, s6, 96);
  v128.store(sums, s7, 112);
}

/** The same of four sequences, eight columns at a time, which fills the registers. */
function addFour<W>(weights: usize, x: usize, end: usize, sums: usize): void {
  const next = vectorOf<W>();
  for (let part: usize = 0; part < 4; part++) {
    const to = sums + 32 * part;
    let a0 = v128.load(to);
    let a1 = v128.load(to, 16);
    let b0 = v128.load(to, 128);
    let b1 = v128.load(to, 144);
    let c0 = v128.load(to, 256);
    let c1 = v128.load(to, 272);
    let d0 = v128.load(to, 384);
    let d1 = v128.load(to, 400);
    let w = weights + 2 * next * part;
    for (let at = x; at < end; at += 16) {
      const w0 = weightsAt<W>(w);
      const w1 = weightsAt<W>(w + next);
      const a = v128.load_splat<u32>(at);
      a0 = plus<W>(a0, w0, a);
      a1 = plus<W>(a1, w1, a);
      const b = v128.load_splat<u32>(at, 4);
      b0 = plus<W>(b0, w0, b);
      b1 = plus<W>(b1, w1, b);
      const c = v128.load_splat<u32>(at, 8);
      c0 = plus<W>(c0, w0, c);
      c1 = plus<W>(c1, w1, c);
      const d = v128.load_splat<u32>(at, 12);
      d0 = plus<W>(d0, w0, d);
      d1 = plus<W>(d1, w1, d);
      w += 8 * next;
    }
    v128.store(to, a0);
    v128.store(to, a1, 16);
    v128.store(to, b0, 128);
    v128.store(to, b1, 144);
    v128.store(to, c0, 256);
    v128.store(to, c1, 272);
    v128.store(to, d0, 384);
    v128.store(to, d1, 400);
  }
}
