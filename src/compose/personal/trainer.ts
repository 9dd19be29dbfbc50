import type { OpenDevice } from "../../nn/device";
import { RowAdam } from "../../recommend/adam";
import type { Cost } from "../melody/likelihood";
import type { MelodyWeights } from "../melody/network";
import { LENGTHS, TOKENS, hasLength, isPitch, type MelodyEvent } from "../melody/vocabulary";
import { blankAdapter, layerChanges, type Adapter } from "./adapter";
import { AdaptedHead } from "./head";
import { TuneReader, rowOf, type Readable, type ReadTune } from "./reader";

/** A tune to learn from. */
export interface Lesson extends Readable {
  /**
   * One an event; its nats are multiplied by it. 1 (all, if left out) is plain likelihood, an
   * advantage is policy gradient, 0 leaves the event out.
   */
  readonly weights?: readonly number[];
}

export interface TrainerOptions {
  readonly seed: number;
  /** Step size of Adam. */
  readonly rate?: number;
  /** Goes on from this adapter; from one that changes nothing, if left out. */
  readonly from?: Adapter | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Of the rates tried (docs/personal-style.md) the largest that stays calm. */
const RATE = 0.002;

/**
 * Trains an adapter on tunes. The network's LSTM stands still, so what it says of a tune is worked
 * out once, on the device, and kept as long as its events are; the heads' gradients are plain
 * arithmetic. The same seed, device and lessons give the same adapter.
 */
export class AdapterTrainer {
  readonly #weights: MelodyWeights;
  readonly #reader: TuneReader;
  readonly #options: TrainerOptions;
  readonly #read = new WeakMap<readonly MelodyEvent[], ReadTune>();
  #adam: RowAdam;
  #heads: Readonly<Record<"token" | "length", AdaptedHead>>;

  constructor(device: OpenDevice, weights: MelodyWeights, options: TrainerOptions) {
    this.#weights = weights;
    this.#options = options;
    this.#reader = new TuneReader(device, weights);
    this.#adam = new RowAdam(1, 0);
    this.#heads = this.restart(options.from ?? blankAdapter(weights, options.seed));
  }

  /** Goes on from this adapter, with an optimiser that remembers nothing. */
  restart(adapter: Adapter): Readonly<Record<"token" | "length", AdaptedHead>> {
    this.#adam = new RowAdam(1, adapter.values.length);
    this.#adam.weights.set(adapter.values);
    const change = layerChanges(this.#weights, this.#adam.weights);
    const gradient = layerChanges(this.#weights, this.#adam.gradients);
    const head = (first: "token" | "length", second: "tokenOut" | "lengthOut") =>
      new AdaptedHead({
        out: this.#weights[second],
        first: change[first],
        second: change[second],
        firstGradient: gradient[first],
        secondGradient: gradient[second],
      });
    this.#heads = { token: head("token", "tokenOut"), length: head("length", "lengthOut") };
    return this.#heads;
  }

  /** As it stands now: a copy. */
  get adapter(): Adapter {
    return { values: Float32Array.from(this.#adam.weights) };
  }

  /**
   * One step of Adam on the mean, over all events, of weight × nats.
   *
   * @returns that mean, before the step
   * @throws RangeError when it is not finite; the adapter then stands as before
   */
  async step(batch: readonly Lesson[]): Promise<number> {
    const tunes = await this.#reading(batch);
    const events = batch.reduce((sum, lesson) => sum + lesson.events.length, 0);
    let loss = 0;
    tunes.forEach((tune, i) => {
      const { weights } = batch[i] as Lesson;
      tune.events.forEach((_, at) => {
        const weight = (weights?.[at] ?? 1) / events;
        if (weight !== 0) loss += weight * this.#eventNats(tune, at, weight);
      });
    });
    if (!Number.isFinite(loss) || !this.#adam.gradients.every(Number.isFinite)) {
      this.#adam.gradients.fill(0);
      throw new RangeError("The training gave a number that is not finite.");
    }
    this.#adam.touch(0);
    this.#adam.step(this.#options.rate ?? RATE);
    this.#heads.token.refresh();
    this.#heads.length.refresh();
    return loss;
  }

  /** What tunes cost with the adapter as it stands; events of weight 0 are left out. */
  async costs(tunes: readonly Lesson[]): Promise<readonly Cost[]> {
    const read = await this.#reading(tunes);
    return read.map((tune, i) => {
      const { weights } = tunes[i] as Lesson;
      const counts = tune.events.map((_, at) => (weights?.[at] ?? 1) !== 0);
      return {
        bits: tune.events.reduce(
          (sum, _, at) => sum + (counts[at] ? this.#eventNats(tune, at, 0) / Math.LN2 : 0),
          0,
        ),
        notes: tune.events.filter(({ token }, at) => counts[at] && isPitch(token)).length,
      };
    });
  }

  dispose(): void {
    this.#reader.dispose();
  }

  async #reading(tunes: readonly Readable[]): Promise<readonly ReadTune[]> {
    const unread = tunes.filter(({ events }) => !this.#read.has(events));
    const read = await this.#reader.read(unread, this.#options.signal);
    read.forEach((tune) => this.#read.set(tune.events, tune));
    return tunes.map(({ events }) => this.#read.get(events) as ReadTune);
  }

  /** Nats of one event; with a weight, its gradient is gathered too. */
  #eventNats(tune: ReadTune, at: number, weight: number): number {
    const { token, length } = tune.events[at] as MelodyEvent;
    const z = rowOf(tune.z, at, this.#weights.token.kernel.shape[0] as number);
    const { token: tokenHead, length: lengthHead } = this.#heads;
    const tokenPre = rowOf(tune.token, at, this.#weights.token.bias.length);
    let nats = tokenHead.nats(z, tokenPre, rowOf(tune.tokenMasks, at, TOKENS.length), token);
    if (weight !== 0) tokenHead.learn(z, token, weight);
    if (!hasLength(token)) return nats;
    const lengthPre = rowOf(tune.length, at, this.#weights.length.bias.length);
    nats += lengthHead.nats(z, lengthPre, rowOf(tune.lengthMasks, at, LENGTHS.length), length);
    if (weight !== 0) lengthHead.learn(z, length, weight);
    return nats;
  }
}
