import type { CorpusWord } from "./corpus-words";
import { moodWords, type Mood } from "./moods";

/** How much words speak of what a song is about: 1 a theme word, less a word near to one. */
export type Theme = ReadonlyMap<string, number>;

const MOOD_WORD = 0.6;
/** The nearest word's; the others fall off to none. */
const NEAREST = 0.5;

export function themeOf(
  words: readonly string[],
  mood: Mood | undefined,
  corpus: ReadonlyMap<string, CorpusWord>,
): Theme {
  const theme = new Map<string, number>();
  const raise = (word: string, weight: number) => {
    theme.set(word, Math.max(weight, theme.get(word) ?? 0));
  };
  for (const word of words) {
    const { near = [] } = corpus.get(word) ?? {};
    near.forEach((one, i) => raise(one, NEAREST * (1 - i / near.length)));
  }
  if (mood !== undefined) for (const word of moodWords(mood)) raise(word, MOOD_WORD);
  for (const word of words) raise(word, 1);
  return theme;
}

/** The words the model is told: the themes, then the mood's first. */
export function toldTheme(words: readonly string[], mood: Mood | undefined): readonly string[] {
  return [...words, ...(mood === undefined ? [] : moodWords(mood))].slice(0, 3);
}

/** How much words speak of the theme, 0–1: one theme word is enough, two near ones are. */
export function themeShare(words: readonly string[], theme: Theme): number {
  let sum = 0;
  for (const word of new Set(words)) sum += theme.get(word) ?? 0;
  return Math.min(1, sum);
}
