/** 1 / (1 + e⁻ˣ) of four numbers; within 2e-7 of the exact value. */
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
}

/**
 * σ(x) tanh(y) of four pairs, by one division: (e²ʸ − 1) / ((1 + e⁻ˣ) (e²ʸ + 1)); within 2e-7 of the
 * exact value.
 */
export function sigmoidTanh(x: v128, y: v128): v128 {
  const one = f32x4.splat(1);
  const e = exp(f32x4.add(y, y));
  const below = f32x4.mul(f32x4.add(one, exp(f32x4.neg(x))), f32x4.add(e, one));
  return f32x4.div(f32x4.sub(e, one), below);
}

/**
 * eˣ of four numbers, those beyond ±40 as if they were that: 2ⁿ · eʳ with |r| ≤ ln 2 / 2, and a
 * polynomial of degree 7 for eʳ (Cephes, expf). What is not a number stays so.
 */
function exp(x: v128): v128 {
  const inside = f32x4.max(f32x4.min(x, f32x4.splat(40)), f32x4.splat(-40));
  const n = f32x4.nearest(f32x4.mul(inside, f32x4.splat(1.44269504)));
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
  const exponent = i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127));
  return f32x4.mul(f32x4.add(tail, f32x4.splat(1)), i32x4.shl(exponent, 23));
}
