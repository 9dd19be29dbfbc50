import type { PictureType } from "./kind";

/** What a sound file says of itself, cleaned; what it does not say is absent. */
export interface AudioTags {
  readonly title?: string | undefined;
  readonly artist?: string | undefined;
  readonly album?: string | undefined;
  readonly year?: number | undefined;
  /** Genres in lower case, at most ten. */
  readonly genres: readonly string[];
  /** As the header says; a lying header lies. */
  readonly durationMs?: number | undefined;
  /** Twelve letters and digits, without hyphens. */
  readonly isrc?: string | undefined;
  /** MusicBrainz id of the recording. */
  readonly mbid?: string | undefined;
  readonly picture?: Picture | undefined;
}

export interface Picture {
  /** SHA-256 of the bytes. */
  readonly id: string;
  readonly type: PictureType;
  readonly bytes: Uint8Array;
}

/** Larger pictures are left out: a cover of print quality is half of this. */
export const PICTURE_LIMIT_BYTES = 4 * 1024 ** 2;
