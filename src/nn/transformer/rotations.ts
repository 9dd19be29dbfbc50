import type { TransformerShape } from "./weights";

/** Cosines and sines of the rotary angles, [context × size / 2]: position × base ^ (−2i / size). */
export interface Rotations {
  readonly cosines: Float32Array;
  readonly sines: Float32Array;
}

/** @see Su et al., "RoFormer: enhanced transformer with rotary position embedding", 2021 */
export function rotations({ width, heads, context, base }: TransformerShape): Rotations {
  const size = width / heads;
  const half = size / 2;
  const angles = Float64Array.from({ length: context * half }, (_, at) => {
    return Math.floor(at / half) * base ** ((-2 * (at % half)) / size);
  });
  return {
    cosines: Float32Array.from(angles, Math.cos),
    sines: Float32Array.from(angles, Math.sin),
  };
}
