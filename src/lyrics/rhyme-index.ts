import type { Lexicon } from "./lexicon";
import type { Pronunciation } from "./pronunciation";
import { isIdentity, rhymeKey, type RhymeStrength } from "./rhyme";

interface Rhyme {
  readonly word: string;
  readonly syllables: number;
  /** As in the lexicon, 0–15. */
  readonly frequency: number;
  /** Says the same from the onset of its stressed syllable on: a repetition, not a rhyme. */
  readonly identity: boolean;
}

export interface RhymeIndex {
  /**
   * Words that rhyme with a word so, by number of syllables and then the fittest first: by
   * frequency, and by theme where a scorer is given.
   *
   * @param theme  how well a word fits a theme, in steps of frequency (each a factor of two)
   */
  of(word: string, strength: RhymeStrength, theme?: (word: string) => number): readonly Rhyme[];
}

interface Indexed {
  readonly word: string;
  readonly frequency: number;
  readonly pronunciation: Pronunciation;
}

/**
 * The words of a lexicon by their rhymes. The first question reads the whole dictionary: once, in
 * about a second, so ask from a worker.
 */
export function openRhymes(lexicon: Lexicon): RhymeIndex {
  const groups = new Map<RhymeStrength, ReadonlyMap<string, readonly Indexed[]>>();
  const groupsOf = (strength: RhymeStrength) => {
    const made = groups.get(strength) ?? gather(lexicon, strength);
    groups.set(strength, made);
    return made;
  };
  return {
    of(word, strength, theme = () => 0) {
      const asked = lexicon.pronounce(word);
      const found = new Map<string, Rhyme>();
      for (const one of asked) {
        for (const { word: other, frequency, pronunciation } of groupsOf(strength).get(
          rhymeKey(one, strength),
        ) ?? []) {
          const identity = isIdentity(one, pronunciation);
          if (other === word || (found.has(other) && !identity)) continue;
          found.set(other, { word: other, frequency, syllables: pronunciation.length, identity });
        }
      }
      const worth = ({ word: other, frequency }: Rhyme) => frequency + theme(other);
      return [...found.values()].sort(
        (a, b) => a.syllables - b.syllables || worth(b) - worth(a) || (a.word < b.word ? -1 : 1),
      );
    },
  };
}

function gather(
  lexicon: Lexicon,
  strength: RhymeStrength,
): ReadonlyMap<string, readonly Indexed[]> {
  const groups = new Map<string, Indexed[]>();
  for (const { word, frequency, pronunciations } of lexicon.entries()) {
    for (const pronunciation of pronunciations) {
      const key = rhymeKey(pronunciation, strength);
      if (key === "") continue;
      const group = groups.get(key) ?? [];
      group.push({ word, frequency, pronunciation });
      groups.set(key, group);
    }
  }
  return groups;
}
