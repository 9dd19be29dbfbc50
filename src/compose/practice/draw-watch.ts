import type { Mixture, NextEvents } from "../melody/draw";
import { CONTROL_NAMES, FEATURES } from "../melody/feature-table";
import type { Controls, MelodyState } from "../melody/state";
import type { MelodyEvent } from "../melody/vocabulary";

/** What of a tune was drawn, and what the network was told of it. */
export interface Drawn {
  readonly controls: Controls;
  /** Places of the events that were drawn; the others were laid out or kept from earlier bars. */
  readonly places: ReadonlySet<number>;
}

const BARS_LEFT = FEATURES.findIndex(([name]) => name === "barsLeft");

/**
 * Sees what a writer draws: given to it as a source of next events that never has any, it is asked
 * before each draw.
 */
export class DrawWatch implements NextEvents {
  readonly #seen = new Map<readonly MelodyEvent[], { controls: Controls; places: Set<number> }>();

  tokens(state: MelodyState): Mixture | undefined {
    const seen = this.#seen.get(state.events) ?? { controls: toldOf(state), places: new Set() };
    seen.places.add(state.events.length);
    this.#seen.set(state.events, seen);
    return undefined;
  }

  lengths(): undefined {
    return undefined;
  }

  /** Of the events of a tune that was written under this watch. */
  of(events: readonly MelodyEvent[]): Drawn {
    return this.#seen.get(events) ?? { controls: {}, places: new Set() };
  }
}

/** The controls as told before any bar is closed. */
function toldOf(state: MelodyState): Controls {
  const [left = 0, ...codes] = state.features().slice(BARS_LEFT);
  const named = CONTROL_NAMES.map((name, i) => [name, codes[i] ?? 0]);
  return { ...(Object.fromEntries(named) as Controls), bars: Math.max(0, left - 1) };
}
