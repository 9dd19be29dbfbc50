import type { ItemId, ItemKind } from "../base/item";
import type { EpochMs } from "../base/time";
import type { Score } from "../music/score";

/** A person who uses this device; each has a taste of their own. */
export interface ProfileRow {
  readonly id: string;
  readonly name: string;
  readonly createdMs: EpochMs;
  /** The profile whose taste this one began with. */
  readonly forkedFrom?: string;
}

export interface ArtistRow {
  readonly id: ItemId;
  readonly name: string;
  readonly importId?: string;
}

/** Where a track came from. `shelf` is the demonstration that ships with the app. */
export type TrackSource = "import" | "studio" | "shelf" | "saved" | "file";

export interface TrackRow {
  readonly id: ItemId;
  readonly title: string;
  /** Empty when unknown. */
  readonly artist: string;
  readonly artistId: ItemId;
  readonly album?: string;
  readonly durationMs?: number;
  readonly source: TrackSource;
  readonly addedMs: EpochMs;
  /** The score to play, for pieces of the studio and the shelf. */
  readonly scoreId?: string;
  /** The audio file to play: an id of `audioFiles`, on the device that imported it. */
  readonly audioId?: string;
  /** The picture of it: an id of `art`. */
  readonly artId?: string;
  readonly year?: number;
  readonly tags?: readonly string[];
  readonly mbid?: string;
  readonly isrc?: string;
  readonly spotifyUri?: string;
  readonly importId?: string;
}

/** One play by the person. */
export interface ListenRow {
  /** `<profile>|<track>|<startMs>`: the same play imported twice is one row. */
  readonly id: string;
  readonly profileId: string;
  readonly trackId: ItemId;
  readonly artistId: ItemId;
  readonly startMs: EpochMs;
  /** Time sounded, in ms; absent when the source does not say. */
  readonly playedMs?: number;
  /** Share of the track heard, 0–1; absent when unknown. */
  readonly completion?: number;
  readonly skipped?: boolean;
  readonly source: "app" | "spotify" | "lastfm" | "listenbrainz" | "hetrec" | "csv";
  readonly importId?: string;
}

/** The person's rating of an item, 0.5–5 stars. A like is 5. */
export interface RatingRow {
  /** `<profile>|<item>`: a new rating replaces the old one. */
  readonly id: string;
  readonly profileId: string;
  readonly itemId: ItemId;
  readonly value: number;
  readonly timeMs: EpochMs;
  readonly importId?: string;
}

/** What a value of a community means: stars on a scale, or a count of plays. */
export type ValueScale =
  | { readonly kind: "stars"; readonly min: number; readonly max: number }
  | { readonly kind: "plays" };

/** Other people's ratings or plays, to compare with; its columns are in `communityBlocks`. */
export interface CommunityRow {
  readonly id: string;
  readonly name: string;
  readonly itemKind: ItemKind;
  readonly scale: ValueScale;
  readonly users: number;
  readonly items: number;
  readonly entries: number;
  /** True for the demonstration community over the starter shelf. */
  readonly simulated: boolean;
  /** A pack has no columns of ratings, only what was learned from them; absent for ratings. */
  readonly form?: "pack";
  readonly addedMs: EpochMs;
  readonly importId?: string;
}

/**
 * The columns of a community in compressed sparse form, by user and by item. `…Ptr` are Uint32
 * offsets (rows + 1), `…Index` Uint32 column numbers ascending within a row, `…Value` Float32.
 * `items` holds the id table (JSON of CommunityItem[]), `users` the user names (JSON of string[]).
 * `pack` holds what was learned from them, in the format of a pack file: all there is of a pack,
 * and for ratings what need not be fitted again when they are opened.
 */
export type CommunityColumn =
  | "userPtr"
  | "userIndex"
  | "userValue"
  | "itemPtr"
  | "itemIndex"
  | "itemValue"
  | "items"
  | "users"
  | "pack";

/** A slice of a column of at most 4 MiB; slices join in order of `part`. */
export interface CommunityBlockRow {
  readonly communityId: string;
  readonly column: CommunityColumn;
  readonly part: number;
  readonly bytes: Uint8Array;
}

export interface CommunityItem {
  readonly id: ItemId;
  readonly name: string;
  readonly artist?: string;
  readonly tags?: readonly string[];
}

export interface ScoreRow {
  readonly id: string;
  readonly score: Score;
  readonly createdMs: EpochMs;
  readonly authorship: Authorship;
}

/** A step by which a piece became what it is after it was first written. */
export interface AuthoredChange {
  readonly timeMs: EpochMs;
  /** Who wrote what changed; a person chose it either way. */
  readonly by: "person" | "model";
  /** What was done: "vary", "harmony", "chord", "arrangement" … */
  readonly what: string;
  /** Bars that it touched, counted from 0. */
  readonly bars?: readonly number[];
  /** Name and version, where a model wrote it, and its seed. */
  readonly model?: string;
  readonly seed?: number;
}

/** Who wrote a score, a model with its settings and seed, a person, or a file, and who changed it. */
export type Authorship = FirstAuthor & { readonly changes?: readonly AuthoredChange[] };

type FirstAuthor =
  | {
      readonly by: "model";
      readonly model: string;
      readonly seed: number;
      readonly device: string;
      readonly settings: Readonly<Record<string, string | number>>;
    }
  | { readonly by: "person" }
  | { readonly by: "file"; readonly name: string };

/** A song of the person: what the studio keeps and opens again. */
export interface SongRow {
  readonly id: string;
  readonly profileId: string;
  readonly title: string;
  readonly scoreId: string;
  readonly trackId: ItemId;
  readonly createdMs: EpochMs;
  readonly changedMs: EpochMs;
  /** Set while the song lies in the bin: since when, and its track for the way back. */
  readonly deleted?: { readonly timeMs: EpochMs; readonly track: TrackRow };
}

export type FeedbackKind =
  | "like"
  | "unlike"
  | "rate"
  | "unrate"
  | "not-now"
  /** Takes a "not now" back. */
  | "again"
  | "block"
  | "unblock"
  | "save"
  | "keep"
  | "reject"
  | "skip"
  | "shown"
  /** Fewer like this: what resembles it counts less for a while. */
  | "less-like";

/** What the person said or did, in order; both learners read it, nothing rewrites it. */
export interface FeedbackRow {
  /** Assigned by the database. */
  readonly id?: number;
  readonly profileId: string;
  readonly timeMs: EpochMs;
  readonly kind: FeedbackKind;
  readonly itemId: ItemId;
  readonly value?: number;
}

/** Weights learned on this device (adapters, factors), newest version wins. */
export interface CheckpointRow {
  readonly id: string;
  readonly profileId: string;
  readonly model: string;
  readonly createdMs: EpochMs;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

export interface SettingRow {
  readonly key: string;
  readonly value: unknown;
}

export interface ImportRow {
  readonly id: string;
  readonly profileId: string;
  readonly timeMs: EpochMs;
  readonly format: string;
  readonly files: readonly string[];
  readonly added: ImportCounts;
  /** Ratings that newer ones took the place of; an undo puts them back. */
  readonly replaced?: readonly RatingRow[];
  /** Tracks as they were before its files completed them; an undo puts them back. */
  readonly completed?: readonly TrackRow[];
}

export interface ImportCounts {
  readonly listens: number;
  readonly ratings: number;
  readonly tracks: number;
  readonly artists: number;
  /** Ratings or plays of other people, in a community. */
  readonly communityEntries: number;
  readonly audioFiles?: number;
  readonly playlists?: number;
}

/**
 * The file a track plays from, as it lies on this device: a copy, or a handle to the person's own
 * file. Never in a backup: handles mean nothing elsewhere, and the files are the person's already.
 */
export interface AudioFileRow {
  readonly id: string;
  readonly trackId: ItemId;
  readonly name: string;
  /** A MIME type, e.g. "audio/flac". */
  readonly type: string;
  readonly bytes: number;
  readonly held:
    | { readonly as: "copy"; readonly blob: Blob }
    | {
        readonly as: "handle";
        readonly handle: FileSystemFileHandle;
        /** The folder that was chosen: one permission for all of its files. */
        readonly folder?: FileSystemDirectoryHandle;
      };
  readonly importId?: string;
}

/** A picture of a track or an album; the id is the SHA-256 of its bytes, so that it is kept once. */
export interface ArtRow {
  readonly id: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** What was measured of a track's sound or notes; names and ranges are in src/features. */
export interface FeatureRow {
  readonly trackId: ItemId;
  /** Of the way of measuring; an older one is measured again. */
  readonly version: number;
  readonly values: Readonly<Record<string, number>>;
}

/** A list of tracks in an order, made or imported by the person. */
export interface PlaylistRow {
  readonly id: string;
  readonly profileId: string;
  readonly name: string;
  readonly trackIds: readonly ItemId[];
  readonly createdMs: EpochMs;
  readonly importId?: string;
}

/** A mix as it was made, fixed for its ISO week. */
export interface MixRow {
  /** `<profile>|<week>`. */
  readonly id: string;
  readonly profileId: string;
  /** ISO 8601 week, e.g. "2026-W48", by the person's own calendar. */
  readonly week: string;
  readonly createdMs: EpochMs;
  readonly entries: readonly MixEntry[];
}

/** One item of a mix with its reasons, in the words of the recommender's contract. */
export interface MixEntry {
  readonly itemId: ItemId;
  readonly [field: string]: unknown;
}

/** A part of the person's history that says nothing about their taste. */
export interface TasteRuleRow {
  readonly id: string;
  readonly profileId: string;
  readonly createdMs: EpochMs;
  readonly rule: TasteRule;
}

export type TasteRule =
  /** One sitting: plays that began in this time. */
  | { readonly kind: "session"; readonly fromMs: EpochMs; readonly toMs: EpochMs }
  | { readonly kind: "playlist"; readonly playlistId: string }
  /** One track, or an artist with all of their tracks: neither plays nor ratings of it count. */
  | { readonly kind: "item"; readonly itemId: ItemId; readonly name: string }
  /** Hours of the person's day, `from` ≤ hour < `to`, over midnight where to ≤ from; 0 is Sunday. */
  | {
      readonly kind: "hours";
      readonly from: number;
      readonly to: number;
      readonly weekdays: readonly number[];
    }
  /** A new beginning: nothing before counts. */
  | { readonly kind: "since"; readonly fromMs: EpochMs };

/** A friend's taste as their card tells it: a neighbour whom the person knows. */
export interface FriendRow {
  readonly id: string;
  readonly profileId: string;
  readonly name: string;
  readonly addedMs: EpochMs;
  /** Weights as on the card, noise included. */
  readonly items: readonly {
    readonly id: ItemId;
    readonly name: string;
    readonly artist?: string;
    readonly weight: number;
  }[];
}

/** A proposal of the composer that was neither kept nor let go. */
export interface DraftRow {
  readonly id: string;
  readonly profileId: string;
  readonly changedMs: EpochMs;
  /** The proposals that were made together. */
  readonly batch: string;
  /** Where it stands among the profile's, from 0. */
  readonly place: number;
  /** The model's own surprise, bits a sounding note. */
  readonly bitsPerNote: number;
  readonly score: Score;
  readonly authorship: Authorship;
}

/** A candidate of the composer that the person kept, or passed over for another of its set. */
export interface ChoiceRow {
  /** `<profile>|<set>|<place>`. */
  readonly id: string;
  readonly profileId: string;
  readonly timeMs: EpochMs;
  /** The candidates that were shown together. */
  readonly set: string;
  readonly kept: boolean;
  /** Traits of the candidate (src/compose/personal/traits.ts), in their order. */
  readonly features: readonly number[];
  /** Name and version of the model that wrote it. */
  readonly model: string;
  readonly settings: Readonly<Record<string, string | number>>;
}
