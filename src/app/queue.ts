/** Tracks in the order they will sound, and which of them is current (−1 when empty). */
export interface Queue<T> {
  readonly tracks: readonly T[];
  readonly at: number;
}

export const emptyQueue: Queue<never> = { tracks: [], at: -1 };

/** A queue of `tracks` that starts at one of them; an index out of range is brought inside. */
export function queueFrom<T>(tracks: readonly T[], at = 0): Queue<T> {
  return {
    tracks: [...tracks],
    at: Math.max(tracks.length > 0 ? 0 : -1, Math.min(at, tracks.length - 1)),
  };
}

export function current<T>(queue: Queue<T>): T | undefined {
  return queue.tracks[queue.at];
}

export function hasNext<T>(queue: Queue<T>): boolean {
  return queue.at + 1 < queue.tracks.length;
}

export function hasPrevious<T>(queue: Queue<T>): boolean {
  return queue.at > 0;
}

/** The queue moved by `by` places, staying at its ends. */
export function move<T>(queue: Queue<T>, by: number): Queue<T> {
  return queueFrom(queue.tracks, queue.at + by);
}
