import { logProbabilities } from "../../nn/sampling";
import { mixed, type Mixture, type NextEvents } from "./draw";
import type { Given } from "./given";
import { lengthMask, tokenMask } from "./grammar";
import type { MelodyNetwork, MelodyStep } from "./network";
import { MelodyState } from "./state";
import { hasLength, isPitch, type MelodyEvent } from "./vocabulary";

/** What a tune costs the model. */
export interface Cost {
  /** −log₂ of every token and length needed to rebuild the tune, summed. */
  readonly bits: number;
  /** Sounding notes: tied continuations and rests are none. */
  readonly notes: number;
}

/** A tune whose cost is asked for: only type, key, mode and metre are told free of charge. */
export interface Known {
  readonly given: Given;
  readonly events: readonly MelodyEvent[];
}

/**
 * The model's cost of tunes as they are, read side by side; one for each, in their order.
 *
 * @param beside  another source of next events, mixed in as it is when writing
 */
export async function melodyCosts(
  network: MelodyNetwork,
  tunes: readonly Known[],
  beside?: NextEvents,
): Promise<readonly Cost[]> {
  const bits = tunes.map(() => 0);
  let open = tunes.map((tune, place) => ({ tune, place, state: new MelodyState(tune.given) }));
  network.reset(tunes.length);
  while (open.length > 0) {
    const steps = await network.step(open.map(({ state }) => state));
    open.forEach(({ tune, place, state }, i) => {
      const event = tune.events[state.events.length] as MelodyEvent;
      bits[place] =
        (bits[place] as number) + eventBits(state, steps[i] as MelodyStep, event, beside);
      state.push(event);
    });
    const rows = open.flatMap(({ tune, state }, i) =>
      state.events.length < tune.events.length ? [i] : [],
    );
    if (rows.length > 0 && rows.length < open.length) network.select(rows);
    open = rows.map((row) => open[row] as (typeof open)[number]);
  }
  return tunes.map(({ events }, i) => ({
    bits: bits[i] as number,
    notes: events.filter(({ token }) => isPitch(token)).length,
  }));
}

function eventBits(
  state: MelodyState,
  step: MelodyStep,
  { token, length }: MelodyEvent,
  beside: NextEvents | undefined,
): number {
  const nats = (logits: Float32Array, mask: Uint8Array, came: number, other?: Mixture) => {
    const logs = logProbabilities(logits, mask);
    return -((other === undefined ? logs : mixed(logs, mask, other))[came] as number);
  };
  let cost = nats(step.tokenLogits, tokenMask(state), token, beside?.tokens(state));
  if (hasLength(token)) {
    const other = beside?.lengths(state, token);
    cost += nats(step.lengthLogits(token), lengthMask(state, token), length, other);
  }
  return cost / Math.LN2;
}
