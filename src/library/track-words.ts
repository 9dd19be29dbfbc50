import { foldName } from "../base/item";
import type { TrackRow } from "./rows";

/** A track as stored: with what it is sorted and searched by, made from its names. */
export interface StoredTrack extends TrackRow {
  readonly titleKey: string;
  readonly artistKey: string;
  /** Distinct folded words of title, artist and album. */
  readonly words: readonly string[];
}

const MAX_WORDS = 40;

/** The words of a text, folded as names are compared. "R.E.M. – Drive" → r, e, m, drive. */
export function wordsOf(text: string): readonly string[] {
  return [...new Set(foldName(text).match(/[\p{L}\p{N}]+/gu) ?? [])];
}

export function toStored(track: TrackRow): StoredTrack {
  const names = `${track.title} ${track.artist} ${track.album ?? ""}`;
  return {
    ...track,
    titleKey: foldName(track.title),
    artistKey: foldName(`${track.artist} ${track.title}`),
    words: wordsOf(names).slice(0, MAX_WORDS),
  };
}

/** The track without the keys that only the database needs. */
export function fromStored(stored: StoredTrack): TrackRow {
  const track: Partial<StoredTrack> & TrackRow = { ...stored };
  delete (track as { titleKey?: string }).titleKey;
  delete (track as { artistKey?: string }).artistKey;
  delete (track as { words?: readonly string[] }).words;
  return track;
}
