import type { EpochMs } from "../base/time";
import { writeCommunity } from "./communities";
import { guarded, throwIfCancelled } from "./errors";
import { addAudio, addPlaylists } from "./import-audio";
import { addPack } from "./import-pack";
import { artistRows, communityId, listenRows, ratingRows, trackRows } from "./import-rows";
import type { ImportInput } from "./import-rows";
import { repair } from "./repair";
import type { DroppedRow, RowOf } from "./repair";
import type { CommunityRow, ImportCounts, ImportRow, RatingRow, TrackRow } from "./rows";
import type { Library } from "./schema";
import { toStored } from "./track-words";
import { chunksOf } from "./work";
import type { WorkOptions } from "./work";

export interface ImportOptions extends WorkOptions {
  readonly profileId: string;
  /** The name of the community, where one comes. */
  readonly name: string;
}

interface DroppedDraftRow extends DroppedRow {
  readonly table: "artists" | "tracks" | "listens" | "ratings";
}

export interface ImportResult {
  readonly importId: string;
  readonly added: ImportCounts;
  /** Rows that the library had already. */
  readonly known: number;
  /** Rows that could not be kept, by their place in the draft's list. */
  readonly dropped: readonly DroppedDraftRow[];
}

/** Rows written between two looks at the signal. */
const CHUNK = 1_000;

/** The work of one import while its transaction is open. */
interface Run {
  readonly library: Library;
  readonly importId: string;
  readonly nowMs: EpochMs;
  readonly profileId: string;
  readonly options: ImportOptions;
  readonly dropped: DroppedDraftRow[];
  readonly replaced: RatingRow[];
  readonly completed: TrackRow[];
  known: number;
  done: number;
  readonly total: number;
}

/**
 * Writes an import in one transaction: all of it or nothing. Ids are made from what the rows say,
 * so that the same import a second time adds nothing. Rows that are here already stay as they
 * are, except a rating that is newer than the one here: it takes its place, and the old one is
 * kept for an undo. A rating without a time counts as older than any other.
 *
 * @throws LibraryError `cancelled`, `quota`, `newer`; nothing is written then
 */
export async function writeImport(
  library: Library,
  input: ImportInput,
  options: ImportOptions,
): Promise<ImportResult> {
  const { artists, tracks, listens, ratings, communities, communityBlocks, imports } = library;
  const { audioFiles, art, playlists } = library;
  const run: Run = {
    library,
    profileId: options.profileId,
    options,
    importId: crypto.randomUUID(),
    nowMs: Date.now(),
    dropped: [],
    replaced: [],
    completed: [],
    known: 0,
    done: 0,
    total: input.artists.length + input.tracks.length + input.listens.length + input.ratings.length,
  };
  const own = [artists, tracks, listens, ratings, audioFiles, art, playlists, imports];
  const stores = [...own, communities, communityBlocks];
  return guarded(() =>
    library.transaction("rw", stores, async () => {
      const counts: ImportCounts = {
        artists: await addNew(run, "artists", artistRows(run, input)),
        tracks: await addNew(run, "tracks", trackRows(run, input)),
        listens: await addNew(run, "listens", listenRows(run, input)),
        ratings: await addRatings(run, ratingRows(run, input)),
        communityEntries: (await addCommunity(run, input)) + (await addPack(run, input.pack)),
      };
      const files = await addAudio(run, input);
      const lists = await addPlaylists(run, input);
      const added: ImportCounts = {
        ...counts,
        ...(files > 0 && { audioFiles: files }),
        ...(lists > 0 && { playlists: lists }),
      };
      if (Object.values(added).some((count) => count > 0)) {
        await imports.add(importRow(run, input, added));
      }
      return { importId: run.importId, added, known: run.known, dropped: run.dropped };
    }),
  );
}

/** Imports of all profiles, the latest first. */
export async function listImports(library: Library): Promise<readonly ImportRow[]> {
  return guarded(() => library.imports.orderBy("timeMs").reverse().toArray());
}

function importRow(run: Run, input: ImportInput, added: ImportCounts): ImportRow {
  return {
    id: run.importId,
    profileId: run.options.profileId,
    timeMs: run.nowMs,
    format: input.format,
    files: input.files,
    added,
    ...(run.replaced.length === 0 ? {} : { replaced: run.replaced }),
    ...(run.completed.length === 0 ? {} : { completed: run.completed }),
  };
}

/** Adds the rows whose id is not here yet; the first of a repeated id counts. */
async function addNew(
  run: Run,
  name: "artists" | "tracks" | "listens",
  incoming: readonly unknown[],
): Promise<number> {
  const table = run.library.table<{ readonly id: string }, string>(name);
  const empty = (await table.count()) === 0;
  const seen = new Set<string>();
  let added = 0;
  let at = 0;
  for (const chunk of chunksOf(incoming, CHUNK)) {
    throwIfCancelled(run.options.signal);
    const rows = passed(run, name, chunk, at);
    at += chunk.length;
    const unique = rows.filter(({ id }) => !seen.has(id) && seen.add(id));
    const here = empty ? [] : await table.bulkGet(unique.map(({ id }) => id));
    const fresh = unique.filter((_row, index) => here[index] === undefined);
    await table.bulkAdd(fresh.map((row) => ("title" in row ? toStored(row) : row)));
    added += fresh.length;
    run.known += rows.length - fresh.length;
    advance(run, chunk.length);
  }
  return added;
}

/** The rows of a chunk that begins at `at` which pass the gate; the others are noted. */
function passed<T extends DroppedDraftRow["table"]>(
  run: Run,
  table: T,
  chunk: readonly unknown[],
  at: number,
): readonly RowOf[T][] {
  const { rows, dropped } = repair(table, chunk);
  run.dropped.push(...dropped.map(({ index, reason }) => ({ table, index: index + at, reason })));
  return rows;
}

async function addRatings(run: Run, incoming: readonly unknown[]): Promise<number> {
  const { ratings } = run.library;
  let added = 0;
  let at = 0;
  for (const chunk of chunksOf(incoming, CHUNK)) {
    throwIfCancelled(run.options.signal);
    const rows = passed(run, "ratings", chunk, at);
    at += chunk.length;
    const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
    const here = await ratings.bulkGet(unique.map(({ id }) => id));
    const newer = unique.filter((row, index) => row.timeMs > (here[index]?.timeMs ?? -1));
    await ratings.bulkPut(newer);
    run.replaced.push(...replacedBy(newer, here).filter((old) => old.importId !== run.importId));
    added += newer.length;
    run.known += rows.length - newer.length;
    advance(run, chunk.length);
  }
  return added;
}

function replacedBy(
  newer: readonly RatingRow[],
  here: readonly (RatingRow | undefined)[],
): readonly RatingRow[] {
  const ids = new Set(newer.map((row) => row.id));
  return here.filter((old) => old !== undefined && ids.has(old.id)) as RatingRow[];
}

async function addCommunity(run: Run, input: ImportInput): Promise<number> {
  if (input.community === undefined) return 0;
  const { itemKind, scale, ...columns } = input.community;
  const entries = columns.userIndex.length;
  const id = communityId(columns);
  if ((await run.library.communities.get(id)) !== undefined) {
    run.known += entries;
    return 0;
  }
  const community: CommunityRow = {
    id,
    name: run.options.name,
    itemKind,
    scale,
    users: columns.users.length,
    items: columns.items.length,
    entries,
    simulated: false,
    addedMs: run.nowMs,
    importId: run.importId,
  };
  await writeCommunity(run.library, community, columns, run.options);
  return entries;
}

function advance(run: Run, rows: number): void {
  run.done += rows;
  run.options.onProgress?.(run.done / run.total);
}
