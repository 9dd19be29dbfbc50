import type { ItemId } from "../../base/item";
import type { EpochMs } from "../../base/time";
import type { Listen } from "./listen";

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

/** What tells whether two plays of a track are one. */
interface Start {
  readonly startMs: EpochMs;
  readonly playedMs?: number | undefined;
  readonly source: string;
}

/**
 * Leaves out the listens that are plays already known, of earlier imports or of the app itself, by
 * the same rule. It keeps a second export of the same months from doubling every play.
 */
export function withoutKnownPlays(
  listens: readonly Listen[],
  known: Iterable<Start & { readonly trackId: ItemId }>,
  lengthOf: (listen: Listen) => number | undefined,
): Listen[] {
  const wanted = new Map(listens.map(({ trackId }) => [trackId, new PlayedStarts()]));
  for (const play of known) wanted.get(play.trackId)?.add(play);
  return listens.filter((listen) => !wanted.get(listen.trackId)?.holds(listen, lengthOf(listen)));
}

/** How near two starts of one track must be to be one play, in ms. */
function samePlayWindowMs(
  a: Omit<Start, "startMs">,
  b: Omit<Start, "startMs">,
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
  const kept = new PlayedStarts();
  return ordered.filter((listen) => {
    const fresh = !kept.holds(listen, lengthOf(listen));
    if (fresh) kept.add(listen);
    return fresh;
  });
}

/** Starts of one track, found by time. */
class PlayedStarts {
  readonly #slots = new Map<number, Start[]>();

  add(play: Start): void {
    const slot = Math.floor(play.startMs / SAME_PLAY_MS);
    const there = this.#slots.get(slot);
    if (there === undefined) this.#slots.set(slot, [play]);
    else there.push(play);
  }

  holds(play: Start, lengthMs: number | undefined): boolean {
    const first = Math.floor((play.startMs - LONGEST_WINDOW_MS) / SAME_PLAY_MS);
    const last = Math.floor((play.startMs + LONGEST_WINDOW_MS) / SAME_PLAY_MS);
    for (let slot = first; slot <= last; slot++) {
      for (const other of this.#slots.get(slot) ?? []) {
        const window = Math.min(LONGEST_WINDOW_MS, samePlayWindowMs(play, other, lengthMs));
        if (Math.abs(play.startMs - other.startMs) < window) return true;
      }
    }
    return false;
  }
}

function moreTelling(a: Listen, b: Listen): number {
  return (
    trust.indexOf(a.source) - trust.indexOf(b.source) ||
    (b.playedMs ?? 0) - (a.playedMs ?? 0) ||
    a.startMs - b.startMs
  );
}
