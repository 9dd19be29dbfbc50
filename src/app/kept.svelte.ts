import type { ScoreRow, SongRow } from "../library/rows";
import type { Library } from "../library/schema";
import { listSongs, readScore } from "../library/songs";
import { watch } from "../library/watch";

/** A piece of the studio that is in the library. */
export interface KeptPiece {
  readonly song: SongRow;
  readonly row: ScoreRow;
}

/** The pieces a profile kept, last changed first, as they stand in the library at any moment. */
export class KeptPieces {
  /** Undefined until they were read. */
  all = $state.raw<readonly KeptPiece[] | undefined>(undefined);
  readonly dispose: () => void;

  constructor(library: Library, profileId: string) {
    this.dispose = watch(
      () => readPieces(library, profileId),
      (pieces) => (this.all = pieces),
    );
  }
}

async function readPieces(library: Library, profileId: string): Promise<readonly KeptPiece[]> {
  const songs = await listSongs(library, profileId);
  const rows = await Promise.all(songs.map((song) => readScore(library, song.scoreId)));
  return songs.flatMap((song, i) => {
    const row = rows[i];
    return row === undefined ? [] : [{ song, row }];
  });
}
