import type { ImportInput } from "../../src/library/import-rows";
import { track } from "./support";

/** Three listeners, three artists: (0: a b) (1: b c) (2: a c), values 1–6. */
export function community(): NonNullable<ImportInput["community"]> {
  return {
    itemKind: "artist",
    scale: { kind: "plays" },
    users: ["ann", "", "王"],
    items: [
      { id: "artist:a", name: "A", tags: ["folk"] },
      { id: "artist:b", name: "B" },
      { id: "artist:c", name: "C" },
    ],
    userPtr: Uint32Array.of(0, 2, 4, 6),
    userIndex: Uint32Array.of(0, 1, 1, 2, 0, 2),
    userValue: Float32Array.of(1, 2, 3, 4, 5, 6),
    itemPtr: Uint32Array.of(0, 2, 4, 6),
    itemIndex: Uint32Array.of(0, 2, 0, 1, 1, 2),
    itemValue: Float32Array.of(1, 5, 2, 3, 4, 6),
  };
}

/** Three artists, six tracks, twenty listens, four ratings, a community of six entries. */
export function smallInput(): ImportInput {
  const tracks = Array.from({ length: 6 }, (_, i) => track(`Artist ${i % 3}`, `Title ${i}`));
  const artists = tracks.slice(0, 3).map((each) => ({ id: each.artistId, name: each.artist }));
  const listens = Array.from({ length: 20 }, (_, i) => {
    const of = tracks[i % tracks.length] as (typeof tracks)[0];
    return {
      trackId: of.id,
      artistId: of.artistId,
      startMs: 1_000 * i,
      completion: 1,
      source: "csv",
    };
  });
  const ratings = tracks
    .slice(0, 4)
    .map((each, i) => ({ itemId: each.id, value: i + 1, timeMs: 5_000 + i }));
  return {
    format: "test",
    files: ["test.csv"],
    artists,
    tracks: tracks.map(({ id, title, artist, artistId }) => ({ id, title, artist, artistId })),
    listens,
    ratings,
    community: community(),
  };
}
