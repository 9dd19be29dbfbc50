/** Numbers with a shape, row-major: element (r, c) of a matrix is values[r × columns + c]. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
  /** The same matrix as bytes, where it comes from such: values[r, c] = bytes[r, c] × scales[r]. */
  readonly rounded?: RoundedRows;
}

/** A matrix in bytes −127…127, row-major, with a scale for each row. */
interface RoundedRows {
  readonly bytes: Int8Array;
  readonly scales: Float32Array;
}

/** The matrix rounded to bytes, each row by its largest number, as checkpoints keep them. */
export function roundRows(tensor: Tensor): Tensor {
  const [rows, columns] = matrixShape(tensor, "what is rounded");
  const bytes = new Int8Array(rows * columns);
  const scales = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    const row = tensor.values.subarray(r * columns, (r + 1) * columns);
    const scale = Math.fround(row.reduce((most, x) => Math.max(most, Math.abs(x)), 0) / 127);
    scales[r] = scale;
    if (scale > 0) row.forEach((x, c) => (bytes[r * columns + c] = Math.round(x / scale)));
  }
  return { shape: tensor.shape, values: scaledRows({ bytes, scales }), rounded: { bytes, scales } };
}

/** w[r][c] = bytes[r][c] × scales[r] */
export function scaledRows({ bytes, scales }: RoundedRows): Float32Array {
  const values = new Float32Array(bytes.length);
  const columns = bytes.length / scales.length;
  for (let r = 0; r < scales.length; r++) {
    const scale = scales[r] as number;
    for (let i = r * columns; i < (r + 1) * columns; i++) values[i] = (bytes[i] as number) * scale;
  }
  return values;
}

/**
 * Rows and columns of a matrix.
 *
 * @throws RangeError when the tensor is not 2-D, or its values do not fill its shape
 */
export function matrixShape(
  tensor: Tensor,
  name: string,
): readonly [rows: number, columns: number] {
  const [rows, columns, ...more] = tensor.shape;
  if (rows === undefined || columns === undefined || more.length > 0) {
    throw new RangeError(`${name} has ${tensor.shape.length} dimensions instead of 2`);
  }
  if (tensor.values.length !== rows * columns) {
    throw new RangeError(
      `${name} has ${tensor.values.length} values instead of ${rows} × ${columns}`,
    );
  }
  return [rows, columns];
}

/**
 * Sum of rows of a table: what the product of a many-hot vector and the table would be, without
 * the zeros. Written for features that are each an index into one shared table.
 *
 * @param table    [rows, width]
 * @param indices  rows to add, each in [0, rows); a row may come twice
 * @param out      [width]; overwritten. A subarray of a batch serves.
 * @throws RangeError when an index is outside the table or `out` is not `width` long
 */
export function sumRows(
  table: Tensor,
  indices: ArrayLike<number>,
  out: Float32Array,
): Float32Array {
  const [rows, width] = table.shape as [number, number];
  const { values } = table;
  if (out.length !== width) throw new RangeError(`out is ${out.length} long instead of ${width}`);
  for (let i = 0; i < indices.length; i++) {
    const row = indices[i] as number;
    if (!(row >= 0 && row < rows)) throw new RangeError(`row ${row} is outside a table of ${rows}`);
  }
  out.fill(0);
  let i = 0;
  // Four rows in a pass, each sum rounded as if it had been written out: the same to the last bit.
  for (; i + 4 <= indices.length; i += 4) {
    const p = (indices[i] as number) * width;
    const q = (indices[i + 1] as number) * width;
    const r = (indices[i + 2] as number) * width;
    const s = (indices[i + 3] as number) * width;
    for (let c = 0; c < width; c++) {
      const two = Math.fround((out[c] as number) + (values[p + c] as number));
      const three = Math.fround(two + (values[q + c] as number));
      const four = Math.fround(three + (values[r + c] as number));
      out[c] = four + (values[s + c] as number);
    }
  }
  for (; i < indices.length; i++) {
    const start = (indices[i] as number) * width;
    for (let c = 0; c < width; c++) {
      out[c] = (out[c] as number) + (values[start + c] as number);
    }
  }
  return out;
}

/**
 * One row through a dense layer on the spot: input · kernel + bias. For heads so small that a
 * visit to the device would cost more than the arithmetic.
 *
 * @param input   [in]; zeros cost nothing
 * @param kernel  [in, out]
 * @param bias    [out]
 * @returns       [out]
 */
export function denseRow(input: Float32Array, kernel: Tensor, bias: Float32Array): Float32Array {
  const out = Float32Array.from(bias);
  const columns = out.length;
  const { values } = kernel;
  for (let r = 0; r < input.length; r++) {
    const x = input[r] as number;
    if (x === 0) continue;
    const start = r * columns;
    for (let c = 0; c < columns; c++) {
      out[c] = (out[c] as number) + x * (values[start + c] as number);
    }
  }
  return out;
}
