import type { Score } from "../../music/score";
import { gridOf } from "../melody/given";

/** Notes whose steps make a run; two tunes that share one go together for some two bars. */
const RUN_NOTES = 8;

/** The runs of a tune, in order. */
export interface Runs {
  /** One for each run: what its steps and lengths come to, [runs]. */
  readonly hashes: Uint32Array;
  /** The bars as written that each run touches, first and last, [runs × 2]. */
  readonly bars: Uint16Array;
}

/** A note of a tune for comparing: pitch in semitones, length in grid ticks. */
export interface PlainNote {
  readonly pitch: number;
  readonly ticks: number;
}

/**
 * Every run of eight steps of a score's first part. A step is an interval and the length of the
 * note it leads to, so a run is the same in every key and, 2/4 being doubled as in the melody
 * model, in both ways that the books write a reel. Rests do not count.
 */
export function runsOf({ parts, meter, bars }: Score): Runs {
  const notes = parts[0]?.notes ?? [];
  const { scoreTicks } = gridOf(meter);
  const hashes = hashRuns(
    notes.map(({ pitch, duration }) => ({ pitch, ticks: duration / scoreTicks })),
  );
  const barOfNote = Uint16Array.from(notes, ({ tick }) =>
    Math.max(
      0,
      bars.findLastIndex((bar) => bar.tick <= tick),
    ),
  );
  const touched = new Uint16Array(2 * hashes.length);
  hashes.forEach((_, i) => {
    touched[2 * i] = barOfNote[i + 1] as number;
    touched[2 * i + 1] = barOfNote[i + RUN_NOTES] as number;
  });
  return { hashes, bars: touched };
}

/** Hashes of the runs of eight steps, [notes − 8]; none for a tune of eight notes or fewer. */
export function hashRuns(notes: readonly PlainNote[]): Uint32Array {
  const steps = notes.slice(1).map(({ pitch, ticks }, i) => {
    return mix(mix(0x811c9dc5, pitch - (notes[i] as PlainNote).pitch + 128), Math.round(4 * ticks));
  });
  return Uint32Array.from({ length: Math.max(0, steps.length - RUN_NOTES + 1) }, (_, i) => {
    let hash = 0x9e3779b9;
    for (let j = i; j < i + RUN_NOTES; j++) hash = mix(hash, steps[j] as number);
    return hash >>> 0;
  });
}

/** The finaliser of MurmurHash3 over what came before and a further number, 32 bits. */
function mix(hash: number, value: number): number {
  let z = Math.imul(hash ^ value, 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) | 0;
}
