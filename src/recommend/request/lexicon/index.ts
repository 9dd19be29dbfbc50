import { foldName } from "../../../base/item";
import { foldUnits } from "../fold";
import { Trie } from "../trie";
import type { Entry } from "../wish";
import { breakers, fillers, joiners, negators, nouns } from "./grammar";
import { moods } from "./moods";
import { eras } from "./numbers";
import { styles } from "./styles";
import { activities, tempos, vocals } from "./uses";

/** What a phrase does: asks for something, or bears on what is asked for. */
export type Meaning = Entry | "not" | "join" | "break" | "noun" | "filler";

/** Every entry, both languages. */
export const entries: readonly Entry[] = [
  ...moods,
  ...tempos,
  ...vocals,
  ...activities,
  ...eras,
  ...styles,
];

/** The lexicon with more styles, by the names they have in a catalogue. */
export function lexiconOf(more: Iterable<string>): Trie<Meaning> {
  const trie = new Trie<Meaning>();
  for (const entry of entries) {
    for (const word of entry.words) trie.add(foldUnits(word), entry);
  }
  const grammar = { not: negators, join: joiners, break: breakers, noun: nouns, filler: fillers };
  for (const [meaning, words] of Object.entries(grammar)) {
    for (const word of words) trie.add(foldUnits(word), meaning as Exclude<Meaning, Entry>);
  }
  for (const name of more) {
    const targets = [{ on: "style", styles: [foldName(name)] } as const];
    if (name.trim().length > 1) {
      trie.add(foldUnits(name.trim()), { term: name, kind: "style", targets, words: [name] });
    }
  }
  return trie;
}
