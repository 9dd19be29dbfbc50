import { aiffToWav } from "../formats/aiff/to-wav";

/** A sound file as the browser can play it: AIFF becomes WAV, anything else stays as it is. */
export async function playableBlob(file: Blob): Promise<Blob> {
  if (!/^audio\/(x-)?aiff?$/.test(file.type)) return file;
  const wav = aiffToWav(new Uint8Array(await file.arrayBuffer()));
  return wav.ok ? new Blob([wav.value], { type: "audio/wav" }) : file;
}
