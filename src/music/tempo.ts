import { TICKS_PER_QUARTER, type Meter, type Ticks } from "./score";

export function ticksToSec(ticks: Ticks, bpm: number): number {
  return (ticks / TICKS_PER_QUARTER) * (60 / bpm);
}

/** Ticks at a time in seconds; not rounded. */
export function secToTicks(sec: number, bpm: number): Ticks {
  return (sec * bpm * TICKS_PER_QUARTER) / 60;
}

/** Quarter notes a minute at which each kind of tune is usually played for listening. */
const USUAL_BPM: Readonly<Record<string, number>> = {
  reel: 184,
  jig: 168,
  slipjig: 162,
  hornpipe: 152,
  strathspey: 124,
  march: 108,
  waltz: 132,
  polka: 116,
  air: 96,
  song: 88,
  hymn: 92,
};

/** A tempo for a score that does not give one. Tunes in 2/4 are written in halved values. */
export function usualBpm(type: string | undefined, meter: Meter): number {
  const bpm = USUAL_BPM[type ?? ""] ?? (meter.unit === 8 ? 150 : 120);
  const halved = meter.beats === 2 && meter.unit === 4 && (type === "reel" || type === "hornpipe");
  return halved ? Math.round(bpm / 2) : bpm;
}
