import type { Listen } from "./listening";

/** The same track again within this is the same play, whoever told it. */
const SAME_PLAY_MS = 90_000;

/** Who tells most of a play, first. */
const trust: readonly Listen["source"][] = ["spotify", "listenbrainz", "lastfm"];

/**
 * Leaves one listen for each play. The same track is the same play when the starts are less than
 * 90 s apart; told by two sources, less than the larger of 90 s and the length of the track (one
 * counts from the end, clocks differ, minutes are rounded). The one that tells more is kept: the
 * better source, then the longer play, then the earlier start.
 *
 * @param lengthOf  length of the track of a listen in ms, undefined when unknown; the time played
 *                  stands in for it
 * @returns  plays in order of time, then of track
 */
export function onePlayEach(
  listens: readonly Listen[],
  lengthOf: (listen: Listen) => number | undefined,
): { plays: Listen[]; duplicates: number } {
  const byTrack = new Map<string, Listen[]>();
  for (const listen of listens) {
    const same = byTrack.get(listen.trackId);
    if (same === undefined) byTrack.set(listen.trackId, [listen]);
    else same.push(listen);
  }
  const plays: Listen[] = [];
  for (const same of byTrack.values()) {
    if (same.length === 1) plays.push(...same);
    else plays.push(...keepOneEach(same.sort(moreTelling), lengthOf));
  }
  plays.sort((a, b) => a.startMs - b.startMs || (a.trackId < b.trackId ? -1 : 1));
  return { plays, duplicates: listens.length - plays.length };
}

/** How near two starts of one track must be to be one play, in ms. */
export function samePlayWindowMs(
  a: Pick<Listen, "source" | "playedMs">,
  b: Pick<Listen, "source" | "playedMs">,
  lengthMs: number | undefined,
): number {
  if (a.source === b.source) return SAME_PLAY_MS;
  return Math.max(SAME_PLAY_MS, lengthMs ?? Math.max(a.playedMs ?? 0, b.playedMs ?? 0));
}

/** Longer pieces are compared within this only, so that a listen is held against a few others. */
const LONGEST_WINDOW_MS = 3_600_000;

function keepOneEach(
  ordered: readonly Listen[],
  lengthOf: (listen: Listen) => number | undefined,
): Listen[] {
  const kept: Listen[] = [];
  const slots = new Map<number, Listen[]>();
  for (const listen of ordered) {
    const lengthMs = lengthOf(listen);
    if (isKnown(listen, slots, lengthMs)) continue;
    kept.push(listen);
    const slot = Math.floor(listen.startMs / SAME_PLAY_MS);
    const there = slots.get(slot);
    if (there === undefined) slots.set(slot, [listen]);
    else there.push(listen);
  }
  return kept;
}

function isKnown(
  listen: Listen,
  slots: ReadonlyMap<number, readonly Listen[]>,
  lengthMs: number | undefined,
): boolean {
  const first = Math.floor((listen.startMs - LONGEST_WINDOW_MS) / SAME_PLAY_MS);
  const last = Math.floor((listen.startMs + LONGEST_WINDOW_MS) / SAME_PLAY_MS);
  for (let slot = first; slot <= last; slot++) {
    for (const other of slots.get(slot) ?? []) {
      const window = Math.min(LONGEST_WINDOW_MS, samePlayWindowMs(listen, other, lengthMs));
      if (Math.abs(listen.startMs - other.startMs) < window) return true;
    }
  }
  return false;
}

function moreTelling(a: Listen, b: Listen): number {
  return (
    trust.indexOf(a.source) - trust.indexOf(b.source) ||
    (b.playedMs ?? 0) - (a.playedMs ?? 0) ||
    a.startMs - b.startMs
  );
}
