import type { DroppedFile } from "../../formats/import/files";
import type { ImportCounts } from "../../library/rows";

interface RejectedRow {
  readonly file: string;
  /** Counted from 1, the header included; 0 where the whole file is meant. */
  readonly row: number;
  readonly reason: string;
}

/** What an import would do; nothing is written yet. */
export interface ImportPreview {
  readonly previewId: string;
  /** "spotify-account", "spotify-extended", "listenbrainz", "lastfm-csv", "hetrec", "movielens", "ratings", "audio", "playlist", "pack". */
  readonly format: string;
  readonly files: readonly string[];
  /** Whose data it is: the person's own, or a community of other people. */
  readonly destination: "mine" | "community";
  readonly counts: ImportCounts;
  readonly users: number;
  readonly rejected: readonly RejectedRow[];
  readonly rejectedCount: number;
  /** Skipped on purpose (podcasts, private sessions, plays seen twice), by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** A few of the rows as they will appear. */
  readonly sample: readonly { readonly title: string; readonly detail: string }[];
  readonly suggestedName: string;
  /** Of a pack: its items and size, and how many of the person's tracks, of all, it knows. */
  readonly pack?: {
    readonly items: number;
    readonly bytes: number;
    readonly known: number;
    readonly of: number;
  };
  /** Of sound files: bytes that a copy takes here, and bytes that the browser still allows. */
  readonly room?: {
    readonly copied: number;
    readonly free: number | undefined;
    /** The files stay where they are; only their pictures are copied. */
    readonly kept: boolean;
  };
  /** Lines of playlists for which there is no track, the first hundred by name. */
  readonly missing?: { readonly count: number; readonly lines: readonly string[] };
}

export interface ImportSummary {
  readonly importId: string;
  readonly added: ImportCounts;
  /** Rows that the library had already. */
  readonly known: number;
}

export interface ImporterApi {
  /** Reads dropped files (archives are opened). Progress: bytes read of all. */
  preview(request: {
    readonly files: readonly DroppedFile[];
    readonly profileId: string;
  }): ImportPreview;
  /** Writes a preview in one go: all of it or nothing. Progress: share written. */
  commit(request: { readonly previewId: string; readonly name: string }): ImportSummary;
  discard(request: { readonly previewId: string }): void;
  /**
   * Puts the starter shelf into a library that never had it, its pieces listed under `artist`;
   * says whether it was put there now.
   */
  stock(request: { readonly artist: string }): boolean;
  /** Removes what an import added. */
  undo(request: { readonly importId: string }): ImportCounts;
}
