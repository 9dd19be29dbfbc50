import { RowAdam } from "../../recommend/adam";
import type { CriticReading } from "../critic/critic";
import { chance, type CriticHeads, type Head } from "../critic/heads";

/** A tune as the critic reads it, and who wrote it. */
export interface Sitting {
  readonly reading: CriticReading;
  readonly byPerson: boolean;
}

/**
 * Goes on training the critic's heads; the layers below stand still, so a tune is read once. The
 * loss is the mean over tunes (of the person and written, half each) of the cross entropy of the whole and of its bars, every bar of a
 * tune having the tune's label; its gradient is worked out by hand.
 */
export class CriticTrainer {
  readonly #adam: RowAdam;
  readonly #rate: number;
  /** As they stand now: views that a step changes. */
  readonly heads: CriticHeads;
  readonly #slopes: CriticHeads;

  /** @param rate step size of Adam */
  constructor(heads: CriticHeads, rate: number) {
    this.#rate = rate;
    this.#adam = new RowAdam(1, sizeOf(heads.bars) + sizeOf(heads.whole));
    this.heads = viewsOf(heads, this.#adam.weights);
    this.#slopes = viewsOf(heads, this.#adam.gradients);
    copy(heads.bars, this.heads.bars);
    copy(heads.whole, this.heads.whole);
  }

  /**
   * One step.
   *
   * @returns the loss before it, in nats
   * @throws RangeError when that is not finite; the heads then stand as before
   */
  step(batch: readonly Sitting[]): number {
    const loss = this.gather(batch);
    if (!Number.isFinite(loss) || !this.#adam.gradients.every(Number.isFinite)) {
      this.#adam.gradients.fill(0);
      throw new RangeError("The critic's training gave a number that is not finite.");
    }
    this.#adam.touch(0);
    this.#adam.step(this.#rate);
    return loss;
  }

  /** Adds the gradient of the loss to what `gradients` holds. @returns the loss */
  gather(batch: readonly Sitting[]): number {
    const persons = batch.filter(({ byPerson }) => byPerson).length;
    let loss = 0;
    for (const { reading, byPerson } of batch) {
      const label = byPerson ? 1 : 0;
      const weight = 0.5 / (byPerson ? persons : batch.length - persons);
      loss += learnHead(reading.whole, label, weight, this.heads.whole, this.#slopes.whole);
      loss += learnHead(reading.bars, label, weight, this.heads.bars, this.#slopes.bars);
    }
    return loss;
  }

  /** All numbers of the heads, and their gradients, in one order: for checks of one against the other. */
  get numbers(): { readonly values: Float32Array; readonly gradients: Float32Array } {
    return { values: this.#adam.weights, gradients: this.#adam.gradients };
  }
}

function sizeOf({ first, second }: Head): number {
  return first.kernel.values.length + first.bias.length + second.kernel.values.length + 1;
}

/** Heads of the same shapes over stretches of one array. */
function viewsOf(like: CriticHeads, all: Float32Array): CriticHeads {
  let at = 0;
  const take = (size: number) => all.subarray(at, (at += size));
  const layer = ({ kernel, bias }: Head["first"]): Head["first"] => ({
    kernel: { shape: kernel.shape, values: take(kernel.values.length) },
    bias: take(bias.length),
  });
  const head = ({ first, second }: Head): Head => ({ first: layer(first), second: layer(second) });
  return { bars: head(like.bars), whole: head(like.whole) };
}

function copy(from: Head, to: Head): void {
  for (const layer of ["first", "second"] as const) {
    to[layer].kernel.values.set(from[layer].kernel.values);
    to[layer].bias.set(from[layer].bias);
  }
}

/** One tune's part of the loss through one head, rows weighing alike; its gradient goes to `slopes`. */
function learnHead(
  x: Float32Array,
  label: 0 | 1,
  weight: number,
  { first, second }: Head,
  slopes: Head,
): number {
  const width = first.bias.length;
  const inputs = first.kernel.shape[0] as number;
  const rows = x.length / inputs;
  const hidden = new Float32Array(width);
  const kernel = first.kernel.values;
  const out = second.kernel.values;
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    const from = row * inputs;
    hidden.set(first.bias);
    for (let k = 0; k < inputs; k++) {
      const value = x[from + k] as number;
      for (let c = 0; c < width; c++) {
        hidden[c] = (hidden[c] as number) + value * (kernel[k * width + c] as number);
      }
    }
    let logit = second.bias[0] as number;
    for (let c = 0; c < width; c++) {
      if (!((hidden[c] as number) > 0)) hidden[c] = 0;
      logit += (hidden[c] as number) * (out[c] as number);
    }
    loss += (weight / rows) * softplus(label === 1 ? -logit : logit);
    const slope = (weight / rows) * (chance(logit) - label);
    add(slopes.second.bias, 0, slope);
    for (let c = 0; c < width; c++) {
      add(slopes.second.kernel.values, c, slope * (hidden[c] as number));
      hidden[c] = (hidden[c] as number) > 0 ? slope * (out[c] as number) : 0; // now the slope on it
      add(slopes.first.bias, c, hidden[c] as number);
    }
    for (let k = 0; k < inputs; k++) {
      const value = x[from + k] as number;
      for (let c = 0; c < width; c++) {
        add(slopes.first.kernel.values, k * width + c, value * (hidden[c] as number));
      }
    }
  }
  return loss;
}

function add(values: Float32Array, at: number, more: number): void {
  values[at] = (values[at] as number) + more;
}

/** ln(1 + e^x) */
function softplus(x: number): number {
  return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
}
