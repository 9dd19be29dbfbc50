import { asExpected, say, type Choose, type Said } from "./say";
import { compareLetters } from "./letters";
import type { SoundModel } from "./model";

/** Words that are coded one after the other, the first of them whole: what a look-up reads. */
export const BLOCK_WORDS = 32;

/** A sorted list of words as it is stored; docs/formats/dictionary.md says how. */
export interface Streams {
  /** For each word, how many letters it shares with the one before; 0 for the first of a block. */
  readonly shared: Uint8Array;
  /** The letters that it does not share, the last of each word with LAST added. */
  readonly tails: Uint8Array;
  /** For each word, its frequency (0–15) and 16 times the pronunciations beyond the first. */
  readonly marks: Uint8Array;
  /** For each pronunciation, steps from one place that is not as expected to the next, then 0. */
  readonly steps: Uint8Array;
  /** What is said at each of these places. */
  readonly values: Uint8Array;
}

export const LAST = 32;

/** A word as it stands in the dictionary. */
export interface Entry {
  readonly letters: Uint8Array;
  /** How often it was counted: 15 for the most frequent words, each step down about half; 0 never. */
  readonly frequency: number;
  readonly said: readonly Said[];
}

/** Where in the streams a block begins. */
interface Place {
  word: number;
  tail: number;
  step: number;
  value: number;
}

export class Part {
  readonly #blocks: Place[] = [];

  constructor(
    private readonly model: SoundModel,
    private readonly streams: Streams,
  ) {
    const { shared, tails, marks, steps } = streams;
    const place = { word: 0, tail: 0, step: 0, value: 0 };
    for (; place.word < shared.length; place.word++) {
      if (place.word % BLOCK_WORDS === 0) this.#blocks.push({ ...place });
      while ((tails[place.tail++] ?? LAST) < LAST);
      for (let said = 0; said <= (marks[place.word] as number) >> 4; said++) {
        while ((steps[place.step++] ?? 0) > 0) place.value++;
      }
    }
    const { tail, step, value } = place;
    if (tail !== tails.length || step !== steps.length || value !== streams.values.length) {
      throw new RangeError("the dictionary is not whole");
    }
  }

  get size(): number {
    return this.streams.shared.length;
  }

  /** The entry of a word, decoding its block as far as the word. */
  find(letters: Uint8Array): Entry | undefined {
    let [low, high] = [0, this.#blocks.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (compareLetters(this.#head(middle), letters) <= 0) low = middle;
      else high = middle;
    }
    for (const entry of this.#block(low)) {
      const order = compareLetters(entry.letters, letters);
      if (order === 0) return entry;
      if (order > 0) break;
    }
    return undefined;
  }

  /** All entries in their order. */
  *entries(): Generator<Entry> {
    for (let block = 0; block < this.#blocks.length; block++) yield* this.#block(block);
  }

  /** All words in their order with their frequencies, without what they sound like. */
  *spellings(): Generator<Pick<Entry, "letters" | "frequency">> {
    const { shared, marks } = this.streams;
    const place = { tail: 0 };
    let letters = new Uint8Array();
    for (let word = 0; word < shared.length; word++) {
      letters = this.#letters(letters, shared[word] as number, place);
      yield { letters, frequency: (marks[word] as number) & 15 };
    }
  }

  #head(block: number): Uint8Array {
    return this.#letters(new Uint8Array(), 0, { ...(this.#blocks[block] as Place) });
  }

  /** The next word's letters, given those of the word before. */
  #letters(before: Uint8Array, shared: number, place: { tail: number }): Uint8Array<ArrayBuffer> {
    const { tails } = this.streams;
    let end = place.tail;
    while ((tails[end++] as number) < LAST);
    const letters = new Uint8Array(shared + end - place.tail);
    letters.set(before.subarray(0, shared));
    letters.set(tails.subarray(place.tail, end), shared);
    letters[letters.length - 1] = (letters.at(-1) as number) - LAST;
    place.tail = end;
    return letters;
  }

  *#block(block: number): Generator<Entry> {
    const { shared: sharings, marks } = this.streams;
    const start = this.#blocks[block];
    if (start === undefined) return;
    const place = { ...start };
    const end = Math.min(sharings.length, place.word + BLOCK_WORDS);
    let before: Said | undefined;
    for (; place.word < end; place.word++) {
      const shared = sharings[place.word] as number;
      const letters = this.#letters(before?.letters ?? new Uint8Array(), shared, place);
      const mark = marks[place.word] as number;
      const first = this.#say(letters, place, before && { said: before, shared });
      const said = [first];
      const whole = { said: first, shared: letters.length + 1 };
      while (said.length <= mark >> 4) said.push(this.#say(letters, place, whole));
      yield { letters, frequency: mark & 15, said };
      before = first;
    }
  }

  #say(letters: Uint8Array, place: Place, guide: Parameters<typeof say>[3]): Said {
    const { steps, values } = this.streams;
    let next = -1;
    const advance = () => {
      const step = steps[place.step++] as number;
      next = step === 0 ? Infinity : next + step;
    };
    advance();
    if (next === Infinity) return say(this.model, letters, asExpected, guide);
    const choose: Choose = (at, expected) => {
      if (at !== next) return expected;
      const value = values[place.value++] as number;
      advance();
      return value;
    };
    return say(this.model, letters, choose, guide);
  }
}
