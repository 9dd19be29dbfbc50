import type { Note, Ticks } from "./score";

/** The melody's outline: one value a slice of time. */
export interface Contour {
  /** Height 0 (lowest note of the piece) to 1 (highest); held through rests. */
  readonly height: readonly number[];
  /** Share of the slice in which something sounds, 0–1. */
  readonly sounding: readonly number[];
}

/**
 * The outline of a melody in `slices` equal slices of time, each the mean height of what sounds
 * in it, weighted by time. A melody on one pitch lies at 0.5.
 *
 * @param total  length of the piece in ticks, > 0
 */
export function contour(notes: readonly Note[], total: Ticks, slices: number): Contour {
  const low = Math.min(...notes.map((note) => note.pitch));
  const high = Math.max(...notes.map((note) => note.pitch));
  const weight = new Float64Array(slices);
  const sum = new Float64Array(slices);
  const width = total / slices;
  for (const note of notes) {
    const value = high > low ? (note.pitch - low) / (high - low) : 0.5;
    const end = Math.min(total, note.tick + note.duration);
    for (let s = Math.floor(note.tick / width); s < slices && s * width < end; s++) {
      const shared = Math.min(end, (s + 1) * width) - Math.max(note.tick, s * width);
      weight[s] = (weight[s] as number) + shared;
      sum[s] = (sum[s] as number) + shared * value;
    }
  }
  let last = 0.5;
  const height = Array.from(weight, (w, s) => (last = w > 0 ? (sum[s] as number) / w : last));
  return { height, sounding: Array.from(weight, (w) => Math.min(1, w / width)) };
}
