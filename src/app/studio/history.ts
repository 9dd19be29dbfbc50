/** A thing with its earlier states and those taken back, so that nothing done is lost. */
export interface History<T> {
  /** Oldest first. */
  readonly past: readonly T[];
  readonly now: T;
  /** What was taken back, next first. */
  readonly future: readonly T[];
}

/** Steps kept; a score is small, and nobody walks back further. */
const MOST = 200;

export function begin<T>(now: T): History<T> {
  return { past: [], now, future: [] };
}

/** A step forward; what had been taken back is gone. The same thing again is no step. */
export function record<T>(history: History<T>, next: T): History<T> {
  if (next === history.now) return history;
  return { past: [...history.past, history.now].slice(-MOST), now: next, future: [] };
}

/** One step back; as it is where there is none. */
export function undo<T>({ past, now, future }: History<T>): History<T> {
  const before = past.at(-1);
  if (before === undefined) return { past, now, future };
  return { past: past.slice(0, -1), now: before, future: [now, ...future] };
}

/** Forward again over what was taken back. */
export function redo<T>({ past, now, future }: History<T>): History<T> {
  const [next, ...rest] = future;
  if (next === undefined) return { past, now, future };
  return { past: [...past, now], now: next, future: rest };
}
