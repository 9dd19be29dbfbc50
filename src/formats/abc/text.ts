/** ABC's accent mnemonics (2.1, section 8.2) as combining marks. */
const ACCENTS: Readonly<Record<string, string>> = {
  "`": "\u0300",
  "'": "\u0301",
  "^": "\u0302",
  "~": "\u0303",
  '"': "\u0308",
  ",": "\u0327",
  c: "\u0327",
  v: "\u030c",
  o: "\u030a",
};

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|([`'^~",cvo])([A-Za-z])|([\\%&]))/g;

/** Longest title kept, in UTF-16 units. */
const MAX_TEXT = 300;

/** A field's text with its escapes and accents resolved, on one line, without spare space. */
export function decodeText(text: string): string {
  return text
    .replace(ESCAPE, (_, hex?: string, mark?: string, letter?: string, plain?: string) =>
      hex !== undefined
        ? String.fromCharCode(parseInt(hex, 16))
        : (plain ?? `${letter}${ACCENTS[mark as string]}`),
    )
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .normalize("NFC")
    .trim()
    .slice(0, MAX_TEXT);
}

/** A text as a field of one line that `decodeText` reads back. */
export function encodeText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
    .slice(0, MAX_TEXT)
    .replace(/[\\%&]/g, "\\$&");
}

/** A line without its comment; an escaped percent sign stays. */
export function withoutComment(line: string): string {
  const comment = /(?<!\\)(?:\\\\)*%/.exec(line);
  return comment === null ? line : line.slice(0, comment.index + comment[0].length - 1);
}
