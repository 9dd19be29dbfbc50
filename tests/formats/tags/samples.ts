import { readFileSync } from "node:fs";
import { file } from "../import/support";
import type { DroppedFile } from "../../../src/formats/import/files";

/** Every kind of sound file, 0.6 s of 440 Hz. */
export const tones = ["mp3", "m4a", "flac", "ogg", "opus", "wav", "aiff"] as const;

export function fixture(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(`tests/fixtures/audio/${name}`));
}

export function tone(kind: (typeof tones)[number], name = `tone.${kind}`): DroppedFile {
  return file(name, fixture(`tone.${kind}`));
}
