import { artistItem, scoreItem } from "../base/item";
import type { EpochMs } from "../base/time";
import { fromColumns, transpose } from "../base/sparse";
import type { Shelf, ShelfCommunity, ShelfPiece } from "../compose/shelf";
import { ticksToSec } from "../music/tempo";
import { unfold } from "../music/unfold";
import { deleteCommunity, writeCommunity } from "./communities";
import type { CommunityColumns } from "./communities";
import { LibraryError, guarded } from "./errors";
import { repairRow } from "./repair";
import type { CommunityRow, ScoreRow, TrackRow } from "./rows";
import type { Library } from "./schema";
import { readSetting, writeSetting } from "./settings";
import { toStored } from "./track-words";

/** The demonstration community over the shelf. */
export const SHELF_COMMUNITY = "community:shelf";

/**
 * Puts the starter shelf into the library, once: its pieces as tracks and scores, and its simulated
 * community. Once installed, or removed by the person, it does not come again by itself.
 *
 * @param artist  the name the pieces are listed under
 * @returns whether it was installed now
 * @throws LibraryError `corrupt` when a piece does not hold together
 */
export async function installShelf(
  library: Library,
  shelf: Shelf,
  artist: string,
  nowMs: EpochMs = Date.now(),
): Promise<boolean> {
  const { tracks, scores, communities, communityBlocks, settings } = library;
  const scoreRows = shelf.pieces.map((piece) => scoreRow(shelf, piece, nowMs));
  const trackRows = shelf.pieces.map((piece) => trackRow(piece, artist, nowMs));
  const columns = columnsOf(shelf);
  return guarded(() =>
    library.transaction(
      "rw",
      [tracks, scores, communities, communityBlocks, settings],
      async () => {
        if ((await readSetting(library, "shelf")) !== "none") return false;
        await scores.bulkPut(scoreRows);
        await tracks.bulkPut(trackRows.map(toStored));
        await writeCommunity(library, communityRow(shelf.community, columns, nowMs), columns);
        await writeSetting(library, "shelf", "installed");
        return true;
      },
    ),
  );
}

/**
 * Takes the shelf away for good: its tracks, scores and community. What the person has listened to
 * and rated stays in their history.
 */
export async function removeShelf(library: Library): Promise<void> {
  const { tracks, scores, communities, communityBlocks, settings } = library;
  await guarded(() =>
    library.transaction(
      "rw",
      [tracks, scores, communities, communityBlocks, settings],
      async () => {
        const own = await tracks.where({ source: "shelf" }).toArray();
        await scores.bulkDelete(own.flatMap((track) => track.scoreId ?? []));
        await tracks.bulkDelete(own.map((track) => track.id));
        await deleteCommunity(library, SHELF_COMMUNITY);
        await writeSetting(library, "shelf", "removed");
      },
    ),
  );
}

function scoreRow(shelf: Shelf, piece: ShelfPiece, nowMs: EpochMs): ScoreRow {
  const checked = repairRow("scores", {
    id: piece.id,
    score: piece.score,
    createdMs: nowMs,
    authorship: {
      by: "model",
      model: shelf.model,
      seed: piece.seed,
      device: "cpu",
      settings: { temperature: shelf.temperature },
    },
  });
  if ("row" in checked) return checked.row;
  throw new LibraryError("corrupt", `The shelf's piece ${piece.id}: ${checked.reason}`);
}

function trackRow({ id, score }: ShelfPiece, artist: string, nowMs: EpochMs): TrackRow {
  return {
    id: scoreItem(id),
    title: score.title,
    artist,
    artistId: artistItem(artist),
    durationMs: Math.round(1000 * ticksToSec(unfold(score).duration, score.bpm)),
    source: "shelf",
    addedMs: nowMs,
    scoreId: id,
  };
}

function communityRow(
  { name }: ShelfCommunity,
  columns: CommunityColumns,
  nowMs: EpochMs,
): CommunityRow {
  return {
    id: SHELF_COMMUNITY,
    name,
    itemKind: "track",
    scale: { kind: "stars", min: 0.5, max: 5 },
    users: columns.users.length,
    items: columns.items.length,
    entries: columns.userIndex.length,
    simulated: true,
    addedMs: nowMs,
  };
}

function columnsOf({ pieces, community }: Shelf): CommunityColumns {
  const { listeners, ratings } = community;
  const byUser = fromColumns(
    {
      row: ratings.map(({ listener }) => listener),
      column: ratings.map(({ piece }) => piece),
      value: ratings.map(({ stars }) => stars),
    },
    { rows: listeners.length, columns: pieces.length },
  );
  const byItem = transpose(byUser);
  return {
    users: listeners,
    items: pieces.map(({ id, score }) => ({ id: scoreItem(id), name: score.title })),
    userPtr: byUser.ptr,
    userIndex: byUser.index,
    userValue: Float32Array.from(byUser.value),
    itemPtr: byItem.ptr,
    itemIndex: byItem.index,
    itemValue: Float32Array.from(byItem.value),
  };
}
