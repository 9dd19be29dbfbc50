import { deflateSync, Inflate } from "fflate";
import { fault, type Result } from "../../base/result";
import { crc32 } from "../archive/crc32";
import { ByteReader, ByteWriter } from "../pack/bytes";
import { join } from "../text/encoding";
import { Refusal } from "../text/refusal";
import { fromBase45, toBase45 } from "./base45";
import { cardLimits, type TasteCard } from "./card";
import { CARD_FORMAT, CARD_VERSION, cardFrom } from "./shape";

/** How the text of a code begins: what it is, and its version. */
export const CODE_START = "REFRAIN1:";

/**
 * Characters of a code that a phone still reads off a screen: version 25 of a QR code, 117 modules
 * a side, error correction L, alphanumeric (ISO/IEC 18004, table 7, has room for 1,853).
 */
export const CODE_CHARACTERS = 1_850;

/**
 * A card as the text of a QR code: the items in few bytes, deflated, with a CRC-32, in base 45
 * (which a QR code packs into 97 % of the room of plain bytes, and every decoder gives back as it
 * was).
 */
export function toCode({ name, epsilon = 0, items }: TasteCard): string {
  const out = new ByteWriter();
  out.number(Math.round(epsilon * 100));
  writeText(out, name);
  for (const item of items) {
    // The lowest bit says that an artist follows.
    out.byte((item.weight << 1) | Number(item.artist !== undefined));
    writeText(out, item.name);
    if (item.artist !== undefined) writeText(out, item.artist);
  }
  const content = out.finish();
  const check = new DataView(new ArrayBuffer(4));
  check.setUint32(0, crc32(content));
  const packed = deflateSync(content, { level: 9 });
  return CODE_START + toBase45(join([new Uint8Array(check.buffer), packed]));
}

/** The card as far as it fits one code: its first items. */
export function thatFits(card: TasteCard, characters = CODE_CHARACTERS): TasteCard {
  let [fits, least] = [0, card.items.length];
  while (fits < least) {
    const middle = Math.ceil((fits + least) / 2);
    const part = { ...card, items: card.items.slice(0, middle) };
    if (toCode(part).length <= characters) fits = middle;
    else least = middle - 1;
  }
  return { ...card, items: card.items.slice(0, fits) };
}

/** The card in the text of a code. */
export function fromCode(text: string): Result<TasteCard> {
  try {
    return cardFrom(contentOf(text));
  } catch (error) {
    if (error instanceof Refusal) return fault(error.message);
    throw error;
  }
}

function contentOf(text: string): unknown {
  const bytes = fromBase45(text.slice(CODE_START.length));
  if (bytes === undefined || bytes.length < 5) throw damaged();
  const content = inflate(bytes.subarray(4));
  const check = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (crc32(content) !== check) throw damaged();
  const reader = new ByteReader(content, "card");
  const epsilon = reader.number() / 100;
  const name = readText(reader);
  const items: unknown[] = [];
  while (reader.left > 0 && items.length <= cardLimits.items) {
    const bits = reader.byte();
    const item = { name: readText(reader), weight: bits >> 1 };
    items.push(bits & 1 ? { ...item, artist: readText(reader) } : item);
  }
  const noise = epsilon === 0 ? {} : { epsilon };
  return { format: CARD_FORMAT, version: CARD_VERSION, name, ...noise, items };
}

/** A code holds a few kB; what unpacks to more than a card may be is none. */
function inflate(packed: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((bytes) => {
    length += bytes.length;
    parts.push(bytes);
  });
  try {
    for (let at = 0; at < packed.length; at += 256) {
      stream.push(packed.subarray(at, at + 256), at + 256 >= packed.length);
      if (length > cardLimits.fileBytes) throw damaged();
    }
  } catch {
    throw damaged();
  }
  return join(parts);
}

function writeText(out: ByteWriter, text: string): void {
  const bytes = new TextEncoder().encode(text);
  out.number(bytes.length);
  out.bytes(bytes);
}

function readText(reader: ByteReader): string {
  return new TextDecoder().decode(reader.bytes(reader.number()));
}

function damaged(): Refusal {
  return new Refusal("This code is not a whole taste card; try again, closer and with more light.");
}
