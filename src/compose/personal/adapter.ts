import { normalNumbers } from "../../base/normal";
import type { MelodyWeights } from "../melody/network";

/** Layers of the melody network that an adapter changes, in the order of its numbers. */
const ADAPTED = ["token", "tokenOut", "length", "lengthOut"] as const;

/** Rank of each change. */
const RANK = 8;

/**
 * What a person's style adds to the melody network: to the kernel of each layer of its two heads a
 * product of two thin matrices, and something to its bias. The LSTM below is left as it is.
 *
 * @see Hu et al., "LoRA: low-rank adaptation of large language models", ICLR 2022
 */
export interface Adapter {
  /** For each of the layers: down [inputs × rank], up [rank × outputs], bias [outputs]. */
  readonly values: Float32Array;
}

/** The change of one layer: kernel + down · up, bias + bias. Views of the adapter's numbers. */
export interface LayerChange {
  readonly down: Float32Array; // [inputs × rank]
  readonly up: Float32Array; // [rank × outputs]
  readonly bias: Float32Array; // [outputs]
}

export type LayerChanges = Readonly<Record<(typeof ADAPTED)[number], LayerChange>>;

/** The numbers of an adapter, or as many of any other meaning (gradients), layer by layer. */
export function layerChanges(weights: MelodyWeights, values: Float32Array): LayerChanges {
  if (values.length !== adapterSize(weights)) {
    throw new RangeError(
      `An adapter of ${values.length} numbers instead of ${adapterSize(weights)}`,
    );
  }
  let at = 0;
  const take = (size: number) => values.subarray(at, (at += size));
  const entries = ADAPTED.map((name) => {
    const [inputs, outputs] = weights[name].kernel.shape as [number, number];
    const change = { down: take(inputs * RANK), up: take(RANK * outputs), bias: take(outputs) };
    return [name, change] as const;
  });
  return Object.fromEntries(entries) as Record<(typeof ADAPTED)[number], LayerChange>;
}

/** Numbers in an adapter of this network. */
export function adapterSize(weights: MelodyWeights): number {
  return ADAPTED.reduce((sum, name) => {
    const [inputs, outputs] = weights[name].kernel.shape as [number, number];
    return sum + RANK * (inputs + outputs) + outputs;
  }, 0);
}

/** An adapter that changes nothing yet: `down` is random, `up` and the biases are zero. */
export function blankAdapter(weights: MelodyWeights, seed: number): Adapter {
  const values = new Float32Array(adapterSize(weights));
  const layers = layerChanges(weights, values);
  ADAPTED.forEach((name, i) => {
    const { down } = layers[name];
    down.set(normalNumbers(down.length, (down.length / RANK) ** -0.5, seed + i));
  });
  return { values };
}

/**
 * A part of what an adapter changes: 0 nothing, 1 all. Between the base and what was learned there
 * is more to gain for what is forgotten than where a shorter training ends.
 *
 * @see Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022
 */
export function partOf(weights: MelodyWeights, { values }: Adapter, strength: number): Adapter {
  const part = Float32Array.from(values);
  for (const { up, bias } of Object.values(layerChanges(weights, part))) {
    for (const numbers of [up, bias]) numbers.forEach((x, i) => (numbers[i] = strength * x));
  }
  return { values: part };
}

/** The network with the style added. The weights given are left untouched, byte for byte. */
export function adaptWeights(weights: MelodyWeights, { values }: Adapter): MelodyWeights {
  const changes = layerChanges(weights, values);
  const adapted = ADAPTED.map((name) => [name, changed(weights[name], changes[name])]);
  return { ...weights, ...(Object.fromEntries(adapted) as Pick<MelodyWeights, "token">) };
}

/** A dense layer with its change added, in arrays of its own. */
export function changed(
  { kernel, bias }: MelodyWeights["token"],
  change: LayerChange,
): MelodyWeights["token"] {
  const outputs = bias.length;
  const rank = change.up.length / outputs;
  const values = Float32Array.from(kernel.values);
  change.down.forEach((factor, at) => {
    const row = Math.floor(at / rank) * outputs;
    const up = (at % rank) * outputs;
    for (let c = 0; c < outputs; c++) {
      values[row + c] = (values[row + c] as number) + factor * (change.up[up + c] as number);
    }
  });
  return {
    kernel: { shape: kernel.shape, values },
    bias: bias.map((value, c) => value + (change.bias[c] as number)),
  };
}
