import { fault, ok, type Result } from "../../base/result";
import { wavHeader, WAV_HEADER_BYTES } from "../wav/write";

/** How the samples of an AIFF file lie. */
interface Layout {
  readonly channels: number;
  readonly bits: number;
  readonly sampleRateHz: number;
  readonly littleEndian: boolean;
}

/**
 * An AIFF or uncompressed AIFF-C file as a WAV file, which every browser plays; most do not play
 * AIFF. Samples of 16, 24 or 32 bits keep their bits.
 *
 * @see Apple, "Audio Interchange File Format: AIFF-C", draft 8/26/91
 */
export function aiffToWav(bytes: Uint8Array): Result<Uint8Array<ArrayBuffer>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let layout: Layout | undefined;
  let data: Uint8Array | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = text(bytes, at);
    const size = view.getUint32(at + 4);
    const body = bytes.subarray(at + 8, Math.min(bytes.length, at + 8 + size));
    if (name === "COMM" && body.length >= 18) layout = layoutOf(body);
    // Offset and block size stand before the samples.
    if (name === "SSND" && body.length >= 8) data = body.subarray(8);
    at += 8 + size + (size % 2);
  }
  if (layout === undefined) return fault("This AIFF file is compressed or damaged.");
  if (data === undefined) return fault("This AIFF file has no samples.");
  const { channels, bits, sampleRateHz, littleEndian } = layout;
  const width = bits / 8;
  const frames = Math.floor(data.length / (width * channels));
  const out = new Uint8Array(WAV_HEADER_BYTES + frames * width * channels);
  out.set(header(layout, frames));
  for (let i = 0; i < frames * channels; i++) {
    for (let b = 0; b < width; b++) {
      const from = littleEndian ? b : width - 1 - b;
      out[WAV_HEADER_BYTES + i * width + b] = data[i * width + from] as number;
    }
  }
  return sampleRateHz > 0 ? ok(out) : fault("This AIFF file has no sampling rate.");
}

/** The header of 16-bit samples, with the sizes of these. */
function header({ channels, bits, sampleRateHz }: Layout, frames: number): Uint8Array {
  const bytes = wavHeader(sampleRateHz, channels, frames);
  const view = new DataView(bytes.buffer);
  const frameBytes = (bits / 8) * channels;
  view.setUint32(4, WAV_HEADER_BYTES - 8 + frames * frameBytes, true);
  view.setUint32(28, sampleRateHz * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, bits, true);
  view.setUint32(40, frames * frameBytes, true);
  return bytes;
}

/** Undefined for what is compressed or makes no sense. */
function layoutOf(comm: Uint8Array): Layout | undefined {
  const view = new DataView(comm.buffer, comm.byteOffset, comm.byteLength);
  const channels = view.getUint16(0);
  const bits = view.getUint16(6);
  const kind = comm.length >= 22 ? text(comm, 18) : "NONE";
  const plain = ["NONE", "twos", "sowt"].includes(kind) && [16, 24, 32].includes(bits);
  if (!plain || channels < 1 || channels > 8) return undefined;
  // The rate is an 80-bit float: a 15-bit exponent, then a mantissa of which 32 bits are enough.
  const sampleRateHz = Math.round(
    view.getUint32(10) * 2 ** ((view.getUint16(8) & 0x7fff) - 16_414),
  );
  return { channels, bits, sampleRateHz, littleEndian: kind === "sowt" };
}

function text(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
