import { exponential } from "./exponential";

/** 1 / (1 + e⁻ˣ) of four numbers; within 2e-7 of the exact value. */
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))));
}

/**
 * σ(x) tanh(y) of four pairs, by one division: (e²ʸ − 1) / ((1 + e⁻ˣ) (e²ʸ + 1)); within 2e-7 of the
 * exact value.
 */
export function sigmoidTanh(x: v128, y: v128): v128 {
  const one = f32x4.splat(1);
  const e = exponential(f32x4.add(y, y));
  const below = f32x4.mul(f32x4.add(one, exponential(f32x4.neg(x))), f32x4.add(e, one));
  return f32x4.div(f32x4.sub(e, one), below);
}
