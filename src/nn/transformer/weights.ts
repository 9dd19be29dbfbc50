import * as v from "valibot";
import type { Checkpoint } from "../checkpoint";
import type { Tensor } from "../matrix";

const positive = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(65_536));

const shape = v.object({
  kind: v.literal("llama"),
  vocabulary: positive,
  width: positive,
  layers: positive,
  heads: positive,
  /** Width of the inner layer. */
  inner: positive,
  /** Positions at most. */
  context: positive,
  /** Base of the rotary angles. */
  base: v.optional(v.pipe(v.number(), v.minValue(1)), 10_000),
  /** Under the root of a norm. */
  epsilon: v.optional(v.pipe(v.number(), v.minValue(0)), 1e-5),
});

/** Sizes of a llama-style transformer, as stored under `architecture`. */
export type TransformerShape = Readonly<v.InferOutput<typeof shape>>;

export interface LayerWeights {
  readonly attentionNorm: Float32Array; // [width]
  readonly qkv: Tensor; // [3 × width, width]: queries, keys, values, each head by head
  readonly out: Tensor; // [width, width]
  readonly innerNorm: Float32Array; // [width]
  readonly up: Tensor; // [2 × inner, width]: gates, then values
  readonly down: Tensor; // [width, inner]
}

/**
 * Weights of a transformer in llama's form: RMSNorm before each part, rotary positions (dimension i
 * of a head with i + half of its size), SwiGLU, no biases, one table for input and output. Matrices
 * are [out, in].
 */
export interface TransformerWeights {
  readonly shape: TransformerShape;
  readonly table: Tensor; // [vocabulary, width]
  readonly layers: readonly LayerWeights[];
  readonly norm: Float32Array; // [width]
}

/**
 * Takes a transformer out of a checkpoint.
 *
 * @throws RangeError when the architecture is not one, or a tensor is missing or of another shape
 */
export function transformerWeights(checkpoint: Checkpoint): TransformerWeights {
  const sizes = readShape(checkpoint.architecture);
  const { vocabulary, width, layers, inner } = sizes;
  const vector = (name: string) => checkpoint.get(name, [width]).values;
  return {
    shape: sizes,
    table: checkpoint.get("table", [vocabulary, width]),
    layers: Array.from({ length: layers }, (_, i) => ({
      attentionNorm: vector(`layers/${i}/attention/norm`),
      qkv: checkpoint.get(`layers/${i}/attention/qkv`, [3 * width, width]),
      out: checkpoint.get(`layers/${i}/attention/out`, [width, width]),
      innerNorm: vector(`layers/${i}/inner/norm`),
      up: checkpoint.get(`layers/${i}/inner/up`, [2 * inner, width]),
      down: checkpoint.get(`layers/${i}/inner/down`, [width, inner]),
    })),
    norm: vector("norm"),
  };
}

/** @throws RangeError when it is not the architecture of a transformer that runs here */
function readShape(architecture: unknown): TransformerShape {
  const parsed = v.safeParse(shape, architecture);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new RangeError(`The architecture's ${v.getDotPath(issue) ?? "kind"}: ${issue.message}`);
  }
  const { width, heads, inner, context } = parsed.output;
  if (width % (16 * heads) || inner % 8 || context % 16) {
    throw new RangeError(
      `A transformer of ${heads} heads in ${width}, inner ${inner}, context ${context} does not run ` +
        "here: heads and context must be multiples of 16, the inner layer of 8",
    );
  }
  return parsed.output;
}
