import type { Random } from "../../base/random";
import { SECTIONS, drawCounted } from "./patterns";

/** A section as written: once, even where it is repeated. */
export interface PlannedSection {
  /** The same for sections that are heard again. */
  readonly letter: string;
  readonly bars: number;
  readonly repeated: boolean;
  /** Comes again with changes: the A' of AA'. */
  readonly varied: boolean;
}

/** Lengths of a section that tunes mostly have, best first. */
const USUAL_LENGTHS = [8, 4, 16];
const BLOCK = 8;
/** A tune of an odd number of bars is one section up to this length. */
const LONGEST_SINGLE = 20;

/**
 * Sections for so many bars, in the proportions of the books: none comes twice in writing.
 *
 * @param bars  full bars as written, ≥ 1
 */
export function drawSections(bars: number, random: Random): readonly PlannedSection[] {
  const counted = SECTIONS[bars];
  if (counted === undefined) return plainSections(bars);
  const words = drawCounted(counted, random).split(" ");
  return words.map((word, i) => ({
    letter: letterAt(i),
    bars: Number.parseInt(word, 10),
    repeated: word.endsWith("r"),
    varied: false,
  }));
}

/** Sections for so many bars by rule alone, none repeated. */
export function plainSections(bars: number): readonly PlannedSection[] {
  return sharedOut(bars).map((length, i) => ({
    letter: letterAt(i),
    bars: length,
    repeated: false,
    varied: false,
  }));
}

/** Eights with what is left over as fours; a tune that has no such groups in as few sections as can be. */
function sharedOut(bars: number): readonly number[] {
  if (bars % 4 === 0) {
    const eights = Array.from({ length: Math.floor(bars / BLOCK) }, () => BLOCK);
    return bars % BLOCK === 0 ? eights : [...eights, bars % BLOCK];
  }
  const parts = Math.ceil(bars / LONGEST_SINGLE);
  return Array.from(
    { length: parts },
    (_, i) => Math.floor(((i + 1) * bars) / parts) - Math.floor((i * bars) / parts),
  );
}

/**
 * Sections of a form as heard: "AABB" is two written sections, each repeated; where the bars ask
 * for it, equal neighbours are written out ("AABA" of 16 bars is four sections of four).
 *
 * @throws RangeError when the form is none, or the bars cannot be shared evenly
 */
export function sectionsOfForm(form: string, bars: number): readonly PlannedSection[] {
  const heard = heardSections(form);
  const ways = [mergeRepeats(heard), heard.map((one) => ({ ...one, repeated: false }))];
  const lengths = ways.map((way) => bars / way.length);
  const usual = USUAL_LENGTHS.map((length) => lengths.indexOf(length)).find((way) => way >= 0);
  const way = usual ?? lengths.findIndex(Number.isInteger);
  if (way < 0) {
    const parts = (ways[0] as readonly unknown[]).length;
    throw new RangeError(`${bars} bars cannot be shared among the ${parts} sections of ${form}`);
  }
  return (ways[way] as (typeof ways)[number]).map((section) => ({
    ...section,
    bars: lengths[way] as number,
  }));
}

/** Bars that a form has when each written section has the usual eight. */
export function usualBars(form: string): number {
  return BLOCK * mergeRepeats(heardSections(form)).length;
}

interface Heard {
  readonly letter: string;
  readonly varied: boolean;
}

/** @throws RangeError with a sentence to act on */
function heardSections(form: string): readonly Heard[] {
  if (!/^(?:[A-H]'?){1,12}$/.test(form) || !form.startsWith("A")) {
    throw new RangeError(`"${form}" is not a form: letters from A on, like AABB, ABAC or AA'BA`);
  }
  return (form.match(/[A-H]'?/g) ?? []).map((sign) => ({
    letter: sign[0] as string,
    varied: sign.length > 1,
  }));
}

function mergeRepeats(
  heard: readonly Heard[],
): readonly (Heard & { readonly repeated: boolean })[] {
  const out: (Heard & { repeated: boolean })[] = [];
  for (const section of heard) {
    const last = out.at(-1);
    const again = last?.letter === section.letter && !section.varied && !last.varied;
    if (again && !last.repeated) last.repeated = true;
    else out.push({ ...section, repeated: false });
  }
  return out;
}

function letterAt(place: number): string {
  return String.fromCharCode("A".charCodeAt(0) + place);
}
