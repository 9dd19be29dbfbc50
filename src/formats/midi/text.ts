/** MIDI texts are bytes; they are written as UTF-8, one character of the string a byte. */
export function encodeText(text: string): string {
  const bytes = new TextEncoder().encode(text.replace(/\p{Cc}/gu, " ").trim());
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** A text of a file: UTF-8 if it is that, Latin-1 otherwise, on one line, at most 300 characters. */
export function decodeText(bytes: string): string {
  const raw = Uint8Array.from(bytes, (character) => character.charCodeAt(0));
  let text = bytes;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(raw);
  } catch {
    // Not UTF-8: the characters stand for themselves.
  }
  return text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 300);
}
