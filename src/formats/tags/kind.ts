/** The MIME types of sound files that can be imported. */
export type AudioType =
  | "audio/mpeg"
  | "audio/mp4"
  | "audio/flac"
  | "audio/ogg"
  | "audio/wav"
  | "audio/aiff"
  | "audio/aac";

/** Bytes that `audioType` looks at. */
export const AUDIO_HEAD_BYTES = 36;

/** What sound file begins like this; its name is not asked. Undefined for anything else. */
export function audioType(head: Uint8Array): AudioType | undefined {
  const at = (start: number, text: string): boolean =>
    [...text].every((letter, i) => head[start + i] === letter.charCodeAt(0));
  if (at(0, "RIFF") && at(8, "WAVE")) return "audio/wav";
  if (at(0, "FORM") && (at(8, "AIFF") || at(8, "AIFC"))) return "audio/aiff";
  if (at(0, "fLaC")) return "audio/flac";
  if (at(0, "OggS")) return "audio/ogg";
  if (at(0, "ID3")) return "audio/mpeg";
  // Films share the container; whether there is sound in it the reader tells.
  if (at(4, "ftyp")) return "audio/mp4";
  return frameType(head);
}

/** The sync word of an MPEG layer III or an ADTS frame, with fields that are not reserved. */
function frameType([first, second = 0, third = 0]: Uint8Array): AudioType | undefined {
  if (first !== 0xff) return undefined;
  if ((second & 0xf6) === 0xf0 && (third & 0x3c) >> 2 < 13) return "audio/aac";
  const layer3 = (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
  const known = third >> 4 !== 0 && third >> 4 !== 15 && (third & 0x0c) !== 0x0c;
  return layer3 && known ? "audio/mpeg" : undefined;
}

/** The kinds of pictures that are kept. */
export type PictureType = "image/jpeg" | "image/png" | "image/webp" | "image/gif";

/** What picture these bytes are, whatever the tag beside them says. */
export function pictureType(bytes: Uint8Array): PictureType | undefined {
  const hex = Array.from(bytes.subarray(0, 12), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
  if (hex.startsWith("ffd8ff")) return "image/jpeg";
  if (hex.startsWith("89504e470d0a1a0a")) return "image/png";
  if (/^52494646.{8}57454250/.test(hex)) return "image/webp";
  if (/^4749463837|^4749463839/.test(hex)) return "image/gif";
  return undefined;
}
