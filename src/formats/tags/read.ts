import type { IAudioMetadata, ICommonTagsResult, IPicture } from "music-metadata";
import { fault, ok, type Result } from "../../base/result";
import { Sha256 } from "../backup/sha256";
import { cleanText } from "../text/clean";
import { Refusal } from "../text/refusal";
import { pictureType } from "./kind";
import { metered } from "./metered";
import { PICTURE_LIMIT_BYTES, type AudioTags, type Picture } from "./tags";

const DAY_MS = 86_400_000;
const MOST_GENRES = 10;

/**
 * Reads what a sound file says of itself; only its tags and indices are read, not its sound. The
 * library that reads them is loaded with the first file.
 *
 * @param signal  aborts; the promise then rejects with the signal's reason
 * @returns a fault where the file is truncated, forged or holds no sound
 */
export async function readTags(
  name: string,
  blob: Blob,
  signal?: AbortSignal,
): Promise<Result<AudioTags>> {
  const { parseBlob } = await import("music-metadata");
  let found: IAudioMetadata;
  try {
    // The reader takes size, type and slices of a blob, and nothing else of it.
    found = await parseBlob(metered(name, blob, signal) as unknown as Blob);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Refusal) return fault(error.message, { file: name });
    return fault("This file is damaged or cut short: its header cannot be read.", { file: name });
  }
  const { format, common } = found;
  const silent = format.hasAudio === false || !(format.codec || format.sampleRate);
  if (silent) return fault("There is no sound in this file.", { file: name });
  const lengthMs = Math.round((format.duration ?? 0) * 1000);
  return ok({
    ...namesOf(common),
    genres: genresOf(common.genre ?? []),
    durationMs: lengthMs > 0 && lengthMs <= DAY_MS ? lengthMs : undefined,
    picture: pictureOf(common.picture ?? []),
  });
}

function namesOf(common: ICommonTagsResult) {
  const text = (value: unknown): string | undefined => {
    const clean = typeof value === "string" ? cleanText(mended(value)) : "";
    return clean === "" ? undefined : clean;
  };
  const isrc = common.isrc?.[0]?.replace(/[^0-9a-z]/gi, "").toUpperCase() ?? "";
  const mbid = String(common.musicbrainz_recordingid ?? "").toLowerCase();
  const { year } = common;
  return {
    title: text(common.title),
    artist: text(common.artist) ?? text(common.albumartist),
    album: text(common.album),
    year: year !== undefined && year >= 1000 && year <= 9999 ? Math.trunc(year) : undefined,
    isrc: /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(isrc) ? isrc : undefined,
    mbid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(mbid) ? mbid : undefined,
  };
}

/** Text that was written as UTF-8 and read as Latin-1, which RIFF and ID3v1 leave open. */
function mended(text: string): string {
  if (!/[\x80-\xff]/.test(text) || /[^\0-\xff]/.test(text)) return text;
  try {
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}

/** "Folk; Jazz/Blues" → folk, jazz, blues. */
function genresOf(genres: readonly unknown[]): readonly string[] {
  const names = genres
    .filter((genre) => typeof genre === "string")
    .flatMap((genre) => genre.slice(0, 500).split(/[;/,\0]/))
    .map((genre) => cleanText(genre).toLowerCase().slice(0, 100));
  return [...new Set(names)].filter((genre) => genre !== "").slice(0, MOST_GENRES);
}

/** The front cover, or the first picture; nothing that is no picture or too large. */
function pictureOf(pictures: readonly IPicture[]): Picture | undefined {
  const usable = pictures.filter(
    ({ data }) => data.length <= PICTURE_LIMIT_BYTES && pictureType(data) !== undefined,
  );
  const best = usable.find(({ type }) => /front/i.test(type ?? "")) ?? usable[0];
  return best && toPicture(best.data);
}

/** Bytes as a picture to keep; undefined where they are none, or too large. */
export function toPicture(data: Uint8Array): Picture | undefined {
  const type = pictureType(data);
  if (type === undefined || data.length > PICTURE_LIMIT_BYTES) return undefined;
  const bytes = data.slice();
  return { id: new Sha256().update(bytes).hex(), type, bytes };
}
