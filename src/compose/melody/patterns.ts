import { randomInt, type Random } from "../../base/random";

/*
 * How bars come back in the tunes of the books (O'Neill 1850, Ryan 1883), counted over their
 * sections of eight and of four bars without numbered endings.
 */

/** Words, each with how often it was found. */
export type Counted = readonly (readonly [word: string, count: number])[];

/** A tune's first section: equal letters are equal bars. */
export const FIRST_EIGHT: Counted = [
  ["abcdabef", 411],
  ["abcdefgh", 228],
  ["abcdaefg", 226],
  ["abcdabce", 224],
  ["abacabde", 78],
  ["abacadef", 68],
  ["abcdebfg", 67],
  ["abacabad", 56],
  ["abcdabcd", 28],
  ["abacabac", 28],
  ["abcdebcf", 28],
  ["abcdecfg", 18],
  ["abcdaecf", 18],
  ["abacdefg", 13],
];

/** A later section: letters are bars of its own, a digit is that bar of the section it answers. */
export const LATER_EIGHT: Counted = [
  ["abcdefgh", 123],
  ["abcdefg8", 114],
  ["abcdabef", 89],
  ["abcdef78", 68],
  ["abcdaefg", 58],
  ["abcdabe8", 55],
  ["abacabde", 55],
  ["abacadef", 41],
  ["abcdaef8", 39],
  ["abcdabce", 36],
  ["abcd1278", 33],
  ["abcdab78", 30],
  ["abcdae78", 29],
  ["abacdefg", 28],
  ["abc41278", 26],
  ["abacabd8", 21],
  ["abcdef38", 20],
  ["abcd1678", 17],
  ["abacdef8", 17],
  ["abcde278", 16],
  ["abcd5678", 16],
  ["abacade8", 16],
  ["abcd1238", 15],
  ["abacad78", 15],
  ["abcde678", 14],
  ["abacde78", 14],
  ["ab3cab78", 11],
  ["abacab78", 11],
  ["ab3cad78", 9],
  ["ab341278", 8],
  ["ab34ab78", 8],
  ["ab341678", 6],
  ["ab341238", 6],
  ["abcde238", 6],
  ["abcd5e78", 5],
  ["abcdebf8", 10],
];

export const FIRST_FOUR: Counted = [
  ["abcd", 113],
  ["abac", 93],
];

export const LATER_FOUR: Counted = [
  ["abcd", 32],
  ["abac", 16],
  ["aba4", 14],
  ["abc4", 10],
  ["12ab", 8],
  ["ab14", 4],
];

/**
 * Sections by the full bars of the whole tune as written: their bars, "r" after those repeated.
 * Lengths that are not here are shared out by rule.
 */
export const SECTIONS: Readonly<Record<number, Counted>> = {
  8: [
    ["4r 4r", 56],
    ["4 4", 14],
    ["8", 10],
  ],
  12: [
    ["4r 8", 99],
    ["4 8", 7],
    ["12", 6],
    ["4r 4r 4r", 3],
  ],
  16: [
    ["8r 8r", 1009],
    ["8 8", 583],
    ["8r 8", 21],
    ["16", 42],
  ],
  20: [
    ["8 12", 9],
    ["8r 12r", 6],
    ["10 10", 3],
  ],
  24: [
    ["8r 8r 8r", 46],
    ["8 8 8", 30],
    ["8r 16", 26],
    ["8 16", 13],
    ["12 12", 10],
    ["24", 8],
  ],
  32: [
    ["16 16", 44],
    ["8 8 8 8", 11],
    ["8r 8r 8r 8r", 13],
  ],
  40: [
    ["8r 8r 8r 8r 8r", 4],
    ["16 24", 2],
    ["8 8 8 8 8", 3],
  ],
};

/** One of the words, in proportion to its count. */
export function drawCounted(words: Counted, random: Random): string {
  const total = words.reduce((sum, [, count]) => sum + count, 0);
  let rest = randomInt(random, total);
  const found = words.find(([, count]) => (rest -= count) < 0);
  return (found as Counted[number])[0]; // rest starts below the total
}
