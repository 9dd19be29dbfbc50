import { exponential } from "./exponential";

/**
 * Attention of one head over its cache, in f32. Keys stand by sixteen positions, [16s][size][16],
 * so that a score needs no sum across lanes; values stand as they come, [positions][size].
 */
const TOGETHER: u32 = 16;
const LINE: usize = 64; // bytes of one number of sixteen keys

/** Turns the two halves of a head, pair by pair (dimension i with i + size / 2), in place. */
export function rotate(x: usize, cosines: usize, sines: usize, halfBytes: usize): void {
  for (let at: usize = 0; at < halfBytes; at += 16) {
    const a = v128.load(x + at);
    const b = v128.load(x + at + halfBytes);
    const cosine = v128.load(cosines + at);
    const sine = v128.load(sines + at);
    v128.store(x + at, f32x4.sub(f32x4.mul(a, cosine), f32x4.mul(b, sine)));
    v128.store(x + at + halfBytes, f32x4.add(f32x4.mul(a, sine), f32x4.mul(b, cosine)));
  }
}

/** Puts a key of one head at its position. */
export function keepKey(key: usize, keys: usize, size: u32, position: u32): void {
  let to = keys + (position / TOGETHER) * size * LINE + 4 * (position % TOGETHER);
  for (let from = key; from < key + 4 * size; from += 4) {
    store<f32>(to, load<f32>(from));
    to += LINE;
  }
}

/** Puts a value of one head at its position. */
export function keepValue(value: usize, values: usize, size: u32, position: u32): void {
  const to = values + 4 * position * size;
  for (let at: usize = 0; at < 4 * size; at += 16) v128.store(to + at, v128.load(value + at));
}

/**
 * out = Σ softmax(query · keys) values, over all positions up to this one.
 *
 * @param query   [size], already divided by √size; `out` may be the same place
 * @param scores  room for one number a position, in sixteens
 * @param size    a multiple of 16
 */
export function attend(
  query: usize,
  keys: usize,
  values: usize,
  scores: usize,
  out: usize,
  size: u32,
  position: u32,
): void {
  const sixteens = position / TOGETHER + 1;
  const end = scores + sixteens * LINE;
  let key = keys;
  for (let to = scores; to < end; to += LINE) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    for (let at = query; at < query + 4 * size; at += 4) {
      const q = v128.load_splat<u32>(at);
      s0 = f32x4.add(s0, f32x4.mul(q, v128.load(key)));
      s1 = f32x4.add(s1, f32x4.mul(q, v128.load(key, 16)));
      s2 = f32x4.add(s2, f32x4.mul(q, v128.load(key, 32)));
      s3 = f32x4.add(s3, f32x4.mul(q, v128.load(key, 48)));
      key += LINE;
    }
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
  }
  // What stands beyond this position belongs to nobody; its share comes to less than 1e-17.
  for (let at = scores + 4 * (position + 1); at < end; at += 4) store<f32>(at, -1e30);
  const share = softmax(scores, end);
  for (let part: usize = 0; part < 4 * size; part += LINE) {
    let o0 = f32x4.splat(0);
    let o1 = o0;
    let o2 = o0;
    let o3 = o0;
    let value = values + part;
    for (let at = scores; at <= scores + 4 * position; at += 4) {
      const p = v128.load_splat<u32>(at);
      o0 = f32x4.add(o0, f32x4.mul(p, v128.load(value)));
      o1 = f32x4.add(o1, f32x4.mul(p, v128.load(value, 16)));
      o2 = f32x4.add(o2, f32x4.mul(p, v128.load(value, 32)));
      o3 = f32x4.add(o3, f32x4.mul(p, v128.load(value, 48)));
      value += 4 * size;
    }
    v128.store(out + part, f32x4.mul(o0, share));
    v128.store(out + part, f32x4.mul(o1, share), 16);
    v128.store(out + part, f32x4.mul(o2, share), 32);
    v128.store(out + part, f32x4.mul(o3, share), 48);
  }
}

/** Scores → their exponentials, the largest 1. @returns 1 / their sum, in each lane */
function softmax(from: usize, end: usize): v128 {
  let most = v128.load(from);
  for (let at = from + 16; at < end; at += 16) most = f32x4.max(most, v128.load(at));
  most = f32x4.max(most, v128.shuffle<u32>(most, most, 2, 3, 0, 1));
  most = f32x4.max(most, v128.shuffle<u32>(most, most, 1, 0, 3, 2));
  let sum = f32x4.splat(0);
  for (let at = from; at < end; at += 16) {
    const e = exponential(f32x4.sub(v128.load(at), most));
    sum = f32x4.add(sum, e);
    v128.store(at, e);
  }
  return f32x4.splat(1 / acrossLanes(sum));
}

/** The sum of four lanes. */
export function acrossLanes(x: v128): f32 {
  const two = f32x4.add(x, v128.shuffle<u32>(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(two, 0) + f32x4.extract_lane(two, 1);
}
