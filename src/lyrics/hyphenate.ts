import type { Lexicon } from "./lexicon";
import { isVowel } from "./phones";
import type { Pronunciation } from "./pronunciation";

/** Consonant letters that stand for one sound together. */
const together = /^(?:ch|sh|th|ph|gh|wh|ck|ng|qu|tch|dge?)/;
/** Groups with which a written syllable can begin. */
const begins =
  /^(?:[bcdfghjklmnpqrstvwxz]|[bcfgps]l|[bcdfgpt]r|[cpst]h|s[cklmnpqtw]|s[cpt]r|spl|squ|tw|dw|wh|thr|shr|chr|sch|qu|kn|wr|gn)$/;

/**
 * A written word cut at its syllables, as many as it is said with where its letters allow, for
 * setting under notes: "fire" is whole with one syllable, "fi-re" with two.
 *
 * @param said  how it is sung; the usual way when left out
 * @returns     parts that joined are the word
 * @example hyphenate(lexicon, "together") // ["to", "geth", "er"]
 */
export function hyphenate(
  lexicon: Lexicon,
  word: string,
  said: Pronunciation = lexicon.pronounce(word)[0] ?? [],
): readonly string[] {
  const lower = word.toLowerCase().replaceAll("’", "'");
  const vowels = vowelGroups(lower, said.length);
  if (said.length < 2 || vowels.length < 2) return [word];
  const cuts: number[] = [];
  for (let i = 1; i < vowels.length; i++) {
    const [from, to] = [(vowels[i - 1] as Span).end, (vowels[i] as Span).start];
    const open = tense(said[i - 1]);
    const consonants = lower.slice(from, to);
    // "lit-tle", "ta-ble": the last two consonants go with the silent "e".
    const little = i === vowels.length - 1 && /[^aeiouyr]le[sd]?$/.test(lower);
    const cut = little ? consonants.length - 2 : cutOf(consonants, open);
    cuts.push(from + Math.max(0, cut));
  }
  return [0, ...cuts].map((start, i) => word.slice(start, cuts[i]));
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Letters that bear the syllables, at most so many: silent "e" left out first, then pairs cut. */
function vowelGroups(word: string, count: number): Span[] {
  const groups = [...word.matchAll(/(?<!q)(?:(?<=[gq])u(?=[aeiou])|[aeiouy]+|(?<=[^aeiouy])w$)/g)]
    .map(({ 0: letters, index }) => ({ start: index, end: index + letters.length }))
    .filter(({ start, end }) => !(start === 0 && word[0] === "y" && end === 1));
  const spans = groups.map((span) =>
    word[span.start] === "y" && span.end > span.start + 1
      ? { start: span.start + 1, end: span.end }
      : span,
  );
  // The silent "e": before an ending of its own, at the end of the word, or between consonants.
  const silent = [
    /e(?='?s?$)/,
    /e(?=d$)/,
    /e(?=(?:ly|ful|less|ment|ness|some|thing|where|time)s?$)/,
  ];
  for (const pattern of silent) {
    const at = word.search(pattern);
    const index = spans.findIndex(({ start, end }) => start === at && end === at + 1);
    if (spans.length > count && index > 0) spans.splice(index, 1);
  }
  while (spans.length > count && spans.length > 1) spans.splice(weakest(word, spans), 1);
  while (spans.length < count) {
    const long = spans.findIndex(({ start, end }) => end - start > 1 && !digraph(word, start, end));
    const split = long >= 0 ? long : spans.findIndex(({ start, end }) => end - start > 1);
    const span = spans[split];
    if (span === undefined) break;
    const middle = span.end - span.start > 2 && digraph(word, span.start, span.start + 2) ? 2 : 1;
    spans.splice(
      split,
      1,
      { start: span.start, end: span.start + middle },
      { start: span.start + middle, end: span.end },
    );
  }
  return spans;
}

function digraph(word: string, start: number, end: number): boolean {
  return /^(?:ai|ay|au|aw|ea|ee|ei|ey|oa|oe|oi|oo|ou|oy|ue|ui|ie)$/.test(word.slice(start, end));
}

/** Which group is most likely silent: a lone "e" inside ("every", "evening"), else the last but one. */
function weakest(word: string, spans: readonly Span[]): number {
  const lone = spans.findIndex(
    ({ start, end }, i) => i > 0 && i < spans.length - 1 && word.slice(start, end) === "e",
  );
  return lone > 0 ? lone : Math.max(1, spans.length - 2);
}

/** How many of the consonants between two vowels stay with the first. */
function cutOf(consonants: string, open: boolean): number {
  if (consonants === "") return 0;
  const sign = consonants.search(/[-']/);
  if (sign >= 0) return sign + 1;
  const alone = consonants.length === 1 || together.exec(consonants)?.[0] === consonants;
  if (alone) return open ? 0 : consonants.length;
  for (let cut = 1; cut < consonants.length; cut++) {
    const inside = together.exec(consonants.slice(cut - 1))?.[0].length ?? 1;
    if (inside > 1 && !/^(?:ck|ng)/.test(consonants.slice(cut - 1))) continue;
    if (begins.test(consonants.slice(cut))) return cut;
  }
  return consonants.length - 1;
}

/** Vowels that end a written syllable: long ones, and weak ones. A short one takes a consonant. */
function tense(syllable: Pronunciation[number] | undefined): boolean {
  const vowel = syllable?.phones.find(isVowel) ?? "";
  return syllable?.stress === 0 || !["AE", "EH", "IH", "AA", "AH", "UH"].includes(vowel);
}
