import type { EpochMs } from "../../base/time";
import type { Listen } from "./listen";
import { minuteMs } from "./local-time";
import type { TimeRange } from "./rules";

/** Listening in one go. */
export interface Session<T extends Listen = Listen> extends TimeRange {
  /** In the order they were heard. */
  readonly listens: readonly T[];
}

const gapMs = 30 * minuteMs;

/**
 * Cuts listening where 30 minutes or more passed between the end of one play and the start of the
 * next (its start, where the source does not tell how long it sounded). `toMs` is just past the
 * last play, so that a session given to `TasteRules.sessions` takes out all of it.
 */
export function sessionsOf<T extends Listen>(listens: Iterable<T>): readonly Session<T>[] {
  const ordered = [...listens].sort(
    (a, b) => a.startMs - b.startMs || (a.trackId < b.trackId ? -1 : 1),
  );
  const sessions: Session<T>[] = [];
  let open: T[] = [];
  let endMs: EpochMs = 0;
  const close = () => {
    const first = open[0];
    if (first) sessions.push({ fromMs: first.startMs, toMs: endMs + 1, listens: open });
    open = [];
  };
  for (const listen of ordered) {
    if (open.length > 0 && listen.startMs - endMs >= gapMs) close();
    const stopMs = listen.startMs + Math.max(0, listen.playedMs ?? 0);
    endMs = open.length === 0 ? stopMs : Math.max(endMs, stopMs);
    open.push(listen);
  }
  close();
  return sessions;
}
