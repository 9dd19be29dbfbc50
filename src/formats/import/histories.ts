import { readBrainzFeedback, type BrainzFeedback } from "../histories/brainzfeedback";
import { readLastfm } from "../histories/lastfm";
import { readListenBrainz, type BrainzPlay } from "../histories/listenbrainz";
import { Listening } from "../histories/listening";
import type { Play } from "../histories/play";
import { readSpotifyAccount } from "../histories/spotifyaccount";
import { readSpotifyExtended } from "../histories/spotifyextended";
import { ownCopy } from "../text/clean";
import type { LeftOut } from "../text/rows";
import type { ByteSource, ReadContext } from "../text/source";
import type { ItemId } from "../../base/item";
import type { Detected } from "./detect";
import { SAMPLE_ROWS, type DraftContent, type OwnRating } from "./draft";

type HistoryKind = "spotify-account" | "spotify-extended" | "listenbrainz" | "lastfm-csv";

export type HistoryFile = {
  readonly source: ByteSource;
  readonly detected: Extract<Detected, { kind: HistoryKind | "listenbrainz-feedback" }>;
};

const serviceNames: Readonly<Record<HistoryKind, string>> = {
  "spotify-account": "Spotify",
  "spotify-extended": "Spotify",
  listenbrainz: "ListenBrainz",
  "lastfm-csv": "Last.fm",
};

/** Reads the play logs of a drop as one history of the person. */
export async function readHistories(
  files: readonly HistoryFile[],
  context: ReadContext,
  left: LeftOut,
): Promise<DraftContent> {
  const listening = new Listening();
  const feedback: BrainzFeedback[] = [];
  const recordings = new Map<string, ItemId>();
  for (const { source, detected } of files) {
    const sink = left.sink<Play>(source.name, (play) => void listening.add(play));
    if (detected.kind === "spotify-account") await readSpotifyAccount(source, context, sink);
    else if (detected.kind === "spotify-extended") await readSpotifyExtended(source, context, sink);
    else if (detected.kind === "lastfm-csv") {
      await readLastfm(source, detected.dialect, detected.columns, context, sink);
    } else if (detected.kind === "listenbrainz") {
      const remember = (play: BrainzPlay): void => {
        const { id } = listening.add(play);
        for (const recording of play.recordings) recordings.set(ownCopy(recording), id);
      };
      await readListenBrainz(source, context, left.sink(source.name, remember));
    } else {
      const keep = left.sink<BrainzFeedback>(source.name, (row) => void feedback.push(row));
      await readBrainzFeedback(source, context, keep);
    }
  }
  const { listens, tracks, artists, duplicates } = listening.finish();
  left.skip("duplicate-play", duplicates);
  const ratings = rateByFeedback(feedback, recordings, left);
  const kinds = [...new Set(files.map(({ detected }) => plainKind(detected.kind)))].sort();
  const titles = new Map(tracks.map((track) => [track.id, track]));
  return {
    format: kinds.join("+"),
    destination: "mine",
    listens,
    ratings,
    tracks,
    artists,
    read: {
      listens: listens.length,
      ratings: ratings.length,
      tracks: tracks.length,
      artists: artists.length,
      users: 1,
      items: tracks.length,
    },
    sample: listens.slice(-SAMPLE_ROWS).map(({ trackId, startMs }) => {
      const { title = "", artist = "" } = titles.get(trackId) ?? {};
      const minute = new Date(startMs).toISOString().slice(0, 16).replace("T", " ");
      return { title, detail: `${artist} · ${minute}` };
    }),
    suggestedName: [...new Set(kinds.map((kind) => serviceNames[kind]))].join(", "),
  };
}

function plainKind(kind: HistoryFile["detected"]["kind"]): HistoryKind {
  return kind === "listenbrainz-feedback" ? "listenbrainz" : kind;
}

/** Feedback names recordings by ids only; those of the listens beside it tell which track is meant. */
function rateByFeedback(
  feedback: readonly BrainzFeedback[],
  recordings: ReadonlyMap<string, ItemId>,
  left: LeftOut,
): OwnRating[] {
  const ratings = new Map<ItemId, OwnRating>();
  for (const { recordings: ids, value, timeMs } of feedback) {
    const itemId = ids.map((id) => recordings.get(id)).find((id) => id !== undefined);
    if (itemId === undefined) {
      left.skip("feedback-without-track");
      continue;
    }
    const known = ratings.get(itemId);
    if (known !== undefined) left.skip("duplicate-rating");
    if ((timeMs ?? 0) >= (known?.timeMs ?? 0)) ratings.set(itemId, { itemId, value, timeMs });
  }
  return [...ratings.values()];
}
