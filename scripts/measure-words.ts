import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import process from "node:process";
import { parseArgs } from "node:util";
import { parseLines } from "../src/compose/words/form";
import { MOOD_NAMES } from "../src/compose/words/moods";
import { writeSection } from "../src/compose/words/song";
import { wordsIn } from "../src/compose/words/word-text";
import { readLexicon } from "./commands/words/lexicon";
import { openWriter } from "./commands/words/writer";
import { measureLines, type MeasuredStanza } from "./verse/measure-lines";

/*
 * Writes lines in many forms, looks at them again as plain text, and says what holds:
 *
 *   npx tsx scripts/measure-words.ts [--lines 1000] [--model DIR] [--temperature .8] [--top-p .9] [--out public/models/words@1/lines.json]
 */

const DATA = new URL("../../shared/data/words/", import.meta.url);
const FORMS = [
  ["ABAB", "8,6,8,6"],
  ["AABB", "8"],
  ["ABCB", "7,6,7,6"],
  ["AABA", "10"],
  ["ABBA", "9"],
  ["AABBA", "8,8,5,5,8"],
  ["ABAB", "8", "iambic"],
  ["xAxA", "8,7,8,7", "trochaic"],
] as const;
const THEMES = [
  "rain,home",
  "train,night",
  "sea,letter",
  "city,window",
  "summer,dance",
  "mother,kitchen",
];

const { values } = parseArgs({
  options: {
    lines: { type: "string", default: "1000" },
    model: { type: "string" },
    temperature: { type: "string" },
    "top-p": { type: "string" },
    out: { type: "string" },
  },
});
const wanted = Number(values.lines);
const { temperature, "top-p": topP } = values;
const { engine, close } = await openWriter(values.model, {
  ...(temperature === undefined ? {} : { temperature: Number(temperature) }),
  ...(topP === undefined ? {} : { topP: Number(topP) }),
});
const stanzas: MeasuredStanza[] = [];
let written = 0;
let given = 0;
let milliseconds = 0;
for (let i = 0; written < wanted; i++) {
  const [scheme, syllables, metre] = FORMS[i % FORMS.length] as (typeof FORMS)[number];
  const lines = parseLines({ scheme, syllables, ...(metre === undefined ? {} : { metre }) });
  if (!lines.ok) throw new Error(lines.fault.message);
  const mood = MOOD_NAMES[i % MOOD_NAMES.length] as (typeof MOOD_NAMES)[number];
  const theme = (THEMES[i % THEMES.length] as string).split(",");
  const began = performance.now();
  try {
    const section = { name: "stanza", lines: lines.value };
    const stanza = await writeSection(engine, section, [], { seed: `measure ${i}`, theme, mood });
    stanzas.push({ form: lines.value, lines: stanza.lines.map(({ text }) => text) });
    written += stanza.lines.length;
  } catch {
    given++;
  }
  milliseconds += performance.now() - began;
}
close();

const corpus = existsSync(DATA)
  ? await Promise.all(
      ["verse-en.txt", "verse-en-plain.txt", "prose-en.txt"].map(async (file) => {
        const text = await readFile(new URL(file, DATA), "utf8");
        const all: string[] = [];
        for (const line of text.split("\n")) {
          if (!line.startsWith("# ")) for (const word of wordsIn(line)) all.push(word);
        }
        return all;
      }),
    )
  : [];
const measures = {
  ...measureLines(await readLexicon(), stanzas, corpus),
  stanzasGivenUp: given,
  secondsPerLine: Math.round(milliseconds / written) / 1000,
  engine: engine.name,
};
if (values.out !== undefined) {
  await writeFile(values.out, `${JSON.stringify(measures, undefined, 2)}\n`);
}
process.stdout.write(`${JSON.stringify(measures)}\n`);
