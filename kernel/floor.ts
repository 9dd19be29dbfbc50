/** What a machine does at most in WebAssembly SIMD of one thread, for bench/lstm to compare with. */

/** Reads so many bytes from an address on, 64 at a time. @returns something made of all of them */
export function read(from: usize, bytes: usize): i32 {
  let a = i32x4.splat(0);
  let b = i32x4.splat(0);
  let c = i32x4.splat(0);
  let d = i32x4.splat(0);
  for (let at = from; at < from + bytes; at += 64) {
    a = v128.xor(a, v128.load(at));
    b = v128.xor(b, v128.load(at, 16));
    c = v128.xor(c, v128.load(at, 32));
    d = v128.xor(d, v128.load(at, 48));
  }
  return i32x4.extract_lane(v128.xor(v128.xor(a, b), v128.xor(c, d)), 0);
}

/**
 * Rounds of 64 multiply-adds of 16-bit numbers: eight independent sums over factors that stay in
 * the nearest cache (80 bytes at `from`). @returns a lane of the sums
 */
export function multiply(from: usize, rounds: u32): i32 {
  let s0 = i32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  for (let round: u32 = 0; round < rounds; round++) {
    // From a place that changes, or each product would be worked out once for all.
    const at = from + 16 * (round & 1);
    const x = v128.load(at);
    const y = v128.load(at, 16);
    const a = v128.load(at, 32);
    const b = v128.load(at, 48);
    s0 = i32x4.add(s0, i32x4.dot_i16x8_s(x, a));
    s1 = i32x4.add(s1, i32x4.dot_i16x8_s(x, b));
    s2 = i32x4.add(s2, i32x4.dot_i16x8_s(y, a));
    s3 = i32x4.add(s3, i32x4.dot_i16x8_s(y, b));
    s4 = i32x4.add(s4, i32x4.dot_i16x8_s(x, y));
    s5 = i32x4.add(s5, i32x4.dot_i16x8_s(a, b));
    s6 = i32x4.add(s6, i32x4.dot_i16x8_s(x, x));
    s7 = i32x4.add(s7, i32x4.dot_i16x8_s(a, a));
  }
  const low = i32x4.add(i32x4.add(s0, s1), i32x4.add(s2, s3));
  const high = i32x4.add(i32x4.add(s4, s5), i32x4.add(s6, s7));
  return i32x4.extract_lane(i32x4.add(low, high), 0);
}
