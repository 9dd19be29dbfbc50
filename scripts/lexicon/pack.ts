import { compareLetters } from "../../src/lyrics/dictionary/letters";
import type { SoundModel } from "../../src/lyrics/dictionary/model";
import { BLOCK_WORDS, LAST, type Streams } from "../../src/lyrics/dictionary/part";
import { say, type Guide, type Said } from "../../src/lyrics/dictionary/say";
import type { Cut } from "./train";

/** A word to be packed. */
export interface Counted {
  readonly cuts: readonly Cut[];
  /** 0–15. */
  readonly frequency: number;
}

/** Codes sorted words: letters against the word before, sounds against what the model expects. */
export function packWords(model: SoundModel, words: readonly Counted[]): Streams {
  const shared: number[] = [];
  const tails: number[] = [];
  const marks: number[] = [];
  const steps: number[] = [];
  const values: number[] = [];

  const code = (cut: Cut, guide: Guide | undefined): Said => {
    const primary = cut.stresses.indexOf(1);
    const actual = (place: number, expected: number): number => {
      const { length } = cut.letters;
      if (place < length) return cut.groups[place] as number;
      if (place === length) return primary < 0 ? expected : primary;
      return cut.stresses[place - length - 1] as number;
    };
    let last = -1;
    const said = say(
      model,
      cut.letters,
      (place, expected) => {
        const value = actual(place, expected);
        if (value !== expected) {
          steps.push(place - last);
          values.push(value);
          last = place;
        }
        return value;
      },
      guide,
    );
    steps.push(0);
    return said;
  };

  let before: Said | undefined;
  words.forEach(({ cuts, frequency }, w) => {
    const [first, ...others] = cuts as [Cut, ...Cut[]];
    const { letters } = first;
    if (w % BLOCK_WORDS === 0) before = undefined;
    if (before !== undefined && compareLetters(before.letters, letters) >= 0) {
      throw new Error("The words are not sorted.");
    }
    let common = 0;
    while (before !== undefined && before.letters[common] === letters[common]) common++;
    shared.push(common);
    tails.push(...letters.subarray(common));
    tails[tails.length - 1] = (tails.at(-1) as number) + LAST;
    marks.push(frequency + 16 * others.length);
    const said = code(first, before && { said: before, shared: common });
    for (const other of others) code(other, { said, shared: letters.length + 1 });
    before = said;
  });
  const bytes = (list: readonly number[]) => Uint8Array.from(list);
  return {
    shared: bytes(shared),
    tails: bytes(tails),
    marks: bytes(marks),
    steps: bytes(steps),
    values: bytes(values),
  };
}
