import { centrings, overlaps, similarities, weightings, type NeighbourOptions } from "./options";

/** The words each option knows; the other options are numbers. */
const words: Readonly<Record<string, readonly string[]>> = {
  similarity: similarities,
  centring: centrings,
  overlap: overlaps,
  weighting: weightings,
};

/** The least of each number, and whether it must be whole. */
const numbers: Readonly<Record<string, { readonly least: number; readonly whole: boolean }>> = {
  k: { least: 1, whole: true },
  shrinkage: { least: 0, whole: false },
  minOverlap: { least: 1, whole: true },
};

/** Every option with what it takes, for a person who asks. */
export function optionList(): Readonly<Record<string, string>> {
  const named = Object.entries(words).map(([name, known]) => [name, known.join("|")]);
  const counted = Object.entries(numbers).map(([name, { least, whole }]) => [
    name,
    `${whole ? "whole number" : "number"} ≥ ${least}`,
  ]);
  return Object.fromEntries([...named, ...counted]) as Record<string, string>;
}

/**
 * Options from words like `similarity=cosine`.
 *
 * @throws RangeError naming what exists, when an option or its value is not known
 */
export function parseOptions(settings: readonly string[]): Partial<NeighbourOptions> {
  return Object.fromEntries(settings.map(parseSetting)) as Partial<NeighbourOptions>;
}

function parseSetting(setting: string): [string, string | number] {
  const [name = "", value = ""] = setting.split(/=(.*)/s);
  const known = Object.hasOwn(words, name) ? words[name] : undefined;
  if (known) {
    if (known.includes(value)) return [name, value];
    throw new RangeError(`${name}=${value} is not known; there is ${known.join(", ")}.`);
  }
  const range = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
  if (!range) {
    const all = Object.entries(optionList()).map(([option, takes]) => `${option}=${takes}`);
    throw new RangeError(`There is no option "${name}"; there is ${all.join(", ")}.`);
  }
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (!(number >= range.least) || !Number.isFinite(number) || (range.whole && number % 1 !== 0)) {
    throw new RangeError(`${name} must be a ${optionList()[name]}, not "${value}".`);
  }
  return [name, number];
}
