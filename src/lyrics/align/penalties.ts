import type { Slot } from "./slots";
import type { LineSyllable } from "./syllable";

/** What a note says of its fit, the largest penalty's name. */
export type FitReason =
  | "good"
  | "stressed-on-weak"
  | "unstressed-on-strong"
  | "function-word-on-strong"
  | "line-end-without-rest"
  | "phrase-ends-inside-line"
  | "melisma"
  | "melisma-inside-word"
  | "melisma-on-function-word"
  | "held-over-rest"
  | "held-over-repeat"
  | "split"
  | "split-short";

export type Penalty = readonly [reason: FitReason, cost: number];

/**
 * All penalties, in one unit; an alignment is the one with the least sum (docs/formats/lyrics.md
 * says each in words).
 */
export const PENALTIES = {
  /** × (1 − prominence)²; a secondary stress counts half. */
  stressedOnWeak: 1.6,
  /** × how far the note's prominence is above an ordinary beat's, 0–1. */
  unstressedOnStrong: 1,
  functionWordOnStrong: 0.8,
  /** An unstressed syllable on a note that stands out by its height. */
  weakOnPeak: 0.25,
  /** × (1 − boundary of the line's last note). */
  lineEndWithoutRest: 1.5,
  /** × boundary of a note inside a line; half where the words pause. */
  phraseEndsInsideLine: 1,
  /** × (0.4 + prominence of the note held), and a quarter more for each further note up to the fourth. */
  melisma: 0.5,
  melismaInsideWord: 0.2,
  melismaOnFunctionWord: 0.4,
  /** Held over silence of half a beat or more would be two sounds. */
  heldOverRest: 2,
  /** Held from the end of a repeat into its return, which no slur can show. */
  heldOverRepeat: 20,
  /** Each syllable more than one on a note; and where its share is under a quarter of a beat. */
  split: 1.2,
  splitShort: 1,
  /** A line ends inside a note. */
  lineEndsInsideNote: 3,
} as const;

/** Further notes of a melisma cost alike from here on. */
export const LONGEST_COUNTED = 4;

/** A syllable that begins at a place of this prominence. */
export function startPenalty({ weight }: LineSyllable, prominence: number, peak: boolean): Penalty {
  const above = Math.max(0, (prominence - 0.5) / 0.5);
  const height = peak ? PENALTIES.weakOnPeak : 0;
  switch (weight) {
    case "main":
    case "side": {
      const share = weight === "main" ? 1 : 0.5;
      return ["stressed-on-weak", share * PENALTIES.stressedOnWeak * (1 - prominence) ** 2];
    }
    case "weak":
      return ["unstressed-on-strong", PENALTIES.unstressedOnStrong * above + height];
    case "function":
      return ["function-word-on-strong", PENALTIES.functionWordOnStrong * above + height];
    case "free":
      return ["good", 0];
  }
}

/** A syllable's end with a note: of a line, or inside one. */
export function endPenalty(syllable: LineSyllable, { boundary }: Slot): Penalty {
  if (syllable.lineEnd) {
    return ["line-end-without-rest", PENALTIES.lineEndWithoutRest * (1 - boundary)];
  }
  const share = syllable.pause ? 0.5 : 1;
  return ["phrase-ends-inside-line", share * PENALTIES.phraseEndsInsideLine * boundary];
}

/**
 * A note on which the syllable before it is held.
 *
 * @param order   1 for the first note held, 2 for the next …
 * @param rest    half a beat, in ticks: silence that parts two sounds
 * @param repeat  whether the note is the first after a jump
 */
export function heldPenalties(
  syllable: LineSyllable,
  before: Slot,
  slot: Slot,
  order: number,
  rest: number,
  repeat: boolean,
): readonly Penalty[] {
  const longer = 1 + 0.25 * (Math.min(order, LONGEST_COUNTED) - 1);
  const first = order === 1;
  const breath = PENALTIES.phraseEndsInsideLine * before.boundary;
  return [
    ["melisma", PENALTIES.melisma * (0.4 + slot.prominence) * longer],
    ["phrase-ends-inside-line", breath],
    ["melisma-inside-word", first && syllable.hyphen ? PENALTIES.melismaInsideWord : 0],
    [
      "melisma-on-function-word",
      first && syllable.weight === "function" ? PENALTIES.melismaOnFunctionWord : 0,
    ],
    ["held-over-rest", before.restAfter >= rest ? PENALTIES.heldOverRest : 0],
    ["held-over-repeat", repeat ? PENALTIES.heldOverRepeat : 0],
  ];
}
