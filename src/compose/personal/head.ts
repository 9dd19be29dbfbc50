import type { MelodyWeights } from "../melody/network";
import { changed, type LayerChange } from "./adapter";

/** A head of two layers with its changes, and where the gradients of these are gathered. */
export interface HeadParts {
  /** The layer that gives logits, as the base has it. */
  readonly out: MelodyWeights["tokenOut"];
  readonly first: LayerChange;
  readonly second: LayerChange;
  readonly firstGradient: LayerChange;
  readonly secondGradient: LayerChange;
}

/**
 * One head of the network with its changes, forward and backward by hand:
 *
 *   a = relu(pre + (z · down₁) · up₁ + bias₁)           pre: what the base gives, read once a tune
 *   p = softmax over the mask of a · (out + down₂ · up₂) + out's bias + bias₂
 *   nats = −ln p[target]
 */
export class AdaptedHead {
  readonly #parts: HeadParts;
  readonly #rank: number;
  readonly #lowered: Float32Array; // z · down₁
  readonly #active: Float32Array; // a
  readonly #odds: Float32Array; // p
  readonly #pull: Float32Array; // of the loss on a
  #out: MelodyWeights["tokenOut"];

  constructor(parts: HeadParts) {
    const { first, second, out } = parts;
    this.#parts = parts;
    this.#rank = first.up.length / first.bias.length;
    this.#lowered = new Float32Array(this.#rank);
    this.#active = new Float32Array(first.bias.length);
    this.#pull = new Float32Array(first.bias.length);
    this.#odds = new Float32Array(second.bias.length);
    this.#out = changed(out, second);
  }

  /** To be called when the changes have moved. */
  refresh(): void {
    this.#out = changed(this.#parts.out, this.#parts.second);
  }

  /**
   * Nats of a target.
   *
   * @param z    [inputs] of the first layer
   * @param pre  [hidden] what the base's first layer gives for z, before the relu
   * @param mask [outputs] 1 where an output is possible
   */
  nats(z: Float32Array, pre: Float32Array, mask: Uint8Array, target: number): number {
    this.#activate(z, pre);
    const logits = this.#odds;
    const outputs = logits.length;
    const { kernel, bias } = this.#out;
    logits.set(bias);
    for (let i = 0; i < this.#active.length; i++) {
      const a = this.#active[i] as number;
      if (a === 0) continue;
      const row = i * outputs;
      for (let t = 0; t < outputs; t++) {
        logits[t] = (logits[t] as number) + a * (kernel.values[row + t] as number);
      }
    }
    return maskedSoftmax(logits, mask, target);
  }

  /** Probabilities of all outputs, after `nats` and before `learn`. Overwritten by the next. */
  get odds(): Float32Array {
    return this.#odds;
  }

  /**
   * Adds the gradient of weight × nats, for the step that `nats` was last asked of, to what is
   * gathered; of the cross-entropy to given odds instead, if the target is such.
   */
  learn(z: Float32Array, target: number | Float32Array, weight: number): void {
    const slope = this.#odds; // of the loss on the logits
    if (typeof target === "number") slope[target] = (slope[target] as number) - 1;
    else
      for (let t = 0; t < slope.length; t++)
        slope[t] = (slope[t] as number) - (target[t] as number);
    for (let t = 0; t < slope.length; t++) slope[t] = (slope[t] as number) * weight;
    const { first, second, firstGradient, secondGradient } = this.#parts;
    this.#pullBack(slope);
    backward(
      this.#active,
      lowered(this.#active, second, this.#rank),
      slope,
      second,
      secondGradient,
    );
    backward(z, this.#lowered, this.#pull, first, firstGradient);
  }

  #activate(z: Float32Array, pre: Float32Array): void {
    const { first } = this.#parts;
    this.#lowered.set(lowered(z, first, this.#rank));
    const active = this.#active;
    const hidden = active.length;
    for (let i = 0; i < hidden; i++) active[i] = (pre[i] as number) + (first.bias[i] as number);
    for (let k = 0; k < this.#rank; k++) {
      const factor = this.#lowered[k] as number;
      for (let i = 0; i < hidden; i++) {
        active[i] = (active[i] as number) + factor * (first.up[k * hidden + i] as number);
      }
    }
    for (let i = 0; i < hidden; i++) if (!((active[i] as number) > 0)) active[i] = 0;
  }

  /** Slopes on the logits → slopes on the active units, 0 on the others. */
  #pullBack(slope: Float32Array): void {
    const { values } = this.#out.kernel;
    const outputs = slope.length;
    for (let i = 0; i < this.#pull.length; i++) {
      let sum = 0;
      if (this.#active[i] !== 0) {
        const row = i * outputs;
        for (let t = 0; t < outputs; t++) {
          sum += (slope[t] as number) * (values[row + t] as number);
        }
      }
      this.#pull[i] = sum;
    }
  }
}

/** input · down, [rank] */
function lowered(input: Float32Array, { down }: LayerChange, rank: number): Float32Array {
  const out = new Float32Array(rank);
  for (let i = 0; i < input.length; i++) {
    const value = input[i] as number;
    if (value === 0) continue;
    for (let k = 0; k < rank; k++) {
      out[k] = (out[k] as number) + value * (down[i * rank + k] as number);
    }
  }
  return out;
}

/** Adds the gradient of one layer's change, given the slopes on its outputs. */
function backward(
  input: Float32Array,
  low: Float32Array,
  slope: Float32Array,
  { up }: LayerChange,
  gradient: LayerChange,
): void {
  const rank = low.length;
  const outputs = slope.length;
  const pull = new Float32Array(rank);
  for (let k = 0; k < rank; k++) {
    let sum = 0;
    for (let c = 0; c < outputs; c++) {
      const at = k * outputs + c;
      sum += (slope[c] as number) * (up[at] as number);
      gradient.up[at] = (gradient.up[at] as number) + (low[k] as number) * (slope[c] as number);
    }
    pull[k] = sum;
  }
  for (let c = 0; c < outputs; c++) {
    gradient.bias[c] = (gradient.bias[c] as number) + (slope[c] as number);
  }
  for (let i = 0; i < input.length; i++) {
    const value = input[i] as number;
    if (value === 0) continue;
    for (let k = 0; k < rank; k++) {
      const at = i * rank + k;
      gradient.down[at] = (gradient.down[at] as number) + value * (pull[k] as number);
    }
  }
}

/** Logits → probabilities over the mask, in place. @returns −ln of the target's */
function maskedSoftmax(logits: Float32Array, mask: Uint8Array, target: number): number {
  let top = -Infinity;
  for (let t = 0; t < logits.length; t++) {
    if (mask[t]) top = Math.max(top, logits[t] as number);
  }
  const nats = -((logits[target] as number) - top);
  let sum = 0;
  for (let t = 0; t < logits.length; t++) {
    logits[t] = mask[t] ? Math.exp((logits[t] as number) - top) : 0;
    sum += logits[t] as number;
  }
  for (let t = 0; t < logits.length; t++) logits[t] = (logits[t] as number) / sum;
  return nats + Math.log(sum);
}
