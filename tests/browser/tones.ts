import aiff from "../fixtures/audio/tone.aiff?url";
import flac from "../fixtures/audio/tone.flac?url";
import m4a from "../fixtures/audio/tone.m4a?url";
import mp3 from "../fixtures/audio/tone.mp3?url";
import ogg from "../fixtures/audio/tone.ogg?url";
import opus from "../fixtures/audio/tone.opus?url";
import wav from "../fixtures/audio/tone.wav?url";
import type { DroppedFile } from "../../src/formats/import/files";

const addresses = { aiff, flac, m4a, mp3, ogg, opus, wav };

/** 0.6 s of 440 Hz as a file of one kind, in a browser. */
export async function tone(kind: keyof typeof addresses): Promise<DroppedFile> {
  const bytes = await (await fetch(addresses[kind])).arrayBuffer();
  const type = kind === "aiff" ? "audio/aiff" : "";
  return { name: `tone.${kind}`, blob: new Blob([bytes], { type }) };
}
