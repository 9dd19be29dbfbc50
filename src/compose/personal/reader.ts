import { sumRows, type Tensor } from "../../nn/matrix";
import type { RecurrentNetwork } from "../../nn/recurrent-weights";
import { recurrentOn, type StepDevice } from "../../nn/step-device";
import type { Given } from "../melody/given";
import { lengthMask, tokenMask } from "../melody/grammar";
import type { MelodyWeights } from "../melody/network";
import { MelodyState, type Controls } from "../melody/state";
import { LENGTHS, TOKENS, hasLength, type MelodyEvent } from "../melody/vocabulary";

/** A tune to read. */
export interface Readable {
  readonly given: Given;
  readonly controls?: Controls;
  readonly events: readonly MelodyEvent[];
}

/** What the frozen part of the network says at each event of a tune; one row an event. */
export interface ReadTune {
  readonly events: readonly MelodyEvent[];
  readonly z: Float32Array; // [events × (hidden + width)], what both heads see
  readonly token: Float32Array; // [events × token hidden], before the relu
  readonly length: Float32Array; // [events × length hidden], before the relu, the token known
  readonly tokenMasks: Uint8Array; // [events × tokens]
  readonly lengthMasks: Uint8Array; // [events × lengths]
}

/** Reads tunes by the network's LSTM, which no adapter changes: once is enough for a training. */
export class TuneReader {
  readonly #weights: MelodyWeights;
  readonly #recurrent: RecurrentNetwork<"hidden" | "token" | "length">;
  readonly #width: number;

  constructor(device: StepDevice, weights: MelodyWeights) {
    const { lstm, token, length } = weights;
    const hidden = lstm.bias.length / 4;
    this.#weights = weights;
    this.#width = weights.features.shape[1] as number;
    const itself = { kernel: identity(hidden), bias: new Float32Array(hidden) };
    this.#recurrent = recurrentOn(
      device,
      {
        layers: [lstm],
        heads: {
          hidden: { reads: "hidden", layers: [itself] },
          token: { reads: "hidden+input", layers: [token] },
          length: { reads: "hidden+input", layers: [length] },
        },
      },
      1,
    );
  }

  /** Side by side; one for each, in their order. @throws the signal's reason when aborted */
  async read(tunes: readonly Readable[], signal?: AbortSignal): Promise<readonly ReadTune[]> {
    const out = tunes.map((tune) => this.#blank(tune.events));
    let open = tunes.map((tune, place) => ({
      tune,
      read: out[place] as ReadTune,
      state: new MelodyState(tune.given, tune.controls),
    }));
    if (open.length > 0) this.#recurrent.reset(open.length);
    while (open.length > 0) {
      signal?.throwIfAborted();
      const input = new Float32Array(open.length * this.#width);
      open.forEach(({ state }, i) => {
        const row = input.subarray(i * this.#width, (i + 1) * this.#width);
        sumRows(this.#weights.features, state.featureRows(), row);
      });
      const steps = await this.#recurrent.step(input);
      open.forEach(({ tune, read, state }, i) => {
        const at = state.events.length;
        const event = tune.events[at] as MelodyEvent;
        this.#keep(read, at, state, event, {
          input: rowOf(input, i, this.#width),
          hidden: rowOf(steps.hidden, i, steps.hidden.length / open.length),
          token: rowOf(steps.token, i, steps.token.length / open.length),
          length: rowOf(steps.length, i, steps.length.length / open.length),
        });
        state.push(event);
      });
      const rows = open.flatMap(({ tune, state }, i) =>
        state.events.length < tune.events.length ? [i] : [],
      );
      if (rows.length > 0 && rows.length < open.length) this.#recurrent.select(rows);
      open = rows.map((row) => open[row] as (typeof open)[number]);
    }
    return out;
  }

  dispose(): void {
    this.#recurrent.dispose();
  }

  #blank(events: readonly MelodyEvent[]): ReadTune {
    const { token, length } = this.#weights;
    const rows = (width: number) => new Float32Array(events.length * width);
    return {
      events,
      z: rows(token.kernel.shape[0] as number),
      token: rows(token.bias.length),
      length: rows(length.bias.length),
      tokenMasks: new Uint8Array(events.length * TOKENS.length),
      lengthMasks: new Uint8Array(events.length * LENGTHS.length),
    };
  }

  #keep(
    read: ReadTune,
    at: number,
    state: MelodyState,
    { token }: MelodyEvent,
    row: Readonly<Record<"input" | "hidden" | "token" | "length", Float32Array>>,
  ): void {
    const both = row.hidden.length + row.input.length;
    read.z.set(row.hidden, at * both);
    read.z.set(row.input, at * both + row.hidden.length);
    read.token.set(row.token, at * row.token.length);
    read.tokenMasks.set(tokenMask(state), at * TOKENS.length);
    if (!hasLength(token)) return;
    const known = new Float32Array(row.length.length);
    sumRows(this.#weights.lengthTable, state.lengthRows(token), known);
    read.length.set(
      row.length.map((value, i) => value + (known[i] as number)),
      at * row.length.length,
    );
    read.lengthMasks.set(lengthMask(state, token), at * LENGTHS.length);
  }
}

/** Row `i` of a matrix of that width, sharing its memory. */
export function rowOf<T extends Float32Array | Uint8Array>(values: T, i: number, width: number): T {
  return values.subarray(i * width, (i + 1) * width) as T;
}

/** Lets the hidden state out as it is: a head without a layer would be the state itself. */
function identity(size: number): Tensor {
  const values = new Float32Array(size * size);
  for (let i = 0; i < size; i++) values[i * size + i] = 1;
  return { shape: [size, size], values };
}
