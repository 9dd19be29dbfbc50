import { METRES, TOKENS, LENGTHS, hasLength, type MelodyEvent } from "../melody/vocabulary";
import type { Readable } from "./reader";

/** The tunes that a style counts, and how far their odds are mixed in. */
export interface StyleCounts {
  /** 0–1, where a context of full length is known. */
  readonly share: number;
  readonly tunes: readonly Readable[];
}

/** Bytes of tunes that a style holds at most; what is beyond is left out. */
export const MOST_COUNTED = 262_144;
const HEAD = 4;

/** Tunes as bytes (docs/formats/style.md), as many from the first as there is room for. */
export function writeCounted(tunes: readonly Readable[]): Uint8Array {
  const out: number[] = [];
  for (const { given, events } of tunes) {
    const metre = METRES.indexOf(`${given.meter.beats}/${given.meter.unit}`);
    const size = HEAD + 2 * events.length;
    if (metre < 1 || events.length > 0xffff || out.length + size > MOST_COUNTED) continue;
    out.push(metre, 0, events.length & 0xff, events.length >> 8);
    for (const { token, length } of events) out.push(token, length + 1);
  }
  return Uint8Array.from(out);
}

/**
 * The tunes again. Their keys and types are not kept, because counts do not ask for them: pitches
 * are told from the tonic.
 *
 * @returns undefined where the bytes are no such tunes
 */
export function readCounted(bytes: Uint8Array): readonly Readable[] | undefined {
  const tunes: Readable[] = [];
  for (let at = 0; at < bytes.length;) {
    const metre = METRES[bytes[at] ?? 0];
    const size = (bytes[at + 2] ?? 0) + 256 * (bytes[at + 3] ?? 0);
    const from = at + HEAD;
    at = from + 2 * size;
    if (metre === undefined || metre === METRES[0] || size === 0 || at > bytes.length) {
      return undefined;
    }
    const [beats, unit] = metre.split("/").map(Number) as [number, number];
    const events = Array.from({ length: size }, (_, i) => ({
      token: bytes[from + 2 * i] as number,
      length: (bytes[from + 2 * i + 1] as number) - 1,
    }));
    if (!events.every(isEvent)) return undefined;
    const given = { key: { tonic: "C", mode: "major" }, meter: { beats, unit } } as const;
    tunes.push({ given, events });
  }
  return tunes;
}

function isEvent({ token, length }: MelodyEvent): boolean {
  if (token < 1 || token >= TOKENS.length) return false;
  return hasLength(token) ? length >= 0 && length < LENGTHS.length : length === -1;
}
