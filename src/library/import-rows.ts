import type { ItemId, ItemKind } from "../base/item";
import type { EpochMs } from "../base/time";
import { Sha256 } from "../formats/backup/sha256";
import type { CommunityColumns } from "./communities";
import type { PackInput } from "./import-pack";
import { listenId } from "./listens";
import { ratingId } from "./ratings";
import type { ValueScale } from "./rows";

/** What an import brings: the part of an import draft (src/formats/import) that is written. */
export interface ImportInput {
  readonly format: string;
  readonly files: readonly string[];
  readonly artists: readonly { readonly id: ItemId; readonly name: string }[];
  /** Fields as in TrackRow, without source and dates. */
  readonly tracks: readonly { readonly id: ItemId; readonly title: string }[];
  /** Fields as in ListenRow, without id and profile. */
  readonly listens: readonly { readonly trackId: ItemId; readonly startMs: EpochMs }[];
  readonly ratings: readonly {
    readonly itemId: ItemId;
    /** Stars, 0.5–5. */
    readonly value: number;
    readonly timeMs?: EpochMs | undefined;
  }[];
  /** Sound files, each of one of the tracks. */
  readonly audio?: readonly {
    readonly id: string;
    readonly trackId: ItemId;
    readonly name: string;
    readonly type: string;
    readonly bytes: number;
    readonly blob: Blob;
    /** Where the browser gave one, the file stays where it is; otherwise it is copied. */
    readonly handle?: FileSystemFileHandle | undefined;
    readonly folder?: FileSystemDirectoryHandle | undefined;
  }[];
  /** Rows of `art`. */
  readonly art?: readonly { readonly id: string; readonly bytes: Uint8Array }[];
  readonly playlists?: readonly { readonly name: string; readonly trackIds: readonly ItemId[] }[];
  readonly community?:
    (CommunityColumns & { readonly itemKind: ItemKind; readonly scale: ValueScale }) | undefined;
  readonly pack?: PackInput | undefined;
}

/** What every row of one import gets. */
interface Stamp {
  readonly importId: string;
  readonly profileId: string;
  readonly nowMs: EpochMs;
}

export function artistRows({ importId }: Stamp, input: ImportInput): readonly unknown[] {
  return input.artists.map((artist) => ({ ...artist, importId }));
}

export function trackRows({ importId, nowMs }: Stamp, input: ImportInput): readonly unknown[] {
  return input.tracks.map((track) => ({
    ...track,
    source: "audioId" in track ? "file" : "import",
    addedMs: nowMs,
    importId,
  }));
}

export function listenRows({ importId, profileId }: Stamp, input: ImportInput): readonly unknown[] {
  return input.listens.map((listen) => ({
    ...listen,
    id: listenId(profileId, listen.trackId, listen.startMs),
    profileId,
    importId,
  }));
}

export function ratingRows({ importId, profileId }: Stamp, input: ImportInput): readonly unknown[] {
  return input.ratings.map((rating) => ({
    ...rating,
    timeMs: rating.timeMs ?? 0,
    id: ratingId(profileId, rating.itemId),
    profileId,
    importId,
  }));
}

/** A name made from the content, so that the same ratings are one community. */
export function communityId(columns: CommunityColumns): string {
  const hash = new Sha256().update(new TextEncoder().encode(JSON.stringify(columns.items)));
  hash.update(new TextEncoder().encode(JSON.stringify(columns.users)));
  for (const column of [columns.userPtr, columns.userIndex, columns.userValue]) {
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  }
  return `community:${hash.hex().slice(0, 32)}`;
}
