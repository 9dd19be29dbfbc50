import type { Random } from "../../base/random";
import { suits } from "./stress";
import type { Vocabulary, VocabularyWord } from "./vocabulary";

/** What an end word must be. */
export interface EndingWish {
  /** Of the line. */
  readonly syllables: number;
  /** Syllables of the line that are free for it. */
  readonly room: number;
  readonly stresses?: readonly (0 | 1)[] | undefined;
  /** Words it must rhyme with. */
  readonly rhymes: readonly Pick<VocabularyWord, "rhyme" | "echo">[];
  /** Lines to come that must find a rhyme on it. */
  readonly partners: number;
  /** Words that it may not be. */
  readonly taken: ReadonlySet<string>;
}

/** Lines that must end with a word before it is taken for an end word. */
const USED = 3;
/** Rhymes that are left for each line to come. */
const CHOICE = 6;

/** The end words that a line may have: they rhyme, fit, and are no echo of those they rhyme with. */
export function endingsFor(
  { words, rhyming }: Vocabulary,
  { syllables, room, stresses, rhymes, partners, taken }: EndingWish,
): readonly VocabularyWord[] {
  const [first] = rhymes;
  const pool = first === undefined ? words : rhyming(first.rhyme);
  return pool.filter((word) => {
    if (word.rhyme === "" || word.endCount < USED || word.syllables > room || taken.has(word.text))
      return false;
    if (rhymes.some(({ rhyme, echo }) => rhyme !== word.rhyme || echo === word.echo)) return false;
    if (stresses !== undefined && !suits(word.stress, syllables - word.syllables, stresses)) {
      return false;
    }
    return partners === 0 || choiceAfter(rhyming(word.rhyme), word) >= CHOICE * partners;
  });
}

/** Used end words that rhyme with a word and are no echo of it, one for each echo of their own. */
function choiceAfter(group: readonly VocabularyWord[], { echo }: VocabularyWord): number {
  return new Set(
    group.filter((word) => word.endCount >= USED && word.echo !== echo).map((word) => word.echo),
  ).size;
}

/** An end word with the logarithm of its odds. */
interface Weighed {
  readonly word: VocabularyWord;
  readonly log: number;
}

/**
 * Draws different end words. A word's odds are the model's for its first token, shared among the
 * words that begin with it as often as people end lines with them.
 *
 * @param logs  log-probabilities of the first token, [vocabulary]
 * @param bias  added to the logarithm of a word's odds
 * @see Kool et al., "Stochastic beams and where to find them", ICML 2019: drawing without
 *      replacement by perturbed logarithms
 */
export function drawEndings(
  { words }: Vocabulary,
  endings: readonly VocabularyWord[],
  logs: Float64Array,
  bias: (word: VocabularyWord) => number,
  random: Random,
  count: number,
): readonly VocabularyWord[] {
  const shares = new Map<number, number>();
  for (const { tokens, endCount } of words) {
    const first = tokens[0] as number;
    shares.set(first, (shares.get(first) ?? 0) + endCount);
  }
  const weighed = endings.map((word): Weighed => {
    const first = word.tokens[0] as number;
    const share = word.endCount / (shares.get(first) as number);
    const chance = -Math.log(-Math.log(Math.max(random(), Number.MIN_VALUE)));
    return { word, log: (logs[first] as number) + Math.log(share) + bias(word) + chance };
  });
  weighed.sort((a, b) => b.log - a.log);
  return weighed.slice(0, count).map(({ word }) => word);
}
