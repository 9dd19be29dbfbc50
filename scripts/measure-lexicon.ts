import { readFile } from "node:fs/promises";
import process from "node:process";
import { hashText } from "../src/base/random";
import { analyseLine } from "../src/lyrics/line";
import { packStreams } from "../src/lyrics/dictionary/file";
import { lettersOf } from "../src/lyrics/dictionary/letters";
import { readModel } from "../src/lyrics/dictionary/model";
import { asExpected, say } from "../src/lyrics/dictionary/say";
import { openLexicon } from "../src/lyrics/lexicon";
import { PHONES } from "../src/lyrics/phones";
import { formatArpabet } from "../src/lyrics/pronunciation";
import { cmuEntries } from "./lexicon/entries";
import { packWords } from "./lexicon/pack";
import { train } from "./lexicon/train";

/*
 * How well unknown words are said: a tenth of the dictionary is taken out, everything is learned
 * from the rest, and what the lexicon then says of the tenth is held against it. A JSON line for a
 * tenth of the words, one for a tenth of the beginnings (so that a word's family goes with it), and
 * one for the time of processor that the app's own files take.
 *
 *   npx tsx scripts/measure-lexicon.ts
 */

const out = (result: object) => process.stdout.write(`${JSON.stringify(result)}\n`);
const BEGINNING = 5; // letters that the words of a family share

function measure(held: string, isHeld: (word: string) => boolean): void {
  const entries = [...cmuEntries()];
  const trained = train(new Map(entries.filter(([word]) => !isHeld(word))));
  const model = readModel(trained.groups, trained.nodes);
  const streams = packWords(
    model,
    trained.words.map((cuts) => ({ cuts, frequency: 0 })),
  );
  const file = packStreams([trained.groups, trained.nodes, ...Object.values(streams)]);
  const lexicon = openLexicon(file);
  const rules = tally();
  const letters = tally();
  for (const [word, texts] of entries.filter(([entry]) => isHeld(entry))) {
    rules.add(formatArpabet(lexicon.pronounce(word)[0] ?? []), texts);
    const { phones, stresses } = say(model, lettersOf(word) ?? new Uint8Array(), asExpected);
    let vowel = 0;
    const names = Array.from(phones, (phone) => {
      const name = PHONES[phone] as string;
      return phone < 15 ? `${name}${stresses[vowel++]}` : name;
    });
    letters.add(names.join(" "), texts);
  }
  out({ held, rules: rules.shares(), lettersAlone: letters.shares() });
}

/** Counts words whose first pronunciation is met, and edits of phones. */
function tally() {
  const right = { syllables: 0, stressPattern: 0, primaryStress: 0, phones: 0 };
  let [words, edits, phones] = [0, 0, 0];
  return {
    add(said: string, [text = ""]: readonly string[]): void {
      const [one, other] = [stressesOf(said), stressesOf(text)];
      words++;
      if (one.length === other.length) {
        right.syllables++;
        if (one.indexOf("1") === other.indexOf("1")) right.primaryStress++;
      }
      if (one === other) right.stressPattern++;
      const [saidPhones, phonesOf] = [said, text].map((t) => t.replace(/\d/g, "").split(" "));
      const distance = editDistance(saidPhones as string[], phonesOf as string[]);
      if (distance === 0) right.phones++;
      edits += distance;
      phones += (phonesOf as string[]).length;
    },
    shares: () => ({
      words,
      ...Object.fromEntries(
        Object.entries(right).map(([name, n]) => [name, Math.round((1e4 * n) / words) / 1e4]),
      ),
      phoneError: Math.round((1e4 * edits) / phones) / 1e4,
    }),
  };
}

function stressesOf(text: string): string {
  return text.replace(/\D/g, "");
}

function editDistance(one: readonly string[], other: readonly string[]): number {
  let row = other.map((_, j) => j + 1);
  one.forEach((phone, i) => {
    let [corner, left] = [i, i + 1];
    row = row.map((above, j) => {
      const here = Math.min(above + 1, left + 1, corner + (phone === other[j] ? 0 : 1));
      [corner, left] = [above, here];
      return here;
    });
  });
  return row.at(-1) ?? one.length;
}

/** Milliseconds of processor, warm: opened and read some times before. */
async function time(): Promise<void> {
  const folder = new URL("../public/words/", import.meta.url);
  const [core, rest] = await Promise.all(
    ["core.bin", "rest.bin"].map((name) => readFile(new URL(name, folder))),
  );
  const line = "The river runs beneath the silver moon tonight";
  const cost = (act: () => void) => {
    const runs: number[] = [];
    for (let i = 0; i < 20; i++) {
      const before = process.cpuUsage();
      act();
      const { user, system } = process.cpuUsage(before);
      runs.push((user + system) / 1000);
    }
    return { first: runs[0], median: runs.sort((a, b) => a - b)[10] };
  };
  const openCore = cost(() => openLexicon(core as Uint8Array));
  const lexicon = openLexicon(core as Uint8Array);
  const analyse = cost(() => analyseLine(lexicon, line));
  const openAll = cost(() => openLexicon([core as Uint8Array, rest as Uint8Array]));
  out({ msOfProcessor: { openCore, analyse, openAll }, bytes: [core?.length, rest?.length] });
}

await time();
measure("a tenth of the words", (word) => hashText(`1 ${word}`) % 10 === 0);
measure(
  "a tenth of the beginnings",
  (word) => hashText(`1 ${word.slice(0, BEGINNING)}`) % 10 === 0,
);
