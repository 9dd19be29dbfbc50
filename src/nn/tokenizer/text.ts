/** Text as the words model knows it: docs/formats/verse-tokens.md, "Text" and "Pieces". */

const SAID_OTHERWISE: Readonly<Record<string, string>> = {
  "’": "'",
  "‘": "'",
  ʼ: "'",
  "`": "'",
  "´": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "«": '"',
  "»": '"',
  "–": "—",
  "―": "—",
  "−": "—",
  æ: "ae",
  œ: "oe",
  ß: "ss",
  "&": " and ",
};
const OTHERWISE = new RegExp(`[${Object.keys(SAID_OTHERWISE).join("")}]`, "gu");
/** What the trainer calls white space (but for the separators of files): \s would add U+FEFF. */
const SPACES = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;
const CHUNK = /[a-z0-9]+(?:'[a-z0-9]+)*|[^ ]/g;
const WORD_CHARACTER = /^[a-z0-9]/;
const OPENING = new Set([' "', " (", " '"]);

/** A line in lower case and straight quotes, with only the characters that the model knows. */
export function normaliseLine(line: string): string {
  const marked = sayOtherwise(line.toLowerCase());
  const bare = marked.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return sayOtherwise(bare)
    .replace(SPACES, " ")
    .replace(/-{2,}/g, "—")
    .replace(/(?<= )-(?= )/g, "—")
    .replace(/(?<![a-z0-9])-|-(?![a-z0-9])/g, "")
    .replace(/[^a-z0-9' ,.;:!?"()—-]/g, "");
}

function sayOtherwise(line: string): string {
  return line.replace(OTHERWISE, (character) => SAID_OTHERWISE[character] as string);
}

/** Words with their leading space, and marks (opening ones with a leading space), in order. */
export function chunksOf(line: string): string[] {
  const text = normaliseLine(line);
  return Array.from(text.matchAll(CHUNK), ({ 0: found, index }) => {
    if (WORD_CHARACTER.test(found)) return ` ${found}`;
    if (found === "(") return " (";
    if (found !== '"' && found !== "'") return found;
    const before = text[index - 1] ?? " ";
    const after = text[index + 1] ?? " ";
    const opens = " —-(\"'".includes(before) && /[a-z0-9("']/.test(after);
    return opens ? ` ${found}` : found;
  });
}

/** Whether a chunk is a word, not a mark. */
export function isWordChunk(chunk: string): boolean {
  return chunk.length > 1 && !OPENING.has(chunk);
}

/** The canonical line that pieces or chunks stand for. */
export function joinPieces(pieces: Iterable<string>): string {
  let out = "";
  let isGlued = true;
  for (const piece of pieces) {
    out += isGlued && piece.startsWith(" ") ? piece.slice(1) : piece;
    isGlued = OPENING.has(piece) || piece === "—" || piece === "-";
  }
  return out;
}
