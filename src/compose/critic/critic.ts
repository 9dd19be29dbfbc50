import type { Checkpoint } from "../../nn/checkpoint";
import { sumRows, type Tensor } from "../../nn/matrix";
import type { Given } from "../melody/given";
import { rowOffsets } from "../melody/feature-table";
import type { MelodyEvent } from "../melody/vocabulary";
import { chance, headLogits, type CriticHeads } from "./heads";
import { convolved, denseRelu, type Dense } from "./layers";
import { criticFeatures, criticRows, type CriticLists } from "./rows";

const WIDTH = 64;
const HIDDEN = 32; // of each head
const DILATIONS = [1, 2, 4] as const;

/** Chances, 0–1, that a person wrote a tune, and each of its bars as written. */
export interface Judgement {
  readonly whole: number;
  readonly bars: readonly number[];
}

/** What the heads see of a tune. */
export interface CriticReading {
  /** [bars × 64] */
  readonly bars: Float32Array;
  /** The bars' mean, then their least values, [128]. */
  readonly whole: Float32Array;
}

export interface Critic {
  readonly heads: CriticHeads;
  /** What the layers below the heads make of a tune: the same for any heads. */
  read(events: readonly MelodyEvent[], given: Given): CriticReading;
  /** A pickup counts as a bar. */
  judge(events: readonly MelodyEvent[], given: Given): Judgement;
}

/**
 * The critic of a checkpoint: a dilated CNN over the events, pooled by bars, then a dilated CNN
 * over the bars; in plain loops, a few milliseconds a tune.
 *
 *   x      Σ rows of the table                                       [events, 64]
 *   x      x + relu(conv(x)), dilation 1, 2, 4                       [events, 64]
 *   b      relu([mean, max within the bar] · pool + bias)            [bars, 64]
 *   b      b + relu(conv(b)), dilation 1, 2, 4                       [bars, 64]
 *   bar    relu(b · kernel + bias) · out                             [bars]
 *   whole  relu([mean, min over the bars] · kernel + bias) · out     [1]
 *
 * @throws RangeError when the checkpoint is of another kind, or a tensor has another shape
 */
export function openCritic(checkpoint: Checkpoint): Critic {
  const { architecture } = checkpoint;
  const lists = listsOf(architecture);
  const features = criticFeatures(lists);
  if (JSON.stringify(architecture["features"]) !== JSON.stringify(features)) {
    throw new RangeError("The critic was trained for other features than this version reads.");
  }
  const offsets = rowOffsets(features);
  const table = checkpoint.get("table", [offsets.at(-1) as number, WIDTH]);
  const dense = (name: string, rows: number, columns: number): Dense => ({
    kernel: checkpoint.get(`${name}/kernel`, [rows, columns]),
    bias: checkpoint.get(`${name}/bias`, [columns]).values,
  });
  const stage = (name: string) =>
    DILATIONS.map((dilation, i) => ({
      dilation,
      layer: dense(`${name}${i}`, 3 * WIDTH, WIDTH),
    }));
  const events = stage("event");
  const bars = stage("bar");
  const pool = dense("pool", 2 * WIDTH, WIDTH);
  const head = (name: string, inputs: number) => ({
    first: dense(name, inputs, HIDDEN),
    second: dense(`${name}/out`, HIDDEN, 1),
  });
  const heads = { bars: head("bars", WIDTH), whole: head("whole", 2 * WIDTH) };

  const read: Critic["read"] = (tune, given) => {
    const rows = criticRows(tune, given, lists);
    let x = embedded(rows.features, offsets, table);
    for (const { layer, dilation } of events) x = convolved(x, layer, dilation);
    let b = denseRelu(pooled(x, rows.bars), pool);
    for (const { layer, dilation } of bars) b = convolved(b, layer, dilation);
    return { bars: b, whole: meanAndLeast(b) };
  };
  return { heads, read, judge: (tune, given) => judged(read(tune, given), heads) };
}

/** What heads make of a tune as read. */
export function judged({ bars, whole }: CriticReading, heads: CriticHeads): Judgement {
  return {
    whole: chance(headLogits(whole, heads.whole)[0] as number),
    bars: Array.from(headLogits(bars, heads.bars), chance),
  };
}

function listsOf(architecture: Checkpoint["architecture"]): CriticLists {
  const list = (name: string): readonly string[] => {
    const names = architecture[name];
    if (!Array.isArray(names)) throw new RangeError(`The critic has no list of ${name}.`);
    return names.map(String);
  };
  if (architecture.kind !== "critic-cnn") {
    throw new RangeError(`A model of the kind ${architecture.kind} is no critic.`);
  }
  return { types: list("types"), modes: list("modes"), metres: list("metres") };
}

/** The sum of each event's rows, [events × 64]. */
function embedded(
  features: readonly (readonly number[])[],
  offsets: readonly number[],
  table: Tensor,
): Float32Array {
  const x = new Float32Array(features.length * WIDTH);
  features.forEach((indices, i) => {
    const rows = indices.map((index, f) => index + (offsets[f] as number));
    sumRows(table, rows, x.subarray(i * WIDTH, (i + 1) * WIDTH));
  });
  return x;
}

/** Mean and greatest values of each bar's events, [bars × 128]. Every bar has at least its line. */
function pooled(x: Float32Array, bars: readonly number[]): Float32Array {
  const count = (bars.at(-1) ?? -1) + 1;
  const out = new Float32Array(count * 2 * WIDTH);
  let first = 0;
  for (let bar = 0; bar < count; bar++) {
    let next = first;
    while (bars[next] === bar) next++;
    for (let c = 0; c < WIDTH; c++) {
      let sum = 0;
      let most = -Infinity;
      for (let i = first; i < next; i++) {
        const value = x[i * WIDTH + c] as number;
        sum += value;
        if (value > most) most = value;
      }
      out[bar * 2 * WIDTH + c] = sum / (next - first);
      out[bar * 2 * WIDTH + WIDTH + c] = most;
    }
    first = next;
  }
  return out;
}

function meanAndLeast(b: Float32Array): Float32Array {
  const rows = b.length / WIDTH;
  const out = new Float32Array(2 * WIDTH);
  for (let c = 0; c < WIDTH; c++) {
    let sum = 0;
    let least = Infinity;
    for (let row = 0; row < rows; row++) {
      const value = b[row * WIDTH + c] as number;
      sum += value;
      if (value < least) least = value;
    }
    out[c] = sum / rows;
    out[WIDTH + c] = least;
  }
  return out;
}
