import type { TrackRow } from "./rows";

/** Whether the app has something to play for a track: a score, or a file on this device. */
export function isPlayable(track: Pick<TrackRow, "scoreId" | "audioId">): boolean {
  return track.scoreId !== undefined || track.audioId !== undefined;
}
