import type { Result } from "../../base/result";
import { ok } from "../../base/result";
import type { Lexicon } from "../../lyrics/lexicon";
import { readCorpusWords } from "./corpus-words";
import type { Judge } from "./judge";
import { indexPassages, type Passages } from "./known-passages";
import { readPassages } from "./passages-file";
import { wordsIn } from "./word-text";

/** Places for each passage of the person's own: none is taken for known by chance that matters. */
const OWN_SPREAD = 2 ** 20;

/**
 * What lines are judged by, from the files of public/models/verse@1.
 *
 * @param words     words.txt
 * @param passages  passages.bin
 * @param own       the person's own songs, whose passages are not to be written again either
 */
export function openJudge(
  lexicon: Lexicon,
  words: string,
  passages: Uint8Array,
  own: readonly string[] = [],
): Result<Judge> {
  const corpus = readCorpusWords(words);
  if (!corpus.ok) return corpus;
  const known = readPassages(passages);
  if (!known.ok) return known;
  const mine: readonly Passages[] =
    own.length === 0
      ? []
      : [
          indexPassages(
            own.map((song) => wordsIn(song)),
            OWN_SPREAD,
          ),
        ];
  return ok({
    lexicon: remembering(lexicon),
    passages: [known.value, ...mine],
    corpus: new Map(corpus.value.map((word) => [word.text, word])),
  });
}

/** The same, each word looked up once. */
function remembering(lexicon: Lexicon): Lexicon {
  const known = new Map<string, ReturnType<Lexicon["pronounce"]>>();
  return {
    has: (word) => lexicon.has(word),
    frequency: (word) => lexicon.frequency(word),
    entries: () => lexicon.entries(),
    get words() {
      return lexicon.words;
    },
    pronounce(word) {
      const said = known.get(word) ?? lexicon.pronounce(word);
      known.set(word, said);
      return said;
    },
  };
}
