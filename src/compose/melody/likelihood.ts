import { logProbabilities } from "../../nn/sampling";
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

/** The model's cost of tunes as they are, read side by side; one for each, in their order. */
export async function melodyCosts(
  network: MelodyNetwork,
  tunes: readonly Known[],
): Promise<readonly Cost[]> {
  const bits = tunes.map(() => 0);
  let open = tunes.map((tune, place) => ({ tune, place, state: new MelodyState(tune.given) }));
  network.reset(tunes.length);
  while (open.length > 0) {
    const steps = await network.step(open.map(({ state }) => state));
    open.forEach(({ tune, place, state }, i) => {
      const event = tune.events[state.events.length] as MelodyEvent;
      bits[place] = (bits[place] as number) + eventBits(state, steps[i] as MelodyStep, event);
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

function eventBits(state: MelodyState, step: MelodyStep, { token, length }: MelodyEvent): number {
  let nats = -(logProbabilities(step.tokenLogits, tokenMask(state))[token] as number);
  if (hasLength(token)) {
    const logs = logProbabilities(step.lengthLogits(token), lengthMask(state, token));
    nats -= logs[length] as number;
  }
  return nats / Math.LN2;
}
