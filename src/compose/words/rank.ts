import { isFunctionWord } from "../../lyrics/function-words";
import { clichesIn } from "./lists/cliches";
import type { Judge } from "./judge";
import type { LineCandidate, LineRequest, LineScores } from "./request";
import { stressCode, stressShare } from "./stress";
import { themeShare, type Theme } from "./theme";
import { wordsIn } from "./word-text";

/**
 * What a line's total is made of, in nats a token: a line in the metre may be less likely than one
 * half off it by 1, one that speaks of the theme than one that does not by .6 …
 */
const WEIGHTS = {
  model: 1,
  stress: 2,
  theme: 0.6,
  novelty: 0.5,
  cliche: -0.7,
  /** For the logarithm to base 10 of the rarest word's count, where plain words are asked for. */
  plain: 0.5,
  like: 0.5,
};

/** Scores a line that passed the checks. @param model  mean log-probability of its tokens */
export function scoreLine(
  judge: Judge,
  request: LineRequest,
  theme: Theme,
  text: string,
  model: number,
): LineScores {
  const words = wordsIn(text);
  const said = new Set(request.before.flatMap((line) => (line === undefined ? [] : wordsIn(line))));
  const meaning = words.filter((word) => !isFunctionWord(word));
  const stress = stressOf(judge, words, request.form.stresses);
  const about = themeShare(words, theme);
  const fresh = meaning.filter((word) => !said.has(word)).length;
  const novelty = meaning.length === 0 ? 0.5 : fresh / meaning.length;
  const cliches = clichesIn(words).length;
  const total =
    WEIGHTS.model * model +
    WEIGHTS.stress * stress +
    WEIGHTS.theme * about +
    WEIGHTS.novelty * novelty +
    WEIGHTS.cliche * cliches +
    (request.plainer ? WEIGHTS.plain * plainness(judge, meaning) : 0) +
    (request.like === undefined ? 0 : WEIGHTS.like * overlap(words, wordsIn(request.like))) +
    (request.own === undefined ? 0 : WEIGHTS.like * overlap(meaning, request.own));
  return { model, stress, theme: about, novelty, cliches, total };
}

function stressOf(
  { lexicon }: Judge,
  words: readonly string[],
  stresses: readonly (0 | 1)[] | undefined,
): number {
  if (stresses === undefined) return 1;
  const said = words.map((word) => {
    const usual = lexicon.pronounce(word)[0] ?? [];
    return { syllables: usual.length, stress: stressCode(usual, isFunctionWord(word)) };
  });
  return stressShare(said, stresses);
}

/** Logarithm to base 10 of how often the rarest of the words stands in the corpus. */
function plainness({ corpus }: Judge, words: readonly string[]): number {
  return Math.min(4, ...words.map((word) => Math.log10(1 + (corpus.get(word)?.count ?? 0))));
}

/** Share of some words that stand among others, 0–1. */
function overlap(words: readonly string[], others: readonly string[]): number {
  const known = new Set(others.filter((word) => !isFunctionWord(word)));
  if (known.size === 0 || words.length === 0) return 0;
  return words.filter((word) => known.has(word)).length / words.length;
}

/** Nats that a candidate loses for being all the same words as a better one. */
const SAMENESS = 1.5;

/**
 * The best candidates, best first, none with the end word of another: each time the one with the
 * greatest total, less what it shares with those taken.
 *
 * @see Carbonell and Goldstein, "The use of MMR, diversity-based reranking …", SIGIR 1998
 */
export function bestCandidates(
  candidates: readonly LineCandidate[],
  count: number,
): readonly LineCandidate[] {
  const pool = candidates.map((candidate) => ({ candidate, words: wordsIn(candidate.text) }));
  const taken: typeof pool = [];
  while (taken.length < count) {
    let best: (typeof pool)[number] | undefined;
    let bestWorth = -Infinity;
    for (const one of pool) {
      if (taken.some(({ words }) => words.at(-1) === one.words.at(-1))) continue;
      const same = Math.max(0, ...taken.map(({ words }) => overlap(one.words, words)));
      const worth = one.candidate.scores.total - SAMENESS * same;
      if (worth > bestWorth) [best, bestWorth] = [one, worth];
    }
    if (best === undefined) break;
    taken.push(best);
  }
  return taken.map(({ candidate }) => candidate);
}
