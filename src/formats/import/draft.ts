import type { ItemId, ItemKind } from "../../base/item";
import type { EpochMs } from "../../base/time";
import type { Listen, NamedArtist, NamedTrack } from "../histories/listen";
import type { PackItem } from "../../recommend/pack";
import type { CommunityTable } from "../ratings/community";
import type { AudioType } from "../tags/kind";
import type { Picture } from "../tags/tags";
import type { Reject, SkipReason } from "../text/rows";
import type { WholeFile } from "../text/source";
import type { PlaylistDraft } from "./playlistfiles";

/** The person's own rating, in stars 0.5–5. */
export interface OwnRating {
  readonly itemId: ItemId;
  readonly value: number;
  /** When it was given; absent when the source does not say. */
  readonly timeMs?: EpochMs | undefined;
}

/** A sound file and the track that it plays. */
export interface AudioDraft extends WholeFile {
  /** Made from its content. */
  readonly id: string;
  readonly trackId: ItemId;
  readonly name: string;
  readonly type: AudioType;
  readonly bytes: number;
}

/** A track with the file that plays it. */
export interface AudioTrack extends NamedTrack {
  readonly year?: number | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly audioId: string;
  readonly artId?: string | undefined;
}

/** A pack as it was read, and the bytes to keep. */
export interface PackDraft {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly itemKind: ItemKind;
  readonly users: number;
  readonly items: readonly PackItem[];
}

/** How much is new in the files: without duplicates, before spellings of one name were joined. */
interface ReadCounts {
  readonly listens: number;
  readonly ratings: number;
  readonly tracks: number;
  readonly artists: number;
  readonly users: number;
  readonly items: number;
}

/** A few rows as they will appear. */
export interface SampleRow {
  readonly title: string;
  readonly detail: string;
}

/**
 * Everything that an import would write, cleaned and without duplicates, in a fixed order: the
 * same files give the same draft, so that a second import finds all its rows already there.
 */
export interface ImportDraft {
  /**
   * "spotify-account", "spotify-extended", "listenbrainz", "lastfm-csv", "hetrec", "movielens" or
   * "ratings", "audio", "playlist", "pack"; several joined by "+" when they were dropped together.
   */
  readonly format: string;
  /** Names of the files that were read; those inside an archive by the name of the archive. */
  readonly files: readonly string[];
  readonly destination: "mine" | "community";
  readonly listens: readonly Listen[];
  readonly ratings: readonly OwnRating[];
  readonly tracks: readonly (NamedTrack | AudioTrack)[];
  readonly artists: readonly NamedArtist[];
  readonly community?: CommunityTable | undefined;
  readonly pack?: PackDraft | undefined;
  readonly audio?: readonly AudioDraft[];
  /** The pictures of the tracks, each once. */
  readonly art?: readonly Picture[];
  readonly playlists?: readonly PlaylistDraft[];
  readonly read: ReadCounts;
  /** The first 1,000 of them. */
  readonly rejected: readonly Reject[];
  readonly rejectedCount: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Lines that were not UTF-8 and were read as Windows-1252. */
  readonly repairedLines: number;
  readonly sample: readonly SampleRow[];
  readonly suggestedName: string;
}

/** A draft without what is the same for every kind of drop. */
export type DraftContent = Omit<
  ImportDraft,
  "files" | "rejected" | "rejectedCount" | "skipped" | "repairedLines"
>;

/** Rows shown before an import. */
export const SAMPLE_ROWS = 5;
