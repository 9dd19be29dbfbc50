/** A line of a playlist file: where the sound lies or what it is, as far as the file says. */
export interface PlaylistLine {
  /** As written, with either slash; from the list's folder, or from the root of a disk. */
  readonly path?: string | undefined;
  readonly artist?: string | undefined;
  readonly title?: string | undefined;
}

export interface PlaylistFile {
  readonly name: string;
  readonly lines: readonly PlaylistLine[];
}

/** A longer list is no list but a dump; the rest is not read. */
export const MOST_LINES = 20_000;
