import { seededRandom, shuffle } from "../../base/random";
import type { StepDevice } from "../../nn/step-device";
import type { Cost } from "../melody/likelihood";
import type { MelodyWeights } from "../melody/network";
import { blankAdapter, partOf, type Adapter } from "./adapter";
import { StyleCache, shareOf } from "./cache";
import { foldsOf, type Fold } from "./folds";
import { CountedChances, type Chances } from "./mixed";
import type { Lesson } from "./lesson";
import { AdapterTrainer } from "./trainer";

/** Costs of tunes before and after a training, bits a note. */
interface Change {
  readonly before: number;
  readonly after: number;
}

/** What a training led to. The adapter is there only if the person's held-out tunes got likelier. */
export interface Learned {
  readonly adapter?: Adapter;
  /** How far the counts of the person's tunes are mixed in (StyleCache), 0–1. */
  readonly share: number;
  readonly own: Change;
  readonly books: Change;
  /** Steps of the adapter, and the part of what it learned in them that is kept, 0–1. */
  readonly steps: number;
  readonly strength: number;
}

export interface LearnOptions {
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with the share of the work done, 0–1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** Shares of the counts that are tried, beside what they are worth where nothing has told it. */
const SHARES = [0, 0.5, 1, 1.5, 2];
/** Parts of what the adapter learned that are tried. */
const STRENGTHS = [1, 0.7, 0.5];
/** Steps between two looks at what is held out, and looks in all. */
const STRIDE = 12;
const LOOKS = 8;
/** Looks at a single tune, and tunes that make one more: few seen often are learned by heart. */
const LOOKS_AT_ONE = 2;
const TUNES_A_LOOK = 3;
/** Looks without a gain after which a fold is left. */
const PATIENCE = 2;
/** Tunes a step: as many of the person's as of the books, against forgetting. */
const BATCH = 4;
/** What an event of the books weighs beside one of the person's. */
const KEEPING = 3;
/** One in so many of the books' tunes is held out to see what is forgotten. */
const CHECKED = 3;
/** How much dearer these may become: people's tunes, which are less alike, rise by three times that. */
const MOST_FORGOTTEN = 1.006;

/**
 * Learns a person's style: how long to train is found on tunes of theirs that are held out, each
 * in its turn when there are few; then an adapter learns from all of them for so long. It is given
 * back only if the held-out tunes became likelier and the books' did not become dearer by more
 * than .6 %. Nothing of the weights is changed.
 *
 * @param own    tunes of the person, at least one
 * @param books  tunes of the base, at least two: what the model knows of two in three is kept
 *               by learning it beside the person's, the others are held out to see what is forgotten
 * @throws the signal's reason when it is aborted; RangeError when the training is not finite
 */
export async function learnStyle(
  device: StepDevice,
  weights: MelodyWeights,
  own: readonly Lesson[],
  books: readonly Lesson[],
  options: LearnOptions,
): Promise<Learned> {
  const { seed, signal, onProgress } = options;
  if (own.length === 0 || books.length < 2) throw new RangeError("There is nothing to learn from.");
  const check = books.filter((_, i) => i % CHECKED === 0);
  const replay = books.filter((_, i) => i % CHECKED !== 0).map(kept);
  const folds = foldsOf(own);
  const most = Math.min(LOOKS, LOOKS_AT_ONE + Math.floor(own.length / TUNES_A_LOOK));
  const trainer = new AdapterTrainer(device, weights, { seed, signal });
  const start = blankAdapter(weights, seed);
  const shares = SHARES.map((part) => part * shareOf(own.length));
  const ways = STRENGTHS.flatMap((strength) => shares.map((share) => ({ strength, share })));
  let looks = 0;
  const look = async (counted: CountedChances, held: readonly Lesson[]): Promise<Look> => {
    onProgress?.(looks++ / ((folds.length + 1) * (most + 1)));
    const costs = async (tunes: readonly Lesson[]) => {
      const out: Cost[] = [];
      for (const strength of STRENGTHS) {
        const chances = await trainer.chances(tunes, strength);
        const cost = (share: number) =>
          sum(tunes.map((tune, i) => counted.cost(tune, chances[i] as Chances, share)));
        out.push(...shares.map(cost));
      }
      return out;
    };
    return { own: await costs(held), books: await costs(check) };
  };
  /** Costs at each look, the first before any step. */
  const train = async ({ train, held }: Fold, last: number) => {
    trainer.restart(start);
    const next = batches(train, replay, seed);
    const counted = new CountedChances(new StyleCache(train.map(counting), 1));
    const curve = [await look(counted, held)];
    while (curve.length <= last) {
      for (let i = 0; i < STRIDE; i++) {
        signal?.throwIfAborted();
        await trainer.step(next());
      }
      curve.push(await look(counted, held));
      if (held.length > 0 && hasTurned(curve)) break;
    }
    return curve;
  };
  try {
    const curves: (readonly Look[])[] = [];
    for (const fold of folds) curves.push(await train(fold, most));
    const mean = (at: number, by: number, of: "own" | "books") =>
      bitsPerNote(sum(curves.map((curve) => (curve[at] as Look)[of][by] as Cost)));
    const before = { own: mean(0, 0, "own"), books: mean(0, 0, "books") };
    let best = { at: 0, by: 0, own: before.own };
    for (let at = 0; curves.every((curve) => at < curve.length); at++) {
      ways.forEach((_, by) => {
        const cost = mean(at, by, "own");
        const holds = mean(at, by, "books") <= MOST_FORGOTTEN * before.books;
        if (holds && cost < best.own) best = { at, by, own: cost };
      });
    }
    const last = await train({ train: own, held: [] }, best.at);
    const after = bitsPerNote((last[best.at] as Look).books[best.by] as Cost);
    const better = best.own < before.own && after <= MOST_FORGOTTEN * before.books;
    const { strength, share } = ways[best.by] as (typeof ways)[number];
    return {
      ...(better ? { adapter: partOf(weights, trainer.adapter, strength) } : {}),
      share: better ? share : 0,
      own: { before: before.own, after: best.own },
      books: { before: before.books, after },
      steps: best.at * STRIDE,
      strength,
    };
  } finally {
    trainer.dispose();
  }
}

/** A tune whose odds are to stay as they are. */
function kept(tune: Lesson): Lesson {
  return { ...tune, keep: true, weights: tune.events.map(() => KEEPING) };
}

/** What of a tune may be counted: nothing after the last event to learn. */
function counting(tune: Lesson): Lesson {
  const { weights, events } = tune;
  const last = weights?.findLastIndex((weight) => weight !== 0) ?? events.length;
  return { ...tune, events: events.slice(0, last + 1) };
}

/** Costs by the part of the adapter and the share of the counts, as `ways` has them. */
interface Look {
  readonly own: readonly Cost[];
  readonly books: readonly Cost[];
}

/** Whether the last looks were all worse than the best one before. */
function hasTurned(curve: readonly Look[]): boolean {
  const costs = curve.map(({ own }) => Math.min(...own.map(bitsPerNote)));
  return costs.indexOf(Math.min(...costs)) < costs.length - PATIENCE;
}

function sum(costs: readonly Cost[]): Cost {
  return costs.reduce(
    (all, { bits, notes }) => ({ bits: all.bits + bits, notes: all.notes + notes }),
    { bits: 0, notes: 0 },
  );
}

function bitsPerNote({ bits, notes }: Cost): number {
  return bits / notes;
}

/** Batches, half of the one kind and half of the other, each gone through in random order. */
function batches(
  own: readonly Lesson[],
  replay: readonly Lesson[],
  seed: number,
): () => readonly Lesson[] {
  const ownNext = rounds(own, seed);
  const replayNext = rounds(replay, seed + 1);
  const size = Math.min(BATCH, own.length);
  return () => [...ownNext(size), ...replayNext(size)];
}

/** So many of a list at a time, all of it in random order, and again in another. */
function rounds<T>(list: readonly T[], seed: number): (count: number) => readonly T[] {
  const random = seededRandom(`rounds ${seed}`);
  let order: number[] = [];
  return (count) =>
    Array.from({ length: count }, () => {
      if (order.length === 0) {
        const places = Uint32Array.from(list, (_, i) => i);
        shuffle(random, places);
        order = [...places];
      }
      return list[order.pop() as number] as T;
    });
}
