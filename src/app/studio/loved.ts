import type { ItemId } from "../../base/item";
import type { Library } from "../../library/schema";
import { listSongs, readScore } from "../../library/songs";
import { readTrack } from "../../library/tracks";
import type { Score } from "../../music/score";

/** A piece with notes that the person kept or rated high. */
export interface LovedPiece {
  readonly scoreId: string;
  readonly title: string;
  readonly score: Score;
}

/** Stars from which a piece counts as loved. */
const FROM_STARS = 4;
/** Pieces leaned to at most; more blur into the books. */
const MOST = 24;

/** Pieces with notes that the person kept, or rated four stars and more: the kept first, each once. */
export async function lovedPieces(
  library: Library,
  profileId: string,
  ratings: ReadonlyMap<ItemId, number>,
): Promise<readonly LovedPiece[]> {
  const songs = await listSongs(library, profileId);
  const kept = songs.map(({ scoreId, title }) => ({ scoreId, title }));
  const high = [...ratings].filter(([, stars]) => stars >= FROM_STARS).map(([id]) => id);
  const tracks = await Promise.all(high.map((id) => readTrack(library, id)));
  const liked = tracks.flatMap((track) =>
    track?.scoreId === undefined ? [] : [{ scoreId: track.scoreId, title: track.title }],
  );
  const each = new Map([...liked, ...kept].map((piece) => [piece.scoreId, piece]));
  const first = [...kept, ...liked].flatMap(({ scoreId }) => {
    const piece = each.get(scoreId);
    each.delete(scoreId);
    return piece === undefined ? [] : [piece];
  });
  const some = first.slice(0, MOST);
  const rows = await Promise.all(some.map(({ scoreId }) => readScore(library, scoreId)));
  return some.flatMap((piece, i) => {
    const score = rows[i]?.score;
    return score === undefined ? [] : [{ ...piece, score }];
  });
}
