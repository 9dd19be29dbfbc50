import type { Pronunciation } from "./pronunciation";
import { rhymeOf } from "./rhyme";

/**
 * The rhyme scheme of a stanza: a letter a line, the same for lines that rhyme with one another
 * perfectly or end alike (a refrain). A line takes the letter of the nearest such line before it.
 *
 * @param endings  for each line, the ways its last word is said
 * @example "ABAB", as a list of letters; beyond Z come "A2", "B2" and so on
 */
export function rhymeScheme(endings: readonly (readonly Pronunciation[])[]): string[] {
  const scheme: string[] = [];
  let letters = 0;
  endings.forEach((ending, i) => {
    const partner = endings.slice(0, i).findLastIndex((earlier) => {
      const rhyme = rhymeOf(earlier, ending);
      return rhyme === "perfect" || rhyme === "identity";
    });
    scheme.push(scheme[partner] ?? letterOf(letters++));
  });
  return scheme;
}

function letterOf(index: number): string {
  const turn = Math.floor(index / 26);
  return String.fromCharCode(65 + (index % 26)) + (turn === 0 ? "" : String(turn + 1));
}

/** Forms that have a name, by their rhymes. */
const forms: readonly (readonly [name: string, scheme: string])[] = [
  ["couplet", "AA"],
  ["tercet", "AAA"],
  ["alternate quatrain", "ABAB"],
  ["couplets", "AABB"],
  ["ballad", "ABCB"],
  ["enclosed quatrain", "ABBA"],
  ["rubai", "AABA"],
  ["monorhyme", "AAAA"],
  ["limerick", "AABBA"],
  ["sestet", "ABABCC"],
  ["rhyme royal", "ABABBCC"],
  ["ottava rima", "ABABABCC"],
  ["Spenserian stanza", "ABABBCBCC"],
  ["Shakespearean sonnet", "ABABCDCDEFEFGG"],
  ["Petrarchan sonnet", "ABBAABBACDECDE"],
  ["Petrarchan sonnet", "ABBAABBACDCDCD"],
  ["Spenserian sonnet", "ABABBCBCCDCDEE"],
  ["Onegin stanza", "ABABCCDDEFFEGG"],
];

/** The name of a scheme ("ballad" for ABCB), undefined where it has none. */
export function formOf(scheme: readonly string[]): string | undefined {
  const text = scheme.join("");
  return forms.find(([, known]) => known === text)?.[0];
}
