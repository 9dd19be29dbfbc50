import { beatTicks } from "../../music/bars";
import { chordTones } from "../../music/chord";
import { gridOf, referencePitch, type Given } from "./given";
import type { Guide } from "./guide";
import { LENGTHS, TOKENS, isPitch, semitonesOf } from "./vocabulary";

/** The symbol that sounds at a place of a bar, in grid ticks of the full bar. */
export type ChordAt = (bar: number, position: number) => string | undefined;

/** Nats against other notes on a beat and between beats, and against holding them. */
const ON_BEAT = 3;
const OFF_BEAT = 0.4;
const HELD = 1.5;

/**
 * Fits notes to chords: a bar's first note is of its chord, notes on beats mostly are, and others
 * pass.
 *
 * @param strictness  1 as said; toward 0 it only leans there
 */
export function overChords(given: Given, chordAt: ChordAt, strictness = 1): Guide {
  const reference = referencePitch(given.key);
  const beat = beatTicks(given.meter) / gridOf(given.meter).scoreTicks;
  const sets = new Map<string, Uint8Array>();
  const tonesOf = (symbol: string): Uint8Array => {
    const known = sets.get(symbol) ?? chordTokens(symbol, reference);
    sets.set(symbol, known);
    return known;
  };
  return {
    tokens({ bar, state: { position } }) {
      const symbol = chordAt(bar, position);
      if (symbol === undefined) return undefined;
      const tones = tonesOf(symbol);
      const onBeat = position % beat === 0;
      const against = position === 0 && strictness === 1 ? Infinity : onBeat ? ON_BEAT : OFF_BEAT;
      return Float32Array.from(TOKENS, (_, token) =>
        isPitch(token) && tones[token] === 0 ? -strictness * against : 0,
      );
    },
    lengths({ bar, state: { position } }, token) {
      const symbol = chordAt(bar, position);
      const foreign = symbol !== undefined && isPitch(token) && tonesOf(symbol)[token] === 0;
      if (!foreign) return undefined;
      return Float32Array.from(LENGTHS, (ticks) => (ticks >= beat ? -strictness * HELD : 0));
    },
  };
}

/** Which tokens are of a chord, [tokens]; all, where the symbol is none that we know. */
function chordTokens(symbol: string, reference: number): Uint8Array {
  const tones = chordTones(symbol)?.pitchClasses;
  return Uint8Array.from(TOKENS, (_, token) => {
    const pitchClass = (reference + semitonesOf(token) + 120) % 12;
    return Number(tones === undefined || tones.includes(pitchClass));
  });
}
