import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { analyseLine } from "../../../src/lyrics/line";
import { formatArpabet } from "../../../src/lyrics/pronunciation";
import { rhymeScheme } from "../../../src/lyrics/scheme";
import { readLexicon } from "./lexicon";

/**
 * Syllables, stresses and rhymes of each line of a text; a JSON line a line:
 * {line, text, syllables, stress, rhymeGroup, rhymeKeys, unknown}. `line` counts from 1 over the
 * file; `stress` has a digit a syllable; `rhymeGroup` is the letter of the line's rhyme within its
 * stanza (null where it stands alone); `unknown` are the words said by rules, with what they say.
 * Stanzas are apart by blank lines; a line that starts with # is a title and is left out.
 *
 * @throws Error naming the line when the text is not UTF-8 or holds no words
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const { values } = parseArgs({ args, options: { in: { type: "string" } } });
  if (values.in === undefined) throw new Error("Say which words: words analyse --in F.txt");
  const file = values.in;
  const bytes = await readFile(file).catch(() => {
    throw new Error(`${file} cannot be read. Is it there?`);
  });
  const lexicon = await readLexicon();
  let stanza: { line: number; text: string }[] = [];
  let written = 0;
  const finish = () => {
    const analyses = stanza.map(({ text }) => analyseLine(lexicon, text));
    const scheme = rhymeScheme(analyses.map(({ words }) => words.at(-1)?.pronunciations ?? []));
    stanza.forEach(({ line, text }, i) => {
      const { syllables, stresses, rhymeKeys, words } = analyses[i] as (typeof analyses)[number];
      const letter = scheme[i] as string;
      const unknown = words.filter((word) => !lexicon.has(word.text));
      out({
        line,
        text,
        syllables,
        stress: stresses.join(""),
        rhymeGroup: scheme.indexOf(letter) === scheme.lastIndexOf(letter) ? null : letter,
        rhymeKeys,
        unknown: unknown.map((word) => ({
          word: word.text,
          said: formatArpabet(word.pronunciations[0] ?? []),
        })),
      });
      written++;
    });
    stanza = [];
  };
  linesOf(file, bytes).forEach((text, i) => {
    if (text.trim() === "") finish();
    else if (!text.startsWith("#")) stanza.push({ line: i + 1, text });
  });
  finish();
  if (written === 0) throw new Error(`There are no words in ${file}.`);
}

/** @throws Error naming the line that is not UTF-8 */
function linesOf(file: string, bytes: Uint8Array): string[] {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).split(/\r?\n/);
  } catch {
    const lines = new TextDecoder().decode(bytes).split("\n");
    const line = lines.findIndex((text) => text.includes("\uFFFD")) + 1;
    throw new Error(`${file}, line ${line}: this is not text in UTF-8.`);
  }
}
