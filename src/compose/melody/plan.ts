import type { Random } from "../../base/random";
import { FIRST_EIGHT, FIRST_FOUR, LATER_EIGHT, LATER_FOUR, drawCounted } from "./patterns";
import { drawSections, sectionsOfForm, type PlannedSection } from "./sections";

/** A full bar before its notes. */
export interface PlannedBar {
  /** The earlier bar it takes up: note for note, or its rhythm and outline. */
  readonly like?: { readonly bar: number; readonly how: "same" | "varied" };
  /** Comes to rest on the tonic, or stays open on tones of the dominant. */
  readonly close?: "tonic" | "half";
}

/** A tune before its notes: sections, and bars with what they take up from earlier ones. */
export interface Plan {
  readonly sections: readonly PlannedSection[];
  readonly bars: readonly PlannedBar[];
}

const BLOCK = 8;
/** Odds of a close on the tonic: a section's, the tune's. */
const TONIC_CLOSE = 0.88;
const TONIC_END = 0.95;
/** Odds that the middle of a section stays open, where the books say so and chance alone would not. */
const HALF_CLOSE = 0.7;
/** Odds that a new bar has the rhythm of the one half a section before. */
const VARIED = 0.3;

/**
 * Plans a tune in the proportions of the books.
 *
 * @param bars  full bars as written, ≥ 1
 * @param form  a letter for each section as heard ("AABB", "AABA", "AA'BA"); drawn, if left out
 * @throws RangeError when the form is none, or the bars cannot be shared among its sections
 */
export function drawPlan(bars: number, form: string | undefined, random: Random): Plan {
  const sections = form === undefined ? drawSections(bars, random) : sectionsOfForm(form, bars);
  return { sections, bars: planBars(sections, 0, random) };
}

/**
 * Bars of sections that come after others.
 *
 * @param before  full bars that are there already
 * @returns       all bars, those that are there without any plan
 */
export function planBars(
  sections: readonly PlannedSection[],
  before: number,
  random: Random,
): readonly PlannedBar[] {
  const planned: PlannedBar[] = Array.from({ length: before }, () => ({}));
  const blocks = blocksOf(0, before);
  const begins = new Map<string, number>();
  sections.forEach((section, i) => {
    const first = planned.length;
    const earlier = begins.get(section.letter);
    if (earlier === undefined) {
      begins.set(section.letter, first);
      planned.push(...newSection(section.bars, blocks, first, random));
    } else {
      planned.push(...sectionAgain(section, earlier, random));
    }
    const isLast = i === sections.length - 1;
    if (random() < (isLast ? TONIC_END : TONIC_CLOSE)) close(planned);
    if (section.bars >= BLOCK && random() < HALF_CLOSE) {
      open(planned, first + Math.floor(section.bars / 2) - 1);
    }
  });
  return planned;
}

/** Note for note; a varied one keeps bars of its first half, and the rhythm of the others. */
function sectionAgain(section: PlannedSection, earlier: number, random: Random): PlannedBar[] {
  return Array.from({ length: section.bars }, (_, i) => {
    const same = !section.varied || (i < section.bars / 2 && random() < 0.5);
    return { like: { bar: earlier + i, how: same ? "same" : "varied" } };
  });
}

interface Block {
  readonly begin: number;
  readonly length: number;
}

/** Each block after a pattern of the books. */
function newSection(bars: number, blocks: Block[], first: number, random: Random): PlannedBar[] {
  return blocksOf(first, bars).flatMap((block) => {
    const planned = newBlock(block, blocks, random);
    blocks.push(block);
    return planned;
  });
}

/** Blocks of eight bars, and what is left over. */
function blocksOf(first: number, bars: number): Block[] {
  return Array.from({ length: Math.ceil(bars / BLOCK) }, (_, i) => ({
    begin: first + i * BLOCK,
    length: Math.min(BLOCK, bars - i * BLOCK),
  }));
}

function newBlock(block: Block, blocks: readonly Block[], random: Random): PlannedBar[] {
  const { begin, length } = block;
  const isShort = length <= BLOCK / 2;
  const answered = random() < 0.5 ? blocks[0] : blocks.at(-1);
  const patterns = answered
    ? isShort
      ? LATER_FOUR
      : LATER_EIGHT
    : isShort
      ? FIRST_FOUR
      : FIRST_EIGHT;
  const pattern = drawCounted(patterns, random);
  const half = isShort ? BLOCK / 4 : BLOCK / 2;
  return Array.from({ length }, (_, i): PlannedBar => {
    const sign = pattern[i] as string;
    const digit = Number(sign);
    if (answered && digit > 0) {
      const bar = answeredBar(answered, digit, pattern.length);
      return bar === undefined ? {} : { like: { bar, how: "same" } };
    }
    const earlier = pattern.indexOf(sign);
    if (earlier < i) return { like: { bar: begin + earlier, how: "same" } };
    const varies = i >= half && i < length - 1 && random() < VARIED;
    return varies ? { like: { bar: begin + i - half, how: "varied" } } : {};
  });
}

/** Bars of the first half are counted from the start of the block answered, the others from its end. */
function answeredBar({ begin, length }: Block, digit: number, of: number): number | undefined {
  const place = digit <= of / 2 ? digit - 1 : length - of + digit - 1;
  return place >= 0 && place < length ? begin + place : undefined;
}

/** The last bar ends on the tonic: as the bar that it repeats does, or in a way of its own. */
function close(bars: PlannedBar[]): void {
  const { like } = bars.pop() as PlannedBar;
  const strays = like?.how === "same" && bars[like.bar]?.close !== "tonic";
  const kept = like && strays ? { ...like, how: "varied" as const } : like;
  bars.push({ close: "tonic", ...(kept === undefined ? {} : { like: kept }) });
}

/** A bar of its own stays open at its end. */
function open(bars: PlannedBar[], place: number): void {
  const bar = bars[place] as PlannedBar;
  if (bar.like?.how !== "same") bars[place] = { ...bar, close: "half" };
}
