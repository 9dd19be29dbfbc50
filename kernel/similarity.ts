import { SUMS, claim } from "./memory";
import { clear, finish, placeList, put, worst } from "./shortlist";

export { bestId, bestScore } from "./shortlist";

/**
 * The k most similar rows of each row by shrunk cosine, in WebAssembly SIMD (AssemblyScript,
 * compiled by scripts/build-kernel.ts), as src/recommend/accumulate.ts does it: products with all
 * other rows are summed by Gustavson's row product; then what can be among the nearest is picked
 * out. Vectors hold four sums in f32, where that is exact, or two in f64.
 */

/** A column that more than one row in so many has is added up as a full vector. */
const DENSE: u32 = 8;

/** Where a row's products are fewer than one for so many rows, it pays to note what they meet. */
const FEW: u32 = 8;

/** Bytes of sums that are looked at only together. */
const GROUP: usize = 128;

let single = true;
let rows: u32 = 0;
let columns: u32 = 0;
let k: u32 = 0;
let shrinkage: f64 = 0;
let least: f64 = 0;

// To be filled by the caller.
export let rowPtr: usize = 0; // u32 [rows + 1]
export let rowIndex: usize = 0; // u32 [entries], columns ascending
export let rowValue: usize = 0; // f32 or f64 [entries]
export let order: usize = 0; // u32 [rows], the id of each row: of equal scores the lower is better

let columnPtr: usize = 0; // u32 [columns + 1]
let columnIndex: usize = 0; // u32 [entries], byte offsets into the sums, ascending
let columnValue: usize = 0; // f32 or f64 [entries]
let columnFull: usize = 0; // u32 [columns], where a column stands as a full vector, or 0
let square: usize = 0; // f64 [rows]
let norm: usize = 0; // f32 or f64 [rows]
let peak: usize = 0; // f32 or f64, a vector for each group of sums
let touched: usize = 0; // u32 [rows / FEW], byte offsets into the sums
let product: usize = 0; // f32 or f64 [rows / FEW]

/**
 * Claims memory; then the caller fills the rows and calls `begin`.
 *
 * @param isSingle  values and sums in f32, where that is exact, else in f64
 * @param atLeast   pairs with a smaller product are left out
 */
export function place(
  rowCount: u32,
  columnCount: u32,
  entries: u32,
  keep: u32,
  shrink: f64,
  atLeast: f64,
  isSingle: bool,
): void {
  rows = rowCount;
  columns = columnCount;
  k = keep;
  shrinkage = shrink;
  least = atLeast;
  single = isSingle;
  const width: usize = isSingle ? 4 : 8;
  claim(rows * width + GROUP);
  norm = claim(rows * width + GROUP);
  peak = claim(((rows * width) / GROUP + 1) * 16);
  square = claim(rows * 8);
  order = claim(rows * 4);
  touched = claim((rows / FEW + 1) * 4);
  product = claim((rows / FEW + 1) * width);
  rowPtr = claim((rows + 1) * 4);
  rowIndex = claim(entries * 4);
  rowValue = claim(entries * width);
  columnPtr = claim((columns + 1) * 4);
  columnIndex = claim(entries * 4);
  columnValue = claim(entries * width);
  columnFull = claim(columns * 4);
  placeList(k);
}

/** Works out columns and norms of the rows that the caller filled in. */
export function begin(): void {
  if (single) beginAs<f32>();
  else beginAs<f64>();
}

function beginAs<T>(): void {
  const entries = load<u32>(rowPtr + 4 * rows);
  for (let e: u32 = 0; e < entries; e++) {
    const at = columnPtr + 4 * load<u32>(rowIndex + 4 * e);
    store<u32>(at, load<u32>(at) + 1);
  }
  let end: u32 = 0;
  for (let c: u32 = 0; c < columns; c++) {
    const count = load<u32>(columnPtr + 4 * c);
    end += count;
    // Where the next entry goes from behind; in the end where the column starts.
    store<u32>(columnPtr + 4 * c, end);
    if (sizeof<T>() === 4 && count > rows / DENSE) {
      store<u32>(columnFull + 4 * c, <u32>claim(rows * 4));
    }
  }
  store<u32>(columnPtr + 4 * columns, end);
  for (let r: u32 = rows; r-- > 0;) {
    const first = load<u32>(rowPtr + 4 * r);
    let sum: f64 = 0;
    for (let e = load<u32>(rowPtr + 4 * r + 4); e-- > first;) {
      const x = load<T>(rowValue + e * sizeof<T>());
      const c = load<u32>(rowIndex + 4 * e);
      const at = load<u32>(columnPtr + 4 * c) - 1;
      store<u32>(columnPtr + 4 * c, at);
      store<u32>(columnIndex + 4 * at, r * sizeof<T>());
      store<T>(columnValue + at * sizeof<T>(), x);
      const full = load<u32>(columnFull + 4 * c);
      if (full !== 0) store<T>(full + r * sizeof<T>(), x);
    }
    for (let e = first; e < load<u32>(rowPtr + 4 * r + 4); e++) {
      const x = <f64>load<T>(rowValue + e * sizeof<T>());
      sum += x * x;
    }
    store<f64>(square + 8 * r, sum);
    store<T>(norm + r * sizeof<T>(), <T>sqrt(sum));
  }
}

/** Leaves the k nearest of a row in `bestId` and `bestScore`. @returns how many they are */
export function nearest(i: u32): u32 {
  clear();
  if (single) compare<f32>(i);
  else compare<f64>(i);
  return finish();
}

function compare<T>(i: u32): void {
  const first = load<u32>(rowPtr + 4 * i);
  const last = load<u32>(rowPtr + 4 * i + 4);
  let work: u32 = 0;
  for (let e = first; e < last; e++) {
    const at = columnPtr + 4 * load<u32>(rowIndex + 4 * e);
    work += load<u32>(at, 4) - load<u32>(at);
  }
  if (work < rows / FEW) {
    const met = sumTouched<T>(first, last);
    store<T>(i * sizeof<T>(), 0, SUMS);
    lookThroughTouched<T>(i, met);
  } else {
    sum<T>(first, last);
    if (sizeof<T>() === 4) sumFull(first, last);
    store<T>(i * sizeof<T>(), 0, SUMS);
    lookThrough<T>(i);
  }
}

/** Adds up the products of entries first … last − 1 with all that is in their columns. */
function sum<T>(first: u32, last: u32): void {
  for (let e = first; e < last; e++) {
    const c = load<u32>(rowIndex + 4 * e);
    if (sizeof<T>() === 4 && load<u32>(columnFull + 4 * c) !== 0) continue;
    const x = load<T>(rowValue + e * sizeof<T>());
    const start = load<u32>(columnPtr + 4 * c);
    const count = load<u32>(columnPtr + 4 * c, 4) - start;
    let at = columnIndex + 4 * start;
    let value = columnValue + start * sizeof<T>();
    const end = at + 4 * count;
    const unrolled = at + 4 * (count & ~3);
    while (at < unrolled) {
      const j0 = load<u32>(at);
      const j1 = load<u32>(at, 4);
      const j2 = load<u32>(at, 8);
      const j3 = load<u32>(at, 12);
      store<T>(j0, load<T>(j0, SUMS) + x * load<T>(value), SUMS);
      store<T>(j1, load<T>(j1, SUMS) + x * load<T>(value, sizeof<T>()), SUMS);
      store<T>(j2, load<T>(j2, SUMS) + x * load<T>(value, 2 * sizeof<T>()), SUMS);
      store<T>(j3, load<T>(j3, SUMS) + x * load<T>(value, 3 * sizeof<T>()), SUMS);
      at += 16;
      value += 4 * sizeof<T>();
    }
    while (at < end) {
      const j = load<u32>(at);
      store<T>(j, load<T>(j, SUMS) + x * load<T>(value), SUMS);
      at += 4;
      value += sizeof<T>();
    }
  }
}

/** As `sum` of the columns that stand as full vectors, two in one pass over the sums. */
function sumFull(first: u32, last: u32): void {
  let x: f32 = 0;
  let full: u32 = 0;
  for (let e = first; e < last; e++) {
    const next = load<u32>(columnFull + 4 * load<u32>(rowIndex + 4 * e));
    if (next === 0) continue;
    const y = load<f32>(rowValue + 4 * e);
    if (full === 0) {
      full = next;
      x = y;
      continue;
    }
    addFull(x, full, y, next);
    full = 0;
  }
  if (full !== 0) addFull(x, full, 0, full);
}

function addFull(x: f32, a: usize, y: f32, b: usize): void {
  const xs = f32x4.splat(x);
  const ys = f32x4.splat(y);
  const end: usize = 4 * rows;
  for (let at: usize = 0; at < end; at += 16) {
    const both = f32x4.add(f32x4.mul(xs, v128.load(a + at)), f32x4.mul(ys, v128.load(b + at)));
    v128.store(at, f32x4.add(v128.load(at, SUMS), both), SUMS);
  }
}

/**
 * As `sum`, noting which sums are no longer 0; one that was 0 in between is noted again. From the
 * end, where rows are short and so most alike: what one column gives then is in order already.
 */
function sumTouched<T>(first: u32, last: u32): u32 {
  let met: u32 = 0;
  for (let e = first; e < last; e++) {
    const x = load<T>(rowValue + e * sizeof<T>());
    const c = load<u32>(rowIndex + 4 * e);
    const start = load<u32>(columnPtr + 4 * c);
    for (let p = load<u32>(columnPtr + 4 * c, 4); p-- > start;) {
      const j = load<u32>(columnIndex + 4 * p);
      const before = load<T>(j, SUMS);
      store<u32>(touched + 4 * met, j);
      met += u32(before === 0);
      store<T>(j, before + x * load<T>(columnValue + p * sizeof<T>()), SUMS);
    }
  }
  return met;
}

/**
 * Puts on the list what may be among the nearest, and clears the sums. First the largest score of
 * each group, in working precision: where k groups reach some score, what is below need not be
 * looked at.
 */
function lookThrough<T>(i: u32): void {
  const own = v128.splat<T>(load<T>(norm + i * sizeof<T>()));
  const shrink = v128.splat<T>(<T>shrinkage);
  const fewest = v128.splat<T>(<T>least);
  const groups = peaksOf<T>(own, shrink, fewest);
  let floor = v128.splat<T>(reachedByMany<T>(groups));
  for (let g: usize = 0; g < groups; g++) {
    if (!v128.any_true(v128.gt<T>(v128.load(peak + 16 * g), floor))) continue;
    const end = GROUP * (g + 1);
    for (let at = GROUP * g; at < end; at += 16) {
      const sums = v128.load(at, SUMS);
      const scale = v128.add<T>(v128.mul<T>(v128.load(norm + at), own), shrink);
      const hits = v128.and(v128.gt<T>(sums, v128.mul<T>(scale, floor)), v128.ge<T>(sums, fewest));
      if (!v128.any_true(hits)) continue;
      let reached: u32 = sizeof<T>() === 4 ? i32x4.bitmask(hits) : i64x2.bitmask(hits);
      do {
        const cell = at + ctz(reached) * sizeof<T>();
        offer(i, <u32>(cell / sizeof<T>()), <f64>load<T>(cell, SUMS));
        reached &= reached - 1;
      } while (reached !== 0);
      if (worst > 0) floor = v128.splat<T>(lowered<T>(worst));
    }
  }
  memory.fill(SUMS, 0, rows * sizeof<T>());
}

/** Leaves the largest score of each group, a lane a group, at `peak`. @returns how many vectors */
function peaksOf<T>(own: v128, shrink: v128, fewest: v128): usize {
  const end = <usize>rows * sizeof<T>();
  let groups: usize = 0;
  for (let start: usize = 0; start < end; start += GROUP) {
    let most = v128.splat<T>(0);
    for (let at = start; at < start + GROUP; at += 16) {
      const sums = v128.load(at, SUMS);
      const scale = v128.add<T>(v128.mul<T>(v128.load(norm + at), own), shrink);
      // An empty row gives 0 / 0, which is not larger than anything.
      const score = v128.and(v128.div<T>(sums, scale), v128.ge<T>(sums, fewest));
      most = v128.pmax<T>(most, score);
    }
    v128.store(peak + 16 * groups++, most);
  }
  return groups;
}

/** A score that k of the peaks reach, close to the k-th largest; 0 where there are too few. */
function reachedByMany<T>(groups: usize): T {
  let most = v128.splat<T>(0);
  for (let g: usize = 0; g < groups; g++) most = v128.pmax<T>(most, v128.load(peak + 16 * g));
  let low: T = 0;
  let high = max<T>(v128.extract_lane<T>(most, 0), v128.extract_lane<T>(most, 1));
  if (sizeof<T>() === 4) {
    high = max<T>(high, max<T>(v128.extract_lane<T>(most, 2), v128.extract_lane<T>(most, 3)));
  }
  for (let halvings = 0; halvings < 10; halvings++) {
    const middle = (low + high) / 2;
    const bar = v128.splat<T>(middle);
    let count = i32x4.splat(0);
    for (let g: usize = 0; g < groups; g++) {
      count = i32x4.sub(count, v128.gt<T>(v128.load(peak + 16 * g), bar));
    }
    let all = i32x4.extract_lane(count, 0) + i32x4.extract_lane(count, 2);
    if (sizeof<T>() === 4) all += i32x4.extract_lane(count, 1) + i32x4.extract_lane(count, 3);
    if (<u32>all >= k) low = middle;
    else high = middle;
  }
  return lowered<T>(low);
}

/** As `lookThrough`, where a few sums were noted: each is a group of its own. */
function lookThroughTouched<T>(i: u32, met: u32): void {
  const own = load<T>(norm + i * sizeof<T>());
  for (let t: u32 = 0; t < met; t++) {
    const at = load<u32>(touched + 4 * t);
    const sum = load<T>(at, SUMS);
    // One that was noted twice counts once.
    store<T>(at, 0, SUMS);
    store<T>(product + t * sizeof<T>(), sum);
    const score = sum / (load<T>(norm + at) * own + <T>shrinkage);
    store<T>(peak + t * sizeof<T>(), sum >= <T>least ? score : 0);
  }
  const end = peak + met * sizeof<T>();
  v128.store(end, v128.splat<T>(0));
  let floor = met > k ? reachedByMany<T>((met * sizeof<T>() + 15) / 16) : <T>0;
  for (let t: u32 = 0; t < met; t++) {
    if (load<T>(peak + t * sizeof<T>()) > floor) {
      const j = load<u32>(touched + 4 * t) / sizeof<T>();
      offer(i, j, <f64>load<T>(product + t * sizeof<T>()));
      if (worst > 0) floor = lowered<T>(worst);
    }
  }
}

/** A little lower, for what is compared with it is rounded. */
function lowered<T>(score: f64): T {
  return <T>(score * (1 - (sizeof<T>() === 4 ? 1e-6 : 1e-12)));
}

/** Works out a score exactly, and puts it on the list. */
function offer(i: u32, j: u32, product: f64): void {
  const squares = load<f64>(square + 8 * i) * load<f64>(square + 8 * j);
  put(load<u32>(order + 4 * j), product / (sqrt(squares) + shrinkage));
}
