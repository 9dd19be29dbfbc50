import { randomInt, type Random } from "../../base/random";
import type { Key, Meter } from "../../music/score";
import { modeOfCode, type Given } from "./given";

/** How often a type, key, metre and number of bars go together in the training books. */
export interface Form {
  readonly type: string;
  readonly key: Key;
  readonly meter: Meter;
  readonly bars: number;
  readonly count: number;
}

/** A type with fewer tunes than this in the books is written only when asked for by name. */
const ENOUGH_TUNES = 40;
const LONGEST = 48;

/** The part of a form that a person fixed; the rest is drawn. */
export type Wishes = { readonly [Name in keyof Omit<Form, "count" | "key">]?: Form[Name] } & {
  readonly key?: Partial<Key>;
};

/**
 * The forms of a checkpoint: rows of [type, tonic, mode, metre, bars, count]. Forms of other than
 * whole groups of four bars come from first and second endings, which are not written.
 *
 * @throws RangeError when they are not such a list
 */
export function readForms(rows: unknown): readonly Form[] {
  if (!Array.isArray(rows) || rows.length === 0) throw new RangeError("The model has no forms");
  const all = rows.map((row: readonly [string, string, string, string, number, number]): Form => {
    const [type, tonic, mode, metre, bars, count] = row;
    const [beats = 0, unit = 0] = metre.split("/").map(Number);
    return { type, key: { tonic, mode: modeOfCode(mode) }, meter: { beats, unit }, bars, count };
  });
  return all.filter(({ bars }) => bars % 4 === 0 && bars <= LONGEST);
}

/** The types with enough tunes to learn from, the most frequent first. */
export function offeredTypes(forms: readonly Form[]): readonly string[] {
  const totals = new Map<string, number>();
  for (const { type, count } of forms) totals.set(type, (totals.get(type) ?? 0) + count);
  return [...totals]
    .filter(([, count]) => count >= ENOUGH_TUNES)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([type]) => type);
}

/**
 * Draws a form in the proportions of the books, among those that agree with every wish; if none
 * does, with all wishes but the number of bars, then but the key, and so on. Wishes always hold.
 */
export function drawForm(
  forms: readonly Form[],
  wishes: Wishes,
  random: Random,
): Given & { readonly bars: number } {
  const offered = offeredTypes(forms);
  const tests: ((form: Form) => boolean)[] = [
    ({ type }) => (wishes.type === undefined ? offered.includes(type) : type === wishes.type),
    ({ meter }) =>
      wishes.meter === undefined ||
      (meter.beats === wishes.meter.beats && meter.unit === wishes.meter.unit),
    ({ key }) => wishes.key?.mode === undefined || key.mode === wishes.key.mode,
    ({ key }) => wishes.key?.tonic === undefined || key.tonic === wishes.key.tonic,
    ({ bars }) => wishes.bars === undefined || bars === wishes.bars,
  ];
  let agreeing: readonly Form[] = [];
  for (let kept = tests.length; agreeing.length === 0; kept--) {
    agreeing = forms.filter((form) => tests.slice(0, kept).every((test) => test(form)));
  }
  const form = drawn(agreeing, random);
  return {
    type: wishes.type ?? form.type,
    meter: wishes.meter ?? form.meter,
    key: { ...form.key, ...wishes.key },
    bars: wishes.bars ?? form.bars,
  };
}

function drawn(forms: readonly Form[], random: Random): Form {
  let rest = randomInt(
    random,
    forms.reduce((sum, { count }) => sum + count, 0),
  );
  const found = forms.find(({ count }) => (rest -= count) < 0);
  return found as Form; // rest starts below the sum of the counts
}
