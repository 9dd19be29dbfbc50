const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/**
 * Bytes as the 45 signs that a QR code packs tightest: two bytes are three signs.
 *
 * @see RFC 9285
 * @example toBase45(new TextEncoder().encode("Hello!!")) // "%69 VD92EX0"
 */
export function toBase45(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length;
    let rest = pair
      ? (bytes[at] as number) * 256 + (bytes[at + 1] as number)
      : (bytes[at] as number);
    for (let n = pair ? 3 : 2; n > 0; n--) {
      text += SIGNS[rest % 45] as string;
      rest = Math.floor(rest / 45);
    }
  }
  return text;
}

/** Undefined when the text is no base 45. */
export function fromBase45(text: string): Uint8Array | undefined {
  if (text.length % 3 === 1) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const signs = [...text.slice(at, at + 3)].map((sign) => SIGNS.indexOf(sign));
    if (signs.includes(-1)) return undefined;
    const [c = 0, d = 0, e = 0] = signs;
    const value = c + d * 45 + e * 45 * 45;
    if (value > (signs.length === 3 ? 0xffff : 0xff)) return undefined;
    if (signs.length === 3) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}
