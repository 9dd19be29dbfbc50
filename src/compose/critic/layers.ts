import type { Tensor } from "../../nn/matrix";

/** A dense layer: kernel [in, out], bias [out]. */
export interface Dense {
  readonly kernel: Tensor;
  readonly bias: Float32Array;
}

/**
 * x + relu(conv(x)): three taps, `dilation` places apart, zero beyond the ends. A place's sums are
 * gathered in a row while it is in the cache, four inputs at a time.
 *
 * @param x      [places × width], width a multiple of four
 * @param layer  kernel [3 × width, width], the earliest tap first
 * @returns      [places × width], in an array of its own
 */
export function convolved(
  x: Float32Array,
  { kernel, bias }: Dense,
  dilation: number,
): Float32Array {
  const width = bias.length;
  const places = x.length / width;
  const out = new Float32Array(x.length);
  const sums = new Float32Array(width);
  for (let place = 0; place < places; place++) {
    sums.set(bias);
    for (let tap = 0; tap < 3; tap++) {
      const source = place + (tap - 1) * dilation;
      if (source < 0 || source >= places) continue;
      addProduct(x, source * width, width, kernel.values, tap * width * width, sums);
    }
    for (let c = 0; c < width; c++) {
      const i = place * width + c;
      out[i] = (x[i] as number) + Math.max(0, sums[c] as number);
    }
  }
  return out;
}

/** relu(x · kernel + bias) of each row; x [rows × in] → [rows × out]. */
export function denseRelu(x: Float32Array, { kernel, bias }: Dense): Float32Array {
  const inputs = kernel.shape[0] as number;
  const width = bias.length;
  const rows = x.length / inputs;
  const out = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const sums = out.subarray(row * width, (row + 1) * width);
    sums.set(bias);
    addProduct(x, row * inputs, inputs, kernel.values, 0, sums);
    for (let c = 0; c < width; c++) if ((sums[c] as number) < 0) sums[c] = 0;
  }
  return out;
}

/** sums += x[from … from + inputs) · kernel rows from `start` on; inputs a multiple of four. */
function addProduct(
  x: Float32Array,
  from: number,
  inputs: number,
  kernel: Float32Array,
  start: number,
  sums: Float32Array,
): void {
  const width = sums.length;
  for (let k = 0; k < inputs; k += 4) {
    const x0 = x[from + k] as number;
    const x1 = x[from + k + 1] as number;
    const x2 = x[from + k + 2] as number;
    const x3 = x[from + k + 3] as number;
    const k0 = start + k * width;
    const k1 = k0 + width;
    const k2 = k1 + width;
    const k3 = k2 + width;
    for (let c = 0; c < width; c++) {
      sums[c] =
        (sums[c] as number) +
        x0 * (kernel[k0 + c] as number) +
        x1 * (kernel[k1 + c] as number) +
        x2 * (kernel[k2 + c] as number) +
        x3 * (kernel[k3 + c] as number);
    }
  }
}
