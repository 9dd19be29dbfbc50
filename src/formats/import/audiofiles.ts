import { artistItem, trackItem } from "../../base/item";
import type { NamedTrack } from "../histories/listen";
import { readTags, toPicture } from "../tags/read";
import { partsOfName } from "../tags/file-name";
import { fingerprint } from "../tags/fingerprint";
import type { AudioType } from "../tags/kind";
import { PICTURE_LIMIT_BYTES, type AudioTags, type Picture } from "../tags/tags";
import type { LeftOut } from "../text/rows";
import { wholeOf, type ByteSource, type ReadContext } from "../text/source";
import { SAMPLE_ROWS, type AudioDraft, type AudioTrack, type DraftContent } from "./draft";

export interface AudioSource {
  readonly source: ByteSource;
  readonly type: AudioType;
}

/** All pictures of one import together; further ones are left out. Bytes. */
const PICTURES_LIMIT_BYTES = 256 * 1024 ** 2;

/**
 * Reads sound files as tracks: what their tags say, else what their names say. The same file twice,
 * and two files of one track, are one; a file that cannot be read is told and left out.
 *
 * @param covers  pictures that lie beside the files, such as "cover.jpg", for tracks without one
 */
export async function readAudioFiles(
  files: readonly AudioSource[],
  covers: readonly ByteSource[],
  context: ReadContext,
  left: LeftOut,
): Promise<DraftContent> {
  const tracks = new Map<string, AudioTrack>();
  const audio = new Map<string, AudioDraft>();
  const art = new Map<string, Picture>();
  const beside = await readCovers(covers, context);
  let artBytes = 0;
  for (const { source, type } of files) {
    context.signal?.throwIfAborted();
    const whole = await wholeOf(source, context);
    context.onBytes?.(source.size);
    const tags = await readTags(source.name, whole.blob, context.signal);
    if (!tags.ok) {
      left.reject(source.name, 0, tags.fault.message);
      continue;
    }
    const id = `audio:${await fingerprint(whole.blob)}`;
    const picture = tags.value.picture ?? beside.get(folderOf(source.name));
    const fits =
      picture && (art.has(picture.id) || artBytes + picture.bytes.length <= PICTURES_LIMIT_BYTES);
    const track = trackOf(source.name, tags.value, id, fits ? picture.id : undefined);
    if (audio.has(id) || tracks.has(track.id)) {
      left.skip("duplicate-file");
      continue;
    }
    if (fits && !art.has(picture.id)) {
      art.set(picture.id, picture);
      artBytes += picture.bytes.length;
    }
    tracks.set(track.id, track);
    audio.set(id, {
      id,
      trackId: track.id,
      name: source.name,
      type,
      bytes: whole.blob.size,
      ...whole,
    });
  }
  return contentOf([...tracks.values()], [...audio.values()], [...art.values()]);
}

function contentOf(
  tracks: readonly AudioTrack[],
  audio: readonly AudioDraft[],
  art: readonly Picture[],
): DraftContent {
  const named = tracks.filter(({ artist }) => artist !== "");
  const artists = new Map(named.map(({ artistId, artist }) => [artistId, artist]));
  return {
    format: "audio",
    destination: "mine",
    listens: [],
    ratings: [],
    tracks,
    artists: [...artists].map(([id, name]) => ({ id, name })),
    audio,
    art,
    read: {
      listens: 0,
      ratings: 0,
      tracks: tracks.length,
      artists: artists.size,
      users: 0,
      items: 0,
    },
    sample: tracks.slice(0, SAMPLE_ROWS).map(sampleOf),
    suggestedName: "",
  };
}

function sampleOf({ title, artist, album }: NamedTrack) {
  return { title, detail: [artist, album].filter(Boolean).join(" · ") };
}

/**
 * The track of a file. Without an artist anywhere the content of the file names it: "Track 01" of
 * two albums are two tracks.
 */
function trackOf(path: string, tags: AudioTags, audioId: string, artId?: string): AudioTrack {
  const named = partsOfName(path);
  const title = tags.title ?? named.title;
  const artist = tags.artist ?? (tags.title === undefined ? named.artist : undefined) ?? "";
  const { album, durationMs, year, isrc, mbid, genres } = tags;
  return {
    id: artist === "" ? trackItem("", `${title} ${audioId}`) : trackItem(artist, title),
    title,
    artist,
    artistId: artistItem(artist),
    album,
    durationMs,
    year,
    isrc,
    mbid,
    tags: genres.length === 0 ? undefined : genres,
    audioId,
    artId,
  };
}

/** The best-named picture of each folder. */
async function readCovers(
  covers: readonly ByteSource[],
  context: ReadContext,
): Promise<ReadonlyMap<string, Picture>> {
  const found = new Map<string, Picture>();
  for (const source of covers) {
    if (source.size > PICTURE_LIMIT_BYTES || found.has(folderOf(source.name))) continue;
    const { blob } = await wholeOf(source, context);
    const picture = toPicture(new Uint8Array(await blob.arrayBuffer()));
    if (picture) found.set(folderOf(source.name), picture);
  }
  return found;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
