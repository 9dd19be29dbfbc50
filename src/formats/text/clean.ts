/** Names are cut at this many characters: the longest real titles stay below 300. */
const NAME_LIMIT = 500;
/** Characters of a faulty value shown in a message. */
const SHOWN_LIMIT = 40;

const plainAscii = /^[!-~](?: ?[!-~])*$/;
// Controls, and marks that reorder or hide the text around them.
const unseen = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/**
 * A name as it is kept: Unicode NFC, without controls, one space between words, trimmed, at most
 * 500 characters. Letters, case and accents stay as written.
 *
 * @example cleanText("  Sigur\u0301  Ro\u0301s\u0007 ") // "Siguŕ Rós"
 */
export function cleanText(text: string): string {
  if (text.length <= NAME_LIMIT && plainAscii.test(text)) return text;
  return text
    .slice(0, 4 * NAME_LIMIT)
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .normalize("NFC")
    .replace(unseen, " ")
    .replace(/\s+/gu, " ")
    .trim()
    .slice(0, NAME_LIMIT)
    .replace(/[\ud800-\udbff]$/, "")
    .trimEnd();
}

/** A value from a file as a message shows it: quoted, cleaned and short. */
export function shown(text: string): string {
  const clean = cleanText(text);
  return clean.length > SHOWN_LIMIT ? `"${cleanText(clean.slice(0, SHOWN_LIMIT))}…"` : `"${clean}"`;
}

/**
 * A copy that shares no memory with the text it was cut from. Without it a kept name of twenty
 * letters keeps alive the whole piece of the file that it came from.
 */
export function ownCopy(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
