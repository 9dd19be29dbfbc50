import { analyseLine } from "../../lyrics/line";
import { isArchaic } from "./lists/archaisms";
import { rhymeKey } from "../../lyrics/rhyme";
import type { Judge } from "./judge";
import { knownIn } from "./known-passages";
import { repeats } from "./repetition";
import type { LineRequest } from "./request";
import { isSlur } from "./lists/slurs";
import { echoOf } from "./vocabulary";
import { wordsIn } from "./word-text";

/** What is wrong with a line for what was asked. */
export type LineFault =
  | "empty"
  | "syllables"
  | "rhyme"
  | "echo"
  | "beginning"
  | "archaism"
  | "slur"
  | "repetition"
  | "known";

/**
 * Checks a line by its text alone, whoever wrote it: its syllables and its rhyme as analyseLine
 * finds them, no archaism, no slur, nothing said before in the song, no passage of the corpus.
 */
export function lineFaults(
  judge: Judge,
  request: Pick<LineRequest, "before" | "form" | "rhymes" | "begins">,
  text: string,
): readonly LineFault[] {
  const { before, form, rhymes = [], begins = "" } = request;
  const words = wordsIn(text);
  if (words.length === 0) return ["empty"];
  const said = before.flatMap((line) => (line === undefined ? [] : wordsIn(line)));
  const song = [...said, ...words];
  const line = analyseLine(judge.lexicon, text);
  const faults: LineFault[] = [];
  if (line.syllables !== form.syllables) faults.push("syllables");
  if (rhymes.some((word) => keyOf(judge, word) !== line.rhymeKeys.perfect)) faults.push("rhyme");
  const end = words.at(-1) as string;
  if (rhymes.some((word) => sound(judge, word) === sound(judge, end))) faults.push("echo");
  if (!words.join(" ").startsWith(wordsIn(begins).join(" "))) faults.push("beginning");
  if (words.some(isArchaic)) faults.push("archaism");
  if (words.some(isSlur)) faults.push("slur");
  if (repeats(song, said.length)) faults.push("repetition");
  if (judge.passages.some((passages) => knownIn(passages, song, said.length).length > 0)) {
    faults.push("known");
  }
  return faults;
}

function keyOf({ lexicon }: Judge, word: string): string {
  return rhymeKey(lexicon.pronounce(word)[0] ?? [], "perfect");
}

function sound({ lexicon }: Judge, word: string): string {
  return echoOf(lexicon.pronounce(word)[0] ?? []);
}
