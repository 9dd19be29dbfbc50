import type { Random } from "../base/random";
import { roundRows } from "./matrix";
import type { DenseWeights, HeadWeights, LstmWeights } from "./recurrent-weights";
import type { RecurrentWeights } from "./recurrent-weights";

/**
 * A network of some shape with weights drawn at random, to measure speed by and to test with. What
 * it says means nothing.
 *
 * @param inputs   numbers a step
 * @param classes  of the one head, linear over the top hidden state
 */
export function randomWeights(
  inputs: number,
  hidden: number,
  layers: number,
  classes: number,
  random: Random,
): RecurrentWeights<"logits"> {
  const matrix = (rows: number, columns: number) => ({
    shape: [rows, columns],
    values: randomArray(rows * columns, 1 / Math.sqrt(rows), random),
  });
  return {
    layers: Array.from({ length: layers }, (_, i) => ({
      kernel: matrix((i === 0 ? inputs : hidden) + hidden, 4 * hidden),
      bias: randomArray(4 * hidden, 0.1, random),
    })),
    heads: {
      logits: {
        reads: "hidden",
        layers: [{ kernel: matrix(hidden, classes), bias: randomArray(classes, 0.1, random) }],
      },
    },
  };
}

/** Uniform numbers in [−width, width). */
export function randomArray(length: number, width: number, random: Random): Float32Array {
  return Float32Array.from({ length }, () => width * (2 * random() - 1));
}

/** The same network with every matrix rounded to bytes, as checkpoints keep them. */
export function roundWeights<Head extends string>({
  layers,
  heads,
}: RecurrentWeights<Head>): RecurrentWeights<Head> {
  const round = <L extends LstmWeights | DenseWeights>(layer: L): L => ({
    ...layer,
    kernel: roundRows(layer.kernel),
  });
  const rounded = Object.entries<HeadWeights>(heads).map(([name, head]) => {
    return [name, { ...head, layers: head.layers.map(round) }];
  });
  return {
    layers: layers.map(round),
    heads: Object.fromEntries(rounded) as Record<Head, HeadWeights>,
  };
}
