import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Fault } from "../../../src/base/result";
import { parseTunebook } from "../../../src/formats/abc/tunebook";
import { writeAbc } from "../../../src/formats/abc/write";
import { timedLyrics, writeLrc } from "../../../src/formats/lrc/write";
import { writeMidi } from "../../../src/formats/midi/write";
import { parseMusicXml } from "../../../src/formats/musicxml/read";
import { writeMusicXml } from "../../../src/formats/musicxml/write";
import { fitWords } from "../../../src/lyrics/align/fit";
import { karaoke } from "../../../src/lyrics/align/karaoke";
import { readWords } from "../../../src/lyrics/align/read-words";
import { stanzasOf } from "../../../src/lyrics/align/stanzas";
import type { Score } from "../../../src/music/score";
import { readLexicon } from "./lexicon";

const usage = "words align --melody F.abc|F.musicxml --in F.txt --out F.musicxml|F.abc|F.mid|F.lrc";

/** What each ending of a file's name is written as. */
const WRITERS: Readonly<Record<string, (score: Score) => string | Uint8Array>> = {
  musicxml: (score) => writeMusicXml(score),
  xml: (score) => writeMusicXml(score),
  abc: (score) => writeAbc(score),
  mid: (score) => writeMidi(score, { unfolded: true }),
  lrc: (score) => writeLrc(timedLyrics(karaoke(score), score.title)),
};

/**
 * Fits words to the first tune of a file and writes both; one JSON object: {fit, stressFit, lines:
 * [{row, text, syllables, fit, notes: [{verse, note, fit, reason}]}], melismas, splits}. Stanzas of
 * the text are apart by empty lines; a line that begins with # is a title and left out.
 *
 * @throws Error with a sentence to act on, and with the row of a fault in a file
 */
export async function run(args: string[], out: (result: object) => void): Promise<void> {
  const options = {
    melody: { type: "string" },
    in: { type: "string" },
    out: { type: "string" },
  } as const;
  const { values } = parseArgs({ args, options });
  const { melody, in: from, out: to } = values;
  if (melody === undefined || from === undefined || to === undefined) {
    throw new Error(`Say the melody, the words and where to: ${usage}`);
  }
  const write = WRITERS[/\.(\w+)$/.exec(to)?.[1]?.toLowerCase() ?? ""];
  if (write === undefined) throw new Error(`${to} ends in none of what can be written: ${usage}`);
  const score = melodyIn(melody, await textOf(melody));
  const stanzas = stanzasOf(await textOf(from));
  if (!stanzas.ok) throw new Error(placed(from, stanzas.fault));
  const fitted = fitWords(score, stanzas.value, readWords(await readLexicon()));
  if (fitted === undefined) {
    throw new Error(`${from} has too many words for the notes of ${melody}, or none.`);
  }
  await writeFile(to, write(fitted.score)).catch(() => {
    throw new Error(`${to} cannot be written. Is its folder there?`);
  });
  const { fit, stressFit, lines, melismas, splits } = fitted;
  out({
    fit: rounded(fit),
    stressFit: rounded(stressFit),
    lines: lines.map((line) => ({
      ...line,
      fit: rounded(line.fit),
      notes: line.notes.map((note) => ({ ...note, fit: rounded(note.fit) })),
    })),
    melismas,
    splits,
  });
}

function melodyIn(file: string, text: string): Score {
  const xml = /^[\s\uFEFF]*</.test(text);
  const read = xml ? parseMusicXml(text) : parseTunebook(text)[0]?.result;
  if (read === undefined) throw new Error(`There is no tune in ${file}.`);
  if (!read.ok) throw new Error(placed(file, read.fault));
  return read.value;
}

async function textOf(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => {
    throw new Error(`${file} cannot be read. Is it there?`);
  });
}

/** A fault with its place, as compilers name it: file:row:column. */
function placed(file: string, { message, position }: Fault): string {
  const place = [position?.row, position?.column].filter((one) => one !== undefined);
  return `${[file, ...place].join(":")}: ${message}`;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
