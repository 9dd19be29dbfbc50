import { logProbabilities, nucleus, tokenAt } from "../../nn/sampling";
import type { MelodyState } from "./state";

/** Odds of another source than the model, and how much of the whole they are. */
export interface Mixture {
  /** Summing to 1, [tokens] or [lengths]. */
  readonly odds: Float32Array;
  /** 0–1. */
  readonly share: number;
}

/** A source of next events beside the model: what this person's tunes do here. */
export interface NextEvents {
  /** Undefined where it has never been. */
  tokens(state: MelodyState): Mixture | undefined;
  lengths(state: MelodyState, token: number): Mixture | undefined;
}

/** What decides a draw beside the logits. */
export interface Drawn {
  /** 1 for what may come. */
  readonly mask: Uint8Array;
  readonly temperature: number;
  readonly topP: number;
  readonly mixture?: Mixture | undefined;
}

/**
 * Draws an index: (1 − share) · model + share · odds over what the mask allows, then the nucleus.
 *
 * @param u  uniform in [0, 1)
 */
export function draw(logits: Float32Array, drawn: Drawn, u: number): number {
  const { mask, temperature, topP, mixture } = drawn;
  const logs = logProbabilities(logits, mask, temperature);
  return tokenAt(nucleus(mixture === undefined ? logs : mixed(logs, mask, mixture), topP), u);
}

/** Logarithms of (1 − share) · model + share · odds, the odds over what the mask allows. */
export function mixed(
  logs: Float64Array,
  mask: Uint8Array,
  { odds, share }: Mixture,
): Float64Array {
  const total = odds.reduce((sum, p, i) => sum + (mask[i] === 1 ? p : 0), 0);
  if (!(total > 0)) return logs; // it has nothing to say about what may come
  return logs.map((log, i) => {
    const other = mask[i] === 1 ? (odds[i] as number) / total : 0;
    return Math.log((1 - share) * Math.exp(log) + share * other);
  });
}
