import { chordTones, type ChordTones } from "../../music/chord";
import type { ChordSymbol, Ticks } from "../../music/score";

/** A chord and how long it lasts. */
export interface ChordSpan {
  readonly symbol: string;
  readonly tones: ChordTones;
  readonly from: Ticks;
  readonly to: Ticks;
}

/** The chords of a piece one after the other; texts that are none are left out, the chord before goes on. */
export function chordSpans(chords: readonly ChordSymbol[], endTick: Ticks): readonly ChordSpan[] {
  const spans: { symbol: string; tones: ChordTones; from: Ticks; to: Ticks }[] = [];
  for (const { symbol, tick } of chords) {
    const tones = chordTones(symbol);
    const last = spans.at(-1);
    if (tones === undefined || tick >= endTick) continue;
    if (last?.symbol === symbol) continue;
    if (last?.from === tick) spans.pop();
    else if (last !== undefined) last.to = tick;
    spans.push({ symbol, tones, from: tick, to: endTick });
  }
  return spans;
}

/** Index of the chord that sounds at a tick, or −1 before the first. */
export function spanAt(spans: readonly ChordSpan[], tick: Ticks): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as ChordSpan).from <= tick) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
