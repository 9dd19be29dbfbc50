import { withoutKnownPlays } from "../histories/oneplay";
import type { ImportDraft } from "./draft";

/** What the person is shown of a draft before it is written. */
export function describeDraft(draft: ImportDraft) {
  const { format, files, destination, sample, suggestedName } = draft;
  return {
    format,
    files,
    destination,
    sample,
    suggestedName,
    rejected: draft.rejected,
    rejectedCount: draft.rejectedCount,
    skipped: draft.skipped as Readonly<Record<string, number>>,
    users: draft.read.users,
    counts: {
      listens: draft.listens.length,
      ratings: draft.ratings.length,
      tracks: draft.tracks.length,
      artists: draft.artists.length,
      communityEntries: draft.community?.userIndex.length ?? draft.pack?.items.length ?? 0,
      ...(draft.audio && { audioFiles: draft.audio.length }),
      ...(draft.playlists && { playlists: draft.playlists.length }),
    },
  };
}

/** A draft without the plays that the library knows, exactly or from another source. */
export function withoutKnown(
  draft: ImportDraft,
  known: Parameters<typeof withoutKnownPlays>[1],
): ImportDraft {
  const lengths = new Map(draft.tracks.map(({ id, durationMs }) => [id, durationMs]));
  const lengthOf = ({ trackId }: { trackId: string }) => lengths.get(trackId);
  return { ...draft, listens: withoutKnownPlays(draft.listens, known, lengthOf) };
}

/** Reports the share of `total` bytes read, when it has grown by a hundredth. */
export function byteProgress(
  total: number,
  report: (share: number) => void,
): (bytes: number) => void {
  let read = 0;
  let told = 0;
  return (bytes) => {
    read += bytes;
    const share = Math.min(1, read / Math.max(1, total));
    if (share - told < 0.01) return;
    told = share;
    report(share);
  };
}
