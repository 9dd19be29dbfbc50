import type { OptionRule, OptionTable, Settings } from "./spec";

/** Every option of a table with what it takes, for a person who asks. */
export function optionList(table: OptionTable): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(table).map(([name, rule]) => [name, takes(rule)]));
}

/**
 * Settings from words like `similarity=cosine`, checked against the table of a model.
 *
 * @throws RangeError naming what exists, when an option or its value is not known
 */
export function parseOptions(table: OptionTable, settings: readonly string[]): Settings {
  return Object.fromEntries(settings.map((setting) => parseSetting(table, setting)));
}

function parseSetting(table: OptionTable, setting: string): [string, string | number] {
  const [name = "", value = ""] = setting.split(/=(.*)/s);
  const rule = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!rule) {
    const all = Object.entries(optionList(table)).map(([option, what]) => `${option}=${what}`);
    const exist = all.length > 0 ? `there is ${all.join(", ")}` : "this model has none";
    throw new RangeError(`There is no option "${name}"; ${exist}.`);
  }
  if ("words" in rule) {
    if (rule.words.includes(value)) return [name, value];
    throw new RangeError(`${name}=${value} is not known; there is ${rule.words.join(", ")}.`);
  }
  const number = value.trim() === "" ? Number.NaN : Number(value);
  const { least, most = Number.MAX_VALUE, whole = false } = rule;
  if (!(number >= least && number <= most) || (whole && number % 1 !== 0)) {
    throw new RangeError(`${name} must be a ${takes(rule)}, not "${value}".`);
  }
  return [name, number];
}

function takes(rule: OptionRule): string {
  if ("words" in rule) return rule.words.join("|");
  const kind = rule.whole === true ? "whole number" : "number";
  const least = rule.least === Number.MIN_VALUE ? "> 0" : `≥ ${rule.least}`;
  const most = rule.most === undefined ? "" : ` and ≤ ${rule.most}`;
  return `${kind} ${least}${most}`;
}
