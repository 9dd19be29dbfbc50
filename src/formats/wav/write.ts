/** Bytes of the header that `wavHeader` makes. */
export const WAV_HEADER_BYTES = 44;

/** Samples −1 to 1, one array a channel, all of one length. */
export interface Pcm {
  readonly sampleRateHz: number;
  readonly channels: readonly Float32Array[];
}

/** A whole 16-bit PCM file. */
export function writeWav({ sampleRateHz, channels }: Pcm): Uint8Array<ArrayBuffer> {
  const frames = channels[0]?.length ?? 0;
  const header = wavHeader(sampleRateHz, channels.length, frames);
  const data = pcm16(channels, 0, frames);
  const bytes = new Uint8Array(header.length + data.length);
  bytes.set(header);
  bytes.set(data, header.length);
  return bytes;
}

/**
 * The RIFF header of a 16-bit PCM file, for writers that add the samples piece by piece.
 * @throws RangeError past the 4 GB that the format can count
 */
export function wavHeader(
  sampleRateHz: number,
  channels: number,
  frames: number,
): Uint8Array<ArrayBuffer> {
  const frameBytes = 2 * channels;
  const dataBytes = frames * frameBytes;
  if (dataBytes > 0xffff_ffff - WAV_HEADER_BYTES) throw new RangeError("A WAV file holds 4 GB");
  const header = new Uint8Array(WAV_HEADER_BYTES);
  const view = new DataView(header.buffer);
  const text = (at: number, value: string): void => {
    for (let i = 0; i < value.length; i++) header[at + i] = value.charCodeAt(i);
  };
  text(0, "RIFF");
  view.setUint32(4, WAV_HEADER_BYTES - 8 + dataBytes, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, dataBytes, true);
  return header;
}

/** Frames `from` to `to` as interleaved little-endian 16-bit samples; values past ±1 are held there. */
export function pcm16(
  channels: readonly Float32Array[],
  from: number,
  to: number,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 * channels.length * (to - from));
  const view = new DataView(bytes.buffer);
  channels.forEach((channel, c) => {
    for (let frame = from; frame < to; frame++) {
      const value = Math.max(-1, Math.min(1, channel[frame] as number));
      view.setInt16(2 * ((frame - from) * channels.length + c), Math.round(value * 32767), true);
    }
  });
  return bytes;
}
