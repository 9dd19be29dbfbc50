import type { ItemId } from "../base/item";
import { throwIfCancelled } from "./errors";
import type { ImportInput } from "./import-rows";
import { repair } from "./repair";
import type { AudioFileRow, TrackRow } from "./rows";
import type { Library } from "./schema";
import { fromStored, toStored } from "./track-words";
import { chunksOf } from "./work";

/** The part of an import that files are written by; see writeImport. */
interface AudioRun {
  readonly library: Library;
  readonly importId: string;
  readonly nowMs: number;
  readonly profileId: string;
  readonly options: { readonly signal?: AbortSignal | undefined };
  /** Tracks as they were before a file completed them. */
  readonly completed: TrackRow[];
  known: number;
}

type AudioInput = NonNullable<ImportInput["audio"]>[number];

const CHUNK = 200;

/**
 * Adds the files whose track has none yet, and their pictures. A track that was known without a
 * file (from a history) gets it, with what its tags tell beyond what was known. Runs after the
 * tracks were added. @returns how many files were added
 */
export async function addAudio(run: AudioRun, input: ImportInput): Promise<number> {
  const { tracks, audioFiles } = run.library;
  const incoming = new Map(input.tracks.map((track) => [track.id, track]));
  let added = 0;
  for (const chunk of chunksOf(input.audio ?? [], CHUNK)) {
    throwIfCancelled(run.options.signal);
    const here = await tracks.bulkGet(chunk.map(({ trackId }) => trackId));
    const known = await audioFiles.bulkGet(here.map((track) => track?.audioId ?? ""));
    for (const [i, entry] of chunk.entries()) {
      const track = here[i];
      if (track === undefined) continue;
      const isNew = track.importId === run.importId && track.audioId === entry.id;
      if (!isNew && known[i] !== undefined) {
        run.known++;
        continue;
      }
      if (!isNew) {
        const before = fromStored(track);
        run.completed.push(before);
        await tracks.put(toStored(completed(before, incoming.get(track.id) ?? {})));
      }
      await audioFiles.put(fileRow(run, entry));
      added++;
    }
  }
  if (added > 0) await addArt(run, input);
  return added;
}

/** What the tags tell beyond what is known; what is known stays. */
function completed(track: TrackRow, told: Partial<TrackRow>): TrackRow {
  const fields = ["album", "durationMs", "year", "tags", "mbid", "isrc"] as const;
  const fresh = fields.filter((field) => track[field] === undefined && told[field] !== undefined);
  return {
    ...track,
    ...Object.fromEntries(fresh.map((field) => [field, told[field]])),
    ...(told.audioId !== undefined && { audioId: told.audioId }),
    ...(told.artId !== undefined && { artId: told.artId }),
    source: ["saved", "import"].includes(track.source) ? "file" : track.source,
  };
}

function fileRow(run: AudioRun, { handle, folder, blob, ...entry }: AudioInput): AudioFileRow {
  const { id, trackId, name, type, bytes } = entry;
  const held =
    handle === undefined
      ? ({ as: "copy", blob: blob.slice(0, blob.size, type) } as const)
      : ({ as: "handle", handle, ...(folder && { folder }) } as const);
  return { id, trackId, name, type, bytes, held, importId: run.importId };
}

async function addArt({ library }: AudioRun, input: ImportInput): Promise<void> {
  const { rows } = repair("art", input.art ?? []);
  const here = await library.art.bulkGet(rows.map(({ id }) => id));
  await library.art.bulkAdd(rows.filter((_row, i) => here[i] === undefined));
}

/** Adds the playlists, each with the tracks found for it; one that is here word for word is known. */
export async function addPlaylists(run: AudioRun, input: ImportInput): Promise<number> {
  const { playlists } = run.library;
  const here = await playlists.where({ profileId: run.profileId }).toArray();
  const words = (list: { readonly name: string; readonly trackIds: readonly ItemId[] }) =>
    JSON.stringify([list.name, list.trackIds]);
  const known = new Set(here.map(words));
  const rows = (input.playlists ?? []).map((list) => ({
    ...list,
    id: crypto.randomUUID(),
    profileId: run.profileId,
    createdMs: run.nowMs,
    importId: run.importId,
  }));
  const fresh = repair("playlists", rows).rows.filter((row) => !known.has(words(row)));
  run.known += rows.length - fresh.length;
  await playlists.bulkAdd([...fresh]);
  return fresh.length;
}
