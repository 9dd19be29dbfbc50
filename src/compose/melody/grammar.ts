import type { MelodyState } from "./state";
import {
  BAR,
  END,
  END_REPEAT,
  FIRST_PITCH,
  LENGTHS,
  REST,
  TIE,
  TOKENS,
  isBar,
  opensSection,
  tokenOf,
} from "./vocabulary";

const FIRST_LINES = [tokenOf("||"), tokenOf("|:")];

/**
 * Which tokens can come next in any tune at all: 1 where allowed, [tokens]. The network's
 * probabilities are renormalised over these, in training, in likelihoods and in writing alike.
 */
export function tokenMask(state: MelodyState): Uint8Array {
  const mask = new Uint8Array(TOKENS.length);
  if (state.events.length === 0) {
    for (const line of FIRST_LINES) mask[line] = 1;
    return mask;
  }
  const isFull = state.position === state.full;
  if (state.inBar > 0) {
    for (let token = BAR; isBar(token); token++) mask[token] = 1;
    mask[BAR] = isFull ? 1 : 0;
    mask[END] = 1;
    mask[END_REPEAT] = 1;
  }
  if (state.position < state.full) {
    mask.fill(1, FIRST_PITCH);
    mask[REST] = 1;
    mask[TIE] = state.lastSound === 0 || state.lastSound === REST ? 0 : 1;
  }
  return mask;
}

/** The same without lines and ends: what can sound here. */
export function soundMask(state: MelodyState): Uint8Array {
  return tokenMask(state).fill(0, BAR, FIRST_PITCH);
}

/** Which lengths a token can have here: a note fits into its bar, a pickup is less than one. */
export function lengthMask(state: MelodyState, token: number): Uint8Array {
  const room = state.full - state.position;
  return Uint8Array.from(LENGTHS, (ticks) =>
    opensSection(token) ? Number(ticks < state.full) : Number(ticks > 0 && ticks <= room),
  );
}
