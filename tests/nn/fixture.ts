import type { RecurrentWeights } from "../../src/nn/recurrent-weights";
import fixture from "../fixtures/nn/lstm.json";

interface Dense {
  readonly kernel: { readonly shape: number[]; readonly values: number[] };
  readonly bias: number[];
}

const matrix = ({ shape, values }: Dense["kernel"]) => ({
  shape,
  values: Float32Array.from(values),
});
const dense = ({ kernel, bias }: Dense) => ({
  kernel: matrix(kernel),
  bias: Float32Array.from(bias),
});

/** Two layers of 5, a head over hidden and input with a relu in it, a linear one over hidden. */
export const weights: RecurrentWeights<"deep" | "shallow"> = {
  layers: fixture.layers.map(dense),
  heads: {
    deep: {
      reads: "hidden+input",
      layers: [{ ...dense(fixture.middle), activation: "relu" }, dense(fixture.out)],
    },
    shallow: { reads: "hidden", layers: [dense(fixture.plain)] },
  },
};

export const batch = fixture.batch;

/** Inputs [batch × 4] of eight steps, and what PyTorch answers, [batch × 7]. */
export const steps = fixture.steps.map(({ input, deep, shallow }) => ({
  input: Float32Array.from(input),
  deep,
  shallow,
}));

/** The greatest distance between two rows of numbers. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    const apart = Math.abs((a[i] as number) - (b[i] as number));
    if (!(apart <= most)) most = apart;
  }
  return most;
}

/** Some rows of a row-major array, in the order given. */
export function pickRows(values: ArrayLike<number>, rows: number[], width: number): Float32Array {
  const all = Array.from(values);
  return Float32Array.from(rows.flatMap((row) => all.slice(row * width, (row + 1) * width)));
}
