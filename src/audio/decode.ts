import { playableBlob } from "./playable-blob";

/**
 * The samples of a sound file, resampled. The browser decodes beside the page, which only waits.
 *
 * @returns the first two channels at most; their buffers may be transferred
 * @throws EncodingError where the browser cannot read the file
 */
export async function decodeSound(
  file: Blob,
  sampleRateHz: number,
): Promise<readonly Float32Array<ArrayBuffer>[]> {
  const bytes = await (await playableBlob(file)).arrayBuffer();
  const context = new OfflineAudioContext(1, 1, sampleRateHz);
  const sound = await context.decodeAudioData(bytes);
  return Array.from({ length: Math.min(2, sound.numberOfChannels) }, (_, channel) =>
    sound.getChannelData(channel),
  );
}
