import type { Lexicon } from "../../../src/lyrics/lexicon";
import { parseArpabet, type Pronunciation } from "../../../src/lyrics/pronunciation";

/** Words as CMU says them, the usual way first. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  a: ["AH0", "EY1"],
  and: ["AH0 N D", "AE1 N D"],
  the: ["DH AH0", "DH IY0"],
  in: ["IH0 N", "IH1 N"],
  of: ["AH1 V"],
  is: ["IH1 Z"],
  i: ["AY1"],
  my: ["M AY1"],
  all: ["AO1 L"],
  so: ["S OW1"],
  night: ["N AY1 T"],
  knight: ["N AY1 T"],
  light: ["L AY1 T"],
  bright: ["B R AY1 T"],
  white: ["W AY1 T", "HH W AY1 T"],
  sight: ["S AY1 T"],
  tonight: ["T AH0 N AY1 T"],
  rain: ["R EY1 N"],
  train: ["T R EY1 N"],
  pain: ["P EY1 N"],
  plain: ["P L EY1 N"],
  again: ["AH0 G EH1 N", "AH0 G EY1 N"],
  window: ["W IH1 N D OW0"],
  sunny: ["S AH1 N IY0"],
  sun: ["S AH1 N"],
  falling: ["F AO1 L IH0 NG"],
  river: ["R IH1 V ER0"],
  remember: ["R IH0 M EH1 M B ER0"],
  fire: ["F AY1 ER0", "F AY1 R"],
  home: ["HH OW1 M"],
  cold: ["K OW1 L D"],
  old: ["OW1 L D"],
  sleep: ["S L IY1 P"],
  falls: ["F AO1 L Z"],
  long: ["L AO1 NG"],
  road: ["R OW1 D"],
  thee: ["DH IY1"],
};

const said = new Map(
  Object.entries(ENTRIES).map(([word, ways]): [string, readonly Pronunciation[]] => [
    word,
    ways.map((way) => {
      const parsed = parseArpabet(way);
      if (!parsed.ok) throw new Error(parsed.fault.message);
      return parsed.value;
    }),
  ]),
);

/** A dictionary of few words; what is not in it has one syllable. */
export const lexicon: Lexicon = {
  words: [...said.keys()],
  has: (word) => said.has(word),
  pronounce: (word) => said.get(word) ?? [[{ phones: ["AH"], stress: 1 }]],
  frequency: () => 1,
  entries: () =>
    Array.from(said, ([word, pronunciations]) => ({ word, frequency: 1, pronunciations })),
};
