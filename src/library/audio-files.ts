import type { ItemId } from "../base/item";
import { guarded } from "./errors";
import type { ArtRow, AudioFileRow, FeatureRow, TrackRow } from "./rows";
import type { Library } from "./schema";
import { fromStored, toStored } from "./track-words";

/** The file of a track; undefined where it was imported on another device or taken out. */
export async function readAudioFile(
  library: Library,
  audioId: string,
): Promise<AudioFileRow | undefined> {
  return guarded(() => library.audioFiles.get(audioId));
}

export async function readArt(library: Library, artId: string): Promise<ArtRow | undefined> {
  return guarded(() => library.art.get(artId));
}

/** A track taken out of the library with what belonged to it alone, for the way back. */
export interface TakenTrack {
  readonly track: TrackRow;
  readonly file?: AudioFileRow | undefined;
  readonly features?: FeatureRow | undefined;
}

/** Takes a track out of the library with its file; listens and ratings of it stay. */
export async function takeTrack(library: Library, id: ItemId): Promise<TakenTrack | undefined> {
  const { tracks, audioFiles, features } = library;
  return guarded(() =>
    library.transaction("rw", tracks, audioFiles, features, async () => {
      const stored = await tracks.get(id);
      if (stored === undefined) return undefined;
      const track = fromStored(stored);
      const { audioId = "" } = track;
      const taken = {
        track,
        file: await audioFiles.get(audioId),
        features: await features.get(id),
      };
      await tracks.delete(id);
      await audioFiles.delete(audioId);
      await features.delete(id);
      return taken;
    }),
  );
}

/** Puts a taken track back as it was. */
export async function putTrackBack(library: Library, taken: TakenTrack): Promise<void> {
  const { tracks, audioFiles, features } = library;
  await guarded(() =>
    library.transaction("rw", tracks, audioFiles, features, async () => {
      await tracks.put(toStored(taken.track));
      if (taken.file) await audioFiles.put(taken.file);
      if (taken.features) await features.put(taken.features);
    }),
  );
}

/** Files whose track does not play them any more, as after a restore. Runs inside a transaction. */
export async function dropOrphanFiles(library: Library): Promise<void> {
  const files = await library.audioFiles.toArray();
  const tracks = await library.tracks.bulkGet(files.map((file) => file.trackId));
  const orphans = files.filter((file, i) => tracks[i]?.audioId !== file.id);
  await library.audioFiles.bulkDelete(orphans.map((file) => file.id));
}

/** Pictures among these that no track with a file shows any more. Runs inside a transaction. */
export async function dropOrphanArt(library: Library, artIds: ReadonlySet<string>): Promise<void> {
  if (artIds.size === 0) return;
  const ids = (await library.audioFiles.orderBy("trackId").uniqueKeys()).map(String);
  const shown = new Set((await library.tracks.bulkGet(ids)).map((track) => track?.artId));
  await library.art.bulkDelete([...artIds].filter((id) => !shown.has(id)));
}
