import { seededRandom, type Random } from "../../base/random";
import { logProbabilities, sample } from "../../nn/sampling";
import type { Given } from "./given";
import { lengthMask, tokenMask } from "./grammar";
import type { MelodyNetwork, MelodyStep } from "./network";
import { cadenceBias, frameOf, writableLengths, writableTokens, type Frame } from "./rules";
import { MelodyState, type Controls } from "./state";
import { hasLength, isEnd, isPitch, type MelodyEvent } from "./vocabulary";

/** One tune to be written. */
export interface Task {
  readonly given: Given;
  readonly controls: Controls & { readonly bars: number };
  readonly seed: number;
  /** Pitch classes 0–11 to keep to; all, if left out. */
  readonly scale?: readonly number[];
}

export interface WriteOptions {
  /** 0–2; 1 samples the model as it is. */
  readonly temperature: number;
  /** Nucleus of probability kept, 0–1. */
  readonly topP: number;
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with the share of bars written, 0–1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

export interface Written {
  readonly events: readonly MelodyEvent[];
  /** The model's own surprise at what it wrote: bits a sounding note, by its untempered odds. */
  readonly bitsPerNote: number;
}

interface Draft {
  readonly task: Task;
  readonly state: MelodyState;
  readonly frame: Frame;
  readonly random: Random;
  nats: number;
}

/**
 * Writes tunes side by side, each from its own seed: the same seeds, device and batch give the
 * same tunes. Masks make every tune exact and every tune end.
 *
 * @returns one for each task, in their order
 * @throws the signal's reason when it is aborted
 */
export async function writeMelodies(
  network: MelodyNetwork,
  tasks: readonly Task[],
  options: WriteOptions,
): Promise<readonly Written[]> {
  const drafts = tasks.map(begin);
  let open: readonly Draft[] = drafts;
  network.reset(tasks.length);
  while (open.length > 0) {
    options.signal?.throwIfAborted();
    const steps = await network.step(open.map(({ state }) => state));
    open.forEach((draft, i) => advance(draft, steps[i] as MelodyStep, options));
    const rows = open.flatMap(({ state }, i) => (isComplete(state) ? [] : [i]));
    if (rows.length > 0 && rows.length < open.length) network.select(rows);
    open = rows.map((row) => open[row] as Draft);
    options.onProgress?.(shareWritten(drafts));
  }
  return drafts.map(({ state, nats }) => {
    const notes = state.events.filter(({ token }) => isPitch(token)).length;
    return { events: state.events, bitsPerNote: nats / Math.LN2 / notes };
  });
}

function begin(task: Task): Draft {
  const { given, controls, seed, scale } = task;
  return {
    task,
    state: new MelodyState(given, controls),
    frame: frameOf(given, controls.bars, scale),
    random: seededRandom(seed),
    nats: 0,
  };
}

/** Draws the next event: the token, then its length. */
function advance(draft: Draft, step: MelodyStep, { temperature, topP }: WriteOptions): void {
  const { state, frame, random } = draft;
  const draw = (
    logits: Float32Array,
    writable: Uint8Array,
    possible: Uint8Array,
    bias?: Float32Array,
  ): number => {
    const wished =
      bias === undefined ? logits : logits.map((logit, i) => logit + (bias[i] as number));
    const drawn = sample(wished, { mask: writable, temperature, topP }, random());
    draft.nats -= logProbabilities(logits, possible)[drawn] as number;
    return drawn;
  };
  const token = draw(
    step.tokenLogits,
    writableTokens(state, frame),
    tokenMask(state),
    cadenceBias(state, frame),
  );
  const length = hasLength(token)
    ? draw(step.lengthLogits(token), writableLengths(state, token, frame), lengthMask(state, token))
    : -1;
  state.push({ token, length });
}

function isComplete(state: MelodyState): boolean {
  return isEnd(state.events.at(-1)?.token ?? 0);
}

function shareWritten(drafts: readonly Draft[]): number {
  const done = drafts.reduce(
    (sum, { state, frame }) => sum + (isComplete(state) ? 1 : state.closed / frame.bars),
    0,
  );
  return done / drafts.length;
}
