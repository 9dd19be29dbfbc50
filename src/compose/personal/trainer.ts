import type { StepDevice } from "../../nn/step-device";
import { RowAdam } from "../../recommend/adam";
import type { Cost } from "../melody/likelihood";
import type { MelodyWeights } from "../melody/network";
import { LENGTHS, TOKENS, hasLength, isPitch, type MelodyEvent } from "../melody/vocabulary";
import { blankAdapter, layerChanges, partOf, type Adapter } from "./adapter";
import { AdaptedHead } from "./head";
import type { Lesson } from "./lesson";
import type { Chances } from "./mixed";
import { TuneReader, rowOf, type Readable, type ReadTune } from "./reader";

type Heads = Readonly<Record<"token" | "length", AdaptedHead>>;
/** Odds of tokens [events × tokens] and of lengths [events × lengths]. */
type Odds = Readonly<Record<"token" | "length", Float32Array>>;

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
  readonly #odds = new WeakMap<ReadTune, Odds>();
  readonly #base: Heads;
  #adam: RowAdam;
  #heads: Heads;

  constructor(device: StepDevice, weights: MelodyWeights, options: TrainerOptions) {
    this.#weights = weights;
    this.#options = options;
    this.#reader = new TuneReader(device, weights);
    const blank = blankAdapter(weights, options.seed);
    this.#base = headsOf(weights, optimiserOf(blank));
    this.#adam = optimiserOf(options.from ?? blank);
    this.#heads = headsOf(weights, this.#adam);
  }

  /** Goes on from this adapter, with an optimiser that remembers nothing. */
  restart(adapter: Adapter): void {
    this.#adam = optimiserOf(adapter);
    this.#heads = headsOf(this.#weights, this.#adam);
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
      const { weights, keep } = batch[i] as Lesson;
      const odds = keep ? this.#baseOdds(tune) : undefined;
      tune.events.forEach((_, at) => {
        const weight = (weights?.[at] ?? 1) / events;
        if (weight !== 0) loss += weight * this.#learn(tune, at, weight, odds);
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
          (sum, _, at) => sum + (counts[at] ? this.#nats(tune, at) / Math.LN2 : 0),
          0,
        ),
        notes: tune.events.filter(({ token }, at) => counts[at] && isPitch(token)).length,
      };
    });
  }

  /** The chances that it gives, with that part of the adapter as it stands, to what came. */
  async chances(tunes: readonly Lesson[], strength = 1): Promise<readonly Chances[]> {
    const read = await this.#reading(tunes);
    const heads =
      strength === 1
        ? this.#heads
        : headsOf(this.#weights, optimiserOf(partOf(this.#weights, this.adapter, strength)));
    return read.map((tune) => {
      const token = new Float32Array(tune.events.length);
      const length = new Float32Array(tune.events.length);
      tune.events.forEach((_, at) => {
        const step = this.#step(tune, at);
        const { token: tokens, length: lengths } = heads;
        token[at] = Math.exp(
          -tokens.nats(step.z, step.token.pre, step.token.mask, step.token.target),
        );
        const last = step.length;
        length[at] = last ? Math.exp(-lengths.nats(step.z, last.pre, last.mask, last.target)) : 1;
      });
      return { token, length };
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

  /** Gathers the gradient of one event. @returns its nats */
  #learn(tune: ReadTune, at: number, weight: number, odds: Odds | undefined): number {
    const { z, token, length } = this.#step(tune, at);
    const { token: tokenHead, length: lengthHead } = this.#heads;
    let nats = tokenHead.nats(z, token.pre, token.mask, token.target);
    tokenHead.learn(z, odds ? rowOf(odds.token, at, TOKENS.length) : token.target, weight);
    if (!length) return nats;
    nats += lengthHead.nats(z, length.pre, length.mask, length.target);
    lengthHead.learn(z, odds ? rowOf(odds.length, at, LENGTHS.length) : length.target, weight);
    return nats;
  }

  #nats(tune: ReadTune, at: number): number {
    const { z, token, length } = this.#step(tune, at);
    const nats = this.#heads.token.nats(z, token.pre, token.mask, token.target);
    if (!length) return nats;
    return nats + this.#heads.length.nats(z, length.pre, length.mask, length.target);
  }

  /** What the model gives the events of a tune without an adapter; worked out once. */
  #baseOdds(tune: ReadTune): Odds {
    const known = this.#odds.get(tune);
    if (known) return known;
    const odds = {
      token: new Float32Array(tune.tokenMasks.length),
      length: new Float32Array(tune.lengthMasks.length),
    };
    tune.events.forEach((_, at) => {
      const { z, token, length } = this.#step(tune, at);
      this.#base.token.nats(z, token.pre, token.mask, token.target);
      odds.token.set(this.#base.token.odds, at * TOKENS.length);
      if (!length) return;
      this.#base.length.nats(z, length.pre, length.mask, length.target);
      odds.length.set(this.#base.length.odds, at * LENGTHS.length);
    });
    this.#odds.set(tune, odds);
    return odds;
  }

  /** What the heads are told of one event, and what they should say. */
  #step(tune: ReadTune, at: number) {
    const { token, length } = tune.events[at] as MelodyEvent;
    const { token: tokenLayer, length: lengthLayer } = this.#weights;
    return {
      z: rowOf(tune.z, at, tokenLayer.kernel.shape[0] as number),
      token: {
        pre: rowOf(tune.token, at, tokenLayer.bias.length),
        mask: rowOf(tune.tokenMasks, at, TOKENS.length),
        target: token,
      },
      length: hasLength(token)
        ? {
            pre: rowOf(tune.length, at, lengthLayer.bias.length),
            mask: rowOf(tune.lengthMasks, at, LENGTHS.length),
            target: length,
          }
        : undefined,
    };
  }
}

function optimiserOf({ values }: Adapter): RowAdam {
  const adam = new RowAdam(1, values.length);
  adam.weights.set(values);
  return adam;
}

/** Both heads, changed by the numbers of an optimiser, which also gathers their gradients. */
function headsOf(weights: MelodyWeights, { weights: values, gradients }: RowAdam): Heads {
  const change = layerChanges(weights, values);
  const gradient = layerChanges(weights, gradients);
  const head = (first: "token" | "length", second: "tokenOut" | "lengthOut") =>
    new AdaptedHead({
      out: weights[second],
      first: change[first],
      second: change[second],
      firstGradient: gradient[first],
      secondGradient: gradient[second],
    });
  return { token: head("token", "tokenOut"), length: head("length", "lengthOut") };
}
