import type { BackupRows } from "./backup-read";
import type { FeedbackRow, SongRow } from "./rows";
import type { Library, TableName } from "./schema";

/** Tables of which what is here stays as it is, whatever the backup says. */
const KEEPING = [
  "profiles",
  "artists",
  "tracks",
  "listens",
  "communities",
  "scores",
  "checkpoints",
  "settings",
  "imports",
  "art",
  "features",
  "playlists",
  "mixes",
  "tasteRules",
  "friends",
  "choices",
  "drafts",
] as const satisfies readonly TableName[];

/**
 * The rows of a backup that a merge would write: those that are not here; ratings and songs (with
 * score and track) that are newer than the ones here; communities as a whole; feedback that does
 * not stand here word for word. Runs inside a transaction over all tables.
 */
export async function planMerge(library: Library, rows: BackupRows): Promise<BackupRows> {
  const plan = { ...rows };
  for (const name of KEEPING)
    Object.assign(plan, { [name]: await unknownRows(library, rows, name) });
  const ratings = await library.ratings.bulkGet(rows.ratings.map((row) => row.id));
  plan.ratings = rows.ratings.filter((row, i) => row.timeMs > (ratings[i]?.timeMs ?? -1));
  const songs = await library.songs.bulkGet(rows.songs.map((row) => row.id));
  plan.songs = rows.songs.filter((row, i) => row.changedMs > (songs[i]?.changedMs ?? -1));
  plan.scores = [...plan.scores, ...ofSongs(plan.songs, rows.scores, plan.scores, "scoreId")];
  plan.tracks = [...plan.tracks, ...ofSongs(plan.songs, rows.tracks, plan.tracks, "trackId")];
  const fresh = new Set(plan.communities.map(({ id }) => id));
  plan.communityBlocks = rows.communityBlocks.filter((block) => fresh.has(block.communityId));
  plan.feedback = await newFeedback(library, rows.feedback);
  return plan;
}

async function unknownRows(
  library: Library,
  rows: BackupRows,
  name: (typeof KEEPING)[number],
): Promise<readonly unknown[]> {
  const table = library.table<unknown, string>(name);
  const keyField = String(table.schema.primKey.keyPath);
  const keyOf = (row: object) => (row as Readonly<Record<string, string>>)[keyField] ?? "";
  const here = await table.bulkGet(rows[name].map(keyOf));
  return rows[name].filter((_row, index) => here[index] === undefined);
}

/** What belongs to songs that will be written and is not planned yet. */
function ofSongs<Row extends { readonly id: string }>(
  songs: readonly SongRow[],
  rows: readonly Row[],
  planned: readonly Row[],
  field: "scoreId" | "trackId",
): readonly Row[] {
  const wanted = new Set(songs.map((song) => song[field]));
  planned.forEach((row) => wanted.delete(row.id));
  return rows.filter((row) => wanted.has(row.id));
}

async function newFeedback(library: Library, rows: readonly FeedbackRow[]): Promise<FeedbackRow[]> {
  const words = ({ profileId, timeMs, kind, itemId, value }: FeedbackRow) =>
    JSON.stringify([profileId, timeMs, kind, itemId, value]);
  const here = new Set((await library.feedback.toArray()).map(words));
  return rows
    .filter((row) => !here.has(words(row)))
    .map(({ profileId, timeMs, kind, itemId, value }) => ({
      profileId,
      timeMs,
      kind,
      itemId,
      ...(value === undefined ? {} : { value }),
    }));
}
