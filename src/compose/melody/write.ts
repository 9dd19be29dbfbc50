import { seededRandom, type Random } from "../../base/random";
import { logProbabilities } from "../../nn/sampling";
import { draw, type Mixture, type NextEvents } from "./draw";
import type { Given } from "./given";
import { lengthMask, soundMask, tokenMask } from "./grammar";
import { guided, type Choice, type Guide, type Place } from "./guide";
import type { LaidBar, Layout } from "./layout";
import type { MelodyNetwork, MelodyStep } from "./network";
import {
  fitting,
  frameOf,
  writableLengths,
  writablePickups,
  writableTokens,
  type Frame,
} from "./rules";
import { MelodyState, type Controls } from "./state";
import { hasLength, isBar, isEnd, isPitch, isSound, ticksOf, type MelodyEvent } from "./vocabulary";

/** What stands in a bar already; the rest of it is drawn. */
export interface Kept {
  /** Its first sounds. */
  readonly head?: readonly MelodyEvent[];
  /** Its last sounds. */
  readonly tail?: readonly MelodyEvent[];
}

/** One tune to be written. */
export interface Task {
  readonly given: Given;
  readonly controls: Controls;
  readonly seed: number;
  /** Its bars: known, or for the pickup (a length's index) that the model chooses. */
  readonly layout: Layout | ((pickup: number) => Layout);
  /** Asked once a bar, with what sounds in the bars before it; undefined for a bar that is free. */
  readonly kept?: (layout: Layout, before: readonly (readonly MelodyEvent[])[]) => Kept | undefined;
  readonly guides?: (layout: Layout) => readonly Guide[];
  /** Pitch classes 0–11 to keep to; all, if left out. */
  readonly scale?: readonly number[];
}

export interface WriteOptions {
  /** 0–2; 1 samples the model as it is. */
  readonly temperature: number;
  /** Nucleus of probability kept, 0–1. */
  readonly topP: number;
  /** Odds of another source, mixed with the model's. */
  readonly cache?: NextEvents | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with the share of bars written, 0–1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

export interface Written {
  readonly events: readonly MelodyEvent[];
  /** The model's own surprise at what it wrote: bits a sounding note, by its untempered odds. */
  readonly bitsPerNote: number;
  /** The same in bits for each bar as written, the line that opens it included. */
  readonly barBits: readonly number[];
}

interface Draft {
  readonly task: Task;
  readonly state: MelodyState;
  readonly frame: Frame;
  readonly random: Random;
  layout: Layout;
  guides: readonly Guide[];
  head: readonly MelodyEvent[];
  tail: readonly MelodyEvent[];
  readonly bars: MelodyEvent[][];
  readonly barBits: number[];
}

/**
 * Writes tunes side by side, each from its own seed: the same seeds, device and batch give the
 * same tunes. Bars and lines are laid out before; masks make every bar exact.
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
  return drafts.map(({ state, barBits }) => {
    const notes = state.events.filter(({ token }) => isPitch(token)).length;
    const bits = barBits.reduce((sum, bar) => sum + bar, 0);
    return { events: state.events, bitsPerNote: bits / Math.max(1, notes), barBits };
  });
}

function begin(task: Task): Draft {
  const { given, controls, seed, layout, scale } = task;
  return {
    task,
    state: new MelodyState(given, controls),
    frame: frameOf(given, scale),
    random: seededRandom(seed),
    layout: typeof layout === "function" ? layout(0) : layout,
    guides: [],
    head: [],
    tail: [],
    bars: [],
    barBits: [],
  };
}

/** Takes the next event: as laid out, kept, or drawn. */
function advance(draft: Draft, step: MelodyStep, options: WriteOptions): void {
  const { task, state, bars, barBits } = draft;
  const laid = draft.layout.bars[bars.length - 1];
  const event =
    laid === undefined || state.position >= laid.to
      ? lineAfter(draft, step, options)
      : nextSound(draft, laid, step, options);
  const bits = bitsOf(state, step, event);
  state.push(event);
  if (isBar(event.token)) {
    const { head = [], tail = [] } = task.kept?.(draft.layout, bars) ?? {};
    draft.head = head;
    draft.tail = tail;
    bars.push([]);
    barBits.push(bits);
  } else {
    if (isSound(event.token)) bars.at(-1)?.push(event);
    barBits.push((barBits.pop() as number) + bits);
  }
}

/** The line before the first bar, between two, or the end. */
function lineAfter(draft: Draft, step: MelodyStep, options: WriteOptions): MelodyEvent {
  const { task, state, bars, random } = draft;
  if (bars.length === 0 && typeof task.layout === "function") {
    const token = (draft.layout.bars[0] as LaidBar).line.token;
    const { temperature, topP } = options;
    const choice = { mask: writablePickups(state), temperature, topP };
    draft.layout = task.layout(draw(step.lengthLogits(token), choice, random()));
  }
  if (bars.length === 0) draft.guides = task.guides?.(draft.layout) ?? [];
  return draft.layout.bars[bars.length]?.line ?? { token: draft.layout.end, length: -1 };
}

/** What is kept at this place, else what is drawn. */
function nextSound(
  draft: Draft,
  { to }: LaidBar,
  step: MelodyStep,
  options: WriteOptions,
): MelodyEvent {
  const { state, head, tail } = draft;
  const tailBegins = to - tail.reduce((sum, { length }) => sum + ticksOf(length), 0);
  const part = state.position < tailBegins ? "head" : "tail";
  const [next, ...later] = part === "head" ? head : tail;
  const end = part === "head" ? tailBegins : to;
  const stands = next !== undefined && canStand(state, next, end);
  draft[part] = stands ? later : [];
  return stands ? next : drawSound(draft, end - state.position, step, options);
}

function canStand(state: MelodyState, { token, length }: MelodyEvent, to: number): boolean {
  return tokenMask(state)[token] === 1 && state.position + ticksOf(length) <= to;
}

/** @param room  grid ticks to what is kept after it, > 0 */
function drawSound(
  draft: Draft,
  room: number,
  step: MelodyStep,
  options: WriteOptions,
): MelodyEvent {
  const { state, frame, guides, layout, bars, random } = draft;
  const { temperature, topP, cache } = options;
  const place: Place = {
    state,
    layout,
    bars,
    bar: bars.length - 1,
    room,
  };
  const choose = (choice: Choice, mixture: Mixture | undefined): number => {
    const { logits, mask } = choice;
    return draw(logits, { mask, temperature, topP, mixture }, random());
  };
  const tokens = guides.reduce<Choice>(
    (choice, guide) => guided(choice, guide.tokens?.(place), guide.exact),
    {
      logits: step.tokenLogits,
      mask: writableTokens(state, frame),
      possible: soundMask(state),
    },
  );
  const token = choose(tokens, cache?.tokens(state));
  const lengths = guides.reduce<Choice>(
    (choice, guide) => guided(choice, guide.lengths?.(place, token), guide.exact),
    {
      logits: step.lengthLogits(token),
      mask: writableLengths(state, token, frame, room),
      possible: fitting(lengthMask(state, token), room),
    },
  );
  return { token, length: choose(lengths, cache?.lengths(state, token)) };
}

/** The model's own cost of an event: it is told nothing of layout and guides. */
function bitsOf(state: MelodyState, step: MelodyStep, { token, length }: MelodyEvent): number {
  let nats = -(logProbabilities(step.tokenLogits, tokenMask(state))[token] as number);
  if (hasLength(token)) {
    nats -= logProbabilities(step.lengthLogits(token), lengthMask(state, token))[length] as number;
  }
  return nats / Math.LN2;
}

function isComplete(state: MelodyState): boolean {
  return isEnd(state.events.at(-1)?.token ?? 0);
}

function shareWritten(drafts: readonly Draft[]): number {
  const done = drafts.reduce(
    (sum, { state, bars, layout }) =>
      sum + (isComplete(state) ? 1 : bars.length / (layout.bars.length + 1)),
    0,
  );
  return done / drafts.length;
}
