/** One line of a list that leaves the app: a track, or an artist alone (no title). */
export interface PlaylistEntry {
  readonly artist: string;
  readonly title?: string;
  readonly album?: string;
  readonly durationMs?: number;
  /** Why it is in the list, in words. */
  readonly reason?: string;
  /** Address-like names other programs know it by, e.g. "spotify:track:…". */
  readonly identifiers?: readonly string[];
}

export interface Playlist {
  readonly name: string;
  readonly entries: readonly PlaylistEntry[];
}

/** "Artist - Title" on one line, with what is unknown left out. */
export function lineName(entry: PlaylistEntry): string {
  const parts = [entry.artist, entry.title ?? ""].map(oneLine).filter((part) => part !== "");
  return parts.join(" - ");
}

/** Text with every control character and run of white space as one space: nothing starts a new line. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ").trim();
}
