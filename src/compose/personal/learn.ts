import { seededRandom, shuffle } from "../../base/random";
import type { StepDevice } from "../../nn/step-device";
import type { Cost } from "../melody/likelihood";
import type { MelodyWeights } from "../melody/network";
import { blankAdapter, type Adapter } from "./adapter";
import { foldsOf, type Fold } from "./folds";
import { AdapterTrainer, type Lesson } from "./trainer";

/** Costs of tunes before and after a training, bits a note. */
export interface Change {
  readonly before: number;
  readonly after: number;
}

/** What a training led to. The adapter is there only if the person's held-out tunes got likelier. */
export interface Learned {
  readonly adapter?: Adapter;
  readonly own: Change;
  readonly books: Change;
  /** Steps of the adapter. */
  readonly steps: number;
}

export interface LearnOptions {
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with the share of the work done, 0–1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

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
/** How much dearer these may become: people's tunes, which are less alike, then rise by up to 2 %. */
const MOST_FORGOTTEN = 1.015;

/**
 * Learns a person's style: how long to train is found on tunes of theirs that are held out, each
 * in its turn when there are few; then an adapter learns from all of them for so long. It is given
 * back only if the held-out tunes became likelier and the books' did not become dearer by more
 * than 1.5 %. Nothing of the weights is changed.
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
  let looks = 0;
  const look = async (held: readonly Lesson[]) => {
    onProgress?.(looks++ / ((folds.length + 1) * (most + 1)));
    return { own: sum(await trainer.costs(held)), books: sum(await trainer.costs(check)) };
  };
  /** Costs at each look, the first before any step. */
  const train = async ({ train, held }: Fold, last: number) => {
    trainer.restart(start);
    const next = batches(train, replay, seed);
    const curve = [await look(held)];
    while (curve.length <= last) {
      for (let i = 0; i < STRIDE; i++) {
        signal?.throwIfAborted();
        await trainer.step(next());
      }
      curve.push(await look(held));
      if (held.length > 0 && hasTurned(curve)) break;
    }
    return curve;
  };
  try {
    const curves: (readonly Look[])[] = [];
    for (const fold of folds) curves.push(await train(fold, most));
    const mean = (at: number, of: "own" | "books") =>
      bitsPerNote(sum(curves.map((curve) => (curve[at] as Look)[of])));
    const before = { own: mean(0, "own"), books: mean(0, "books") };
    let best = 0;
    for (let at = 1; curves.every((curve) => at < curve.length); at++) {
      const holds = mean(at, "books") <= MOST_FORGOTTEN * before.books;
      if (holds && mean(at, "own") < mean(best, "own")) best = at;
    }
    const last = await train({ train: own, held: [] }, best);
    const books = { before: before.books, after: bitsPerNote((last[best] as Look).books) };
    const better = best > 0 && books.after <= MOST_FORGOTTEN * books.before;
    return {
      ...(better ? { adapter: trainer.adapter } : {}),
      own: { before: before.own, after: mean(best, "own") },
      books,
      steps: best * STRIDE,
    };
  } finally {
    trainer.dispose();
  }
}

/** A tune whose odds are to stay as they are. */
function kept(tune: Lesson): Lesson {
  return { ...tune, keep: true, weights: tune.events.map(() => KEEPING) };
}

interface Look {
  readonly own: Cost;
  readonly books: Cost;
}

/** Whether the last looks were all worse than the best one before. */
function hasTurned(curve: readonly Look[]): boolean {
  const costs = curve.map(({ own }) => bitsPerNote(own));
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
