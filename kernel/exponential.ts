/** Added to a number, it leaves the nearest whole one in the lowest bits: 1.5 · 2²³, and 127. */
const WHOLE: f32 = 12583039;

/**
 * eˣ of four numbers, those beyond ±40 as if they were that: 2ⁿ · eʳ with |r| ≤ ln 2 / 2, and a
 * polynomial of degree 7 for eʳ (Cephes, expf). What is not a number stays so.
 */
export function exponential(x: v128): v128 {
  const inside = f32x4.pmax(f32x4.pmin(x, f32x4.splat(40)), f32x4.splat(-40));
  // Its lowest bits are n + 127, the exponent of 2ⁿ.
  const shifted = f32x4.add(f32x4.mul(inside, f32x4.splat(1.44269504)), f32x4.splat(WHOLE));
  const n = f32x4.sub(shifted, f32x4.splat(WHOLE));
  // ln 2 in two parts, the first of which n divides without rounding.
  const coarse = f32x4.sub(inside, f32x4.mul(n, f32x4.splat(0.693359375)));
  const r = f32x4.add(coarse, f32x4.mul(n, f32x4.splat(2.1219444e-4)));
  let p = f32x4.splat(1.98756915e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  const tail = f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r);
  return f32x4.mul(f32x4.add(tail, f32x4.splat(1)), i32x4.shl(shifted, 23));
}
