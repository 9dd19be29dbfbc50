import { fault, ok, type Result } from "../../base/result";
import type { Pcm } from "./write";

/** Largest number of frames read: an hour at 48 kHz. */
const MAX_FRAMES = 3600 * 48_000;

/**
 * Reads 16-bit PCM, the one kind this app writes. Unknown chunks are passed over; a data chunk that
 * promises more than the file holds ends with the file.
 *
 * @see Microsoft, "Multimedia Programming Interface and Data Specifications 1.0", 1991
 */
export function readWav(bytes: Uint8Array): Result<Pcm> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || tag(bytes, 0) !== "RIFF" || tag(bytes, 8) !== "WAVE") {
    return fault("This is not a WAV file.", { byte: 1 });
  }
  let layout: { readonly channels: number; readonly sampleRateHz: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    const end = Math.min(bytes.length, start + size);
    if (tag(bytes, at) === "fmt ") {
      if (end - start < 16) return fault("The WAV header is cut short.", { byte: start + 1 });
      const channels = view.getUint16(start + 2, true);
      const sampleRateHz = view.getUint32(start + 4, true);
      const plain = view.getUint16(start, true) === 1 && view.getUint16(start + 14, true) === 16;
      if (!plain) return fault("Only 16-bit PCM can be read.", { byte: start + 1 });
      if (channels < 1 || channels > 8 || sampleRateHz < 1_000 || sampleRateHz > 384_000) {
        return fault("The WAV header makes no sense.", { byte: start + 1 });
      }
      layout = { channels, sampleRateHz };
    } else if (tag(bytes, at) === "data") {
      if (layout === undefined)
        return fault("The samples come before their header.", { byte: at + 1 });
      const frames = Math.floor((end - start) / (2 * layout.channels));
      if (frames > MAX_FRAMES) return fault("The sound is longer than an hour.", { byte: at + 1 });
      return ok({
        sampleRateHz: layout.sampleRateHz,
        channels: samples(view, start, frames, layout.channels),
      });
    }
    at = start + size + (size % 2);
  }
  return fault("The WAV file has no samples.", { byte: bytes.length });
}

function samples(view: DataView, start: number, frames: number, channels: number): Float32Array[] {
  return Array.from({ length: channels }, (_, c) =>
    Float32Array.from(
      { length: frames },
      (_, frame) => view.getInt16(start + 2 * (frame * channels + c), true) / 32767,
    ),
  );
}

function tag(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
