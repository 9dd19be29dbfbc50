import type { Random } from "../../../src/base/random";
import { roundRows } from "../../../src/nn/matrix";
import { randomArray } from "../../../src/nn/random-weights";
import type { TransformerShape, TransformerWeights } from "../../../src/nn/transformer/weights";

export const tinyShape: TransformerShape = {
  kind: "llama",
  vocabulary: 75,
  width: 32,
  layers: 2,
  heads: 2,
  inner: 40,
  context: 48,
  base: 10_000,
  epsilon: 1e-5,
};

/** A transformer with weights in bytes, drawn at random and large enough that attention chooses. */
export function randomTransformer(shape: TransformerShape, random: Random): TransformerWeights {
  const { vocabulary, width, layers, inner } = shape;
  const matrix = (rows: number, columns: number) =>
    roundRows({
      shape: [rows, columns],
      values: randomArray(rows * columns, 2 / Math.sqrt(columns), random),
    });
  const gain = () => randomArray(width, 0.5, random).map((x) => 1 + x);
  return {
    shape,
    table: matrix(vocabulary, width),
    layers: Array.from({ length: layers }, () => ({
      attentionNorm: gain(),
      qkv: matrix(3 * width, width),
      out: matrix(width, width),
      innerNorm: gain(),
      up: matrix(2 * inner, width),
      down: matrix(width, inner),
    })),
    norm: gain(),
  };
}
