import type { Dense } from "./layers";
import { denseRelu } from "./layers";

/** relu(x · first) · second: one logit for each row. */
export interface Head {
  readonly first: Dense; // [in, hidden]
  readonly second: Dense; // [hidden, 1]
}

/** The critic's last layers: what practice on a person's tunes goes on training. */
export interface CriticHeads {
  /** Over a bar as read, [64]. */
  readonly bars: Head;
  /** Over the bars' mean and least values, [2 × 64]. */
  readonly whole: Head;
}

/** The logit of each row. x [rows × in] → [rows] */
export function headLogits(x: Float32Array, { first, second }: Head): Float32Array {
  const hidden = denseRelu(x, first);
  const width = first.bias.length;
  const [bias = 0] = second.bias;
  return Float32Array.from({ length: hidden.length / width }, (_, row) => {
    let sum = bias;
    for (let c = 0; c < width; c++) {
      sum += (hidden[row * width + c] as number) * (second.kernel.values[c] as number);
    }
    return sum;
  });
}

/** 1 / (1 + e^−x) */
export function chance(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
