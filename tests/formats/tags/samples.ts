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

/** A WAV file of silence without tags; `seed` makes it differ from another. */
export function untagged(seed: number): Uint8Array<ArrayBuffer> {
  const bytes = fixture("tone.wav").slice(0, 44 + 2_000);
  const plain = new Uint8Array(44 + 2_000);
  const view = new DataView(plain.buffer);
  plain.set(bytes.subarray(0, 36));
  view.setUint32(4, plain.length - 8, true);
  view.setUint32(16, 16, true);
  plain.set(new TextEncoder().encode("data"), 36);
  view.setUint32(40, 2_000, true);
  view.setInt16(44, seed, true);
  return plain;
}
