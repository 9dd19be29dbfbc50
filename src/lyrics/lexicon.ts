import { lettersOf, wordOf } from "./dictionary/letters";
import { openDictionary } from "./dictionary/file";
import { asExpected, say, type Said } from "./dictionary/say";
import { PHONES } from "./phones";
import { parseArpabet, syllabify, type Pronunciation, type Stress } from "./pronunciation";
import { sayUnknown } from "./unknown";

/** How words are said. */
export interface Lexicon {
  /** At least one, the usual first; by the person's override, the dictionary, else by rules. */
  pronounce(word: string): readonly Pronunciation[];
  /** In the dictionary or an override. */
  has(word: string): boolean;
  /** All of the dictionary, the most frequent first; as sorted where equally frequent. */
  readonly words: readonly string[];
  /** How often a word is used: 15 most, one less for each halving, 0 for never met. */
  frequency(word: string): number;
  /** The words of the dictionary with how they are said, decoded one after the other. */
  entries(): Iterable<LexiconEntry>;
}

interface LexiconEntry {
  readonly word: string;
  readonly frequency: number;
  readonly pronunciations: readonly Pronunciation[];
}

/**
 * Opens the packed dictionary (public/words). What is opened stays packed: a look-up decodes one
 * block of 32 words.
 *
 * @param packed     the core file, or the core and the rest
 * @param overrides  the person's own: word → ARPAbet; see `parseArpabet`, with which to check them
 * @throws RangeError when the bytes are damaged, or an override is no pronunciation
 */
export function openLexicon(
  packed: Uint8Array | readonly [core: Uint8Array, rest: Uint8Array],
  overrides: ReadonlyMap<string, string> = new Map(),
): Lexicon {
  const [core, rest] = packed instanceof Uint8Array ? [packed] : packed;
  const { model, parts } = openDictionary(core, rest);
  const own = new Map([...overrides].map(([word, text]) => [plain(word), [ownOf(word, text)]]));
  const find = (word: string) => {
    const letters = lettersOf(word);
    if (letters === undefined) return undefined;
    for (const part of parts) {
      const entry = part.find(letters);
      if (entry !== undefined) return entry;
    }
    return undefined;
  };
  const known = (word: string) => own.get(word) ?? find(word)?.said.map(pronunciationOf);
  const spell = (letters: string) =>
    pronunciationOf(say(model, lettersOf(letters) ?? new Uint8Array(), asExpected));
  let words: readonly string[] | undefined;
  return {
    pronounce: (word) => known(plain(word)) ?? sayUnknown(plain(word), known, spell),
    has: (word) => own.has(plain(word)) || find(plain(word)) !== undefined,
    frequency: (word) => find(plain(word))?.frequency ?? 0,
    get words() {
      words ??= parts
        .flatMap((part) => [...part.spellings()])
        .sort((a, b) => b.frequency - a.frequency)
        .map(({ letters }) => wordOf(letters));
      return words;
    },
    *entries() {
      for (const part of parts) {
        for (const { letters, frequency, said } of part.entries()) {
          yield { word: wordOf(letters), frequency, pronunciations: said.map(pronunciationOf) };
        }
      }
    },
  };
}

/** A word as the dictionary writes it, without accents. */
function plain(word: string): string {
  return word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("’", "'").trim();
}

function ownOf(word: string, text: string): Pronunciation {
  const read = parseArpabet(text);
  if (read.ok) return read.value;
  throw new RangeError(`"${word}": ${read.fault.message}`);
}

function pronunciationOf({ phones, stresses }: Said): Pronunciation {
  const names = Array.from(phones, (phone) => PHONES[phone] as string);
  return syllabify(names, [...stresses] as Stress[]);
}
