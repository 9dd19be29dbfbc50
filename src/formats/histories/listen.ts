import type { ItemId } from "../../base/item";
import type { EpochMs } from "../../base/time";
import type { PlaySource } from "./play";

/** A play by its ids; the same files give the same ids and starts every time. */
export interface Listen {
  readonly trackId: ItemId;
  readonly artistId: ItemId;
  readonly startMs: EpochMs;
  readonly playedMs?: number | undefined;
  readonly completion?: number | undefined;
  readonly skipped?: boolean | undefined;
  readonly source: PlaySource;
}

export interface NamedTrack {
  readonly id: ItemId;
  readonly title: string;
  readonly artist: string;
  readonly artistId: ItemId;
  readonly album?: string | undefined;
  readonly durationMs?: number | undefined;
  readonly mbid?: string | undefined;
  readonly isrc?: string | undefined;
  readonly spotifyUri?: string | undefined;
}

export interface NamedArtist {
  readonly id: ItemId;
  readonly name: string;
}
