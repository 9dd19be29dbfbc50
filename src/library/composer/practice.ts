import type { Critic } from "../../compose/critic/critic";
import type { Form } from "../../compose/melody/forms";
import type { MelodyWeights } from "../../compose/melody/network";
import { blankAdapter, type Adapter } from "../../compose/personal/adapter";
import { foldsOf } from "../../compose/personal/folds";
import type { Readable } from "../../compose/personal/reader";
import type { StyleReport } from "../../compose/personal/report";
import type { Lesson } from "../../compose/personal/lesson";
import { AdapterTrainer } from "../../compose/personal/trainer";
import { practise, type PracticeReport, type RoundFigures } from "../../compose/practice/practise";
import { practiceWriter } from "../../compose/practice/writer";
import type { StepDevice } from "../../nn/step-device";

export interface Rehearsal {
  readonly device: StepDevice;
  readonly weights: MelodyWeights;
  readonly forms: readonly Form[];
  readonly critic: Critic;
  /** The style that is in use, to go on from. */
  readonly adapter: Adapter | undefined;
  readonly own: readonly Readable[];
  readonly books: readonly Readable[];
  readonly rounds: number;
  readonly signal?: AbortSignal | undefined;
  readonly onRound?: ((figures: RoundFigures) => void) | undefined;
}

export interface Rehearsed {
  readonly practice: PracticeReport;
  /** What came of it, with costs of tunes that were held out; undefined where it did not help. */
  readonly style: { readonly adapter: Adapter; readonly report: StyleReport } | undefined;
}

const SEED = 1;

/**
 * Adversarial practice on the person's tunes but some, which then tell what it did to the cost of
 * their music; of a single tune its later half is held out.
 *
 * @throws the signal's reason when it is aborted
 */
export async function rehearse(rehearsal: Rehearsal): Promise<Rehearsed> {
  const { device, weights, forms, critic, adapter, own, books, rounds, signal } = rehearsal;
  const began = performance.now();
  const [fold] = foldsOf(own);
  const tunes = fold === undefined || own.length === 1 ? own : fold.train.map(plain);
  const parts = { device, weights, critic, adapter, write: practiceWriter(device, forms) };
  const { onRound } = rehearsal;
  const done = await practise(parts, { tunes, rounds, seed: SEED, signal, onRound });
  if (done.adapter === undefined || !done.report.kept) {
    return { practice: done.report, style: undefined };
  }
  const from = adapter ?? blankAdapter(weights, SEED);
  const trainer = new AdapterTrainer(device, weights, { seed: SEED, signal });
  const costs = async (of: Adapter) => {
    trainer.restart(of);
    return { own: await cost(trainer, fold?.held ?? own), books: await cost(trainer, books) };
  };
  try {
    const [before, after] = [await costs(from), await costs(done.adapter)];
    const report: StyleReport = {
      tunes: own.length,
      own: { before: before.own, after: after.own },
      books: { before: before.books, after: after.books },
      kept: true,
      trainedMs: Math.round(performance.now() - began),
    };
    return { practice: done.report, style: { adapter: done.adapter, report } };
  } finally {
    trainer.dispose();
  }
}

function plain({ events, given }: Lesson): Readable {
  return { events, given };
}

/** Bits a note. */
async function cost(trainer: AdapterTrainer, tunes: readonly Lesson[]): Promise<number> {
  const costs = await trainer.costs(tunes);
  const sum = (of: "bits" | "notes") => costs.reduce((total, each) => total + each[of], 0);
  return sum("bits") / Math.max(1, sum("notes"));
}
