import { modelNamed, models } from "../../src/recommend/models";
import type { Model } from "../../src/recommend/spec";

/** One --set or --against-set may carry several pairs: each gets its own. */
export function spreadSettings(args: readonly string[]): string[] {
  return spreadOptions(args, ["--set", "--against-set"]);
}

/** These options may carry several values: each gets an option of its own. */
export function spreadOptions(args: readonly string[], names: readonly string[]): string[] {
  let carrier: string | undefined;
  return args.flatMap((arg) => {
    if (names.includes(arg)) {
      carrier = arg;
      return [];
    }
    if (carrier !== undefined && !arg.startsWith("--")) return [`${carrier}=${arg}`];
    carrier = undefined;
    return [arg];
  });
}

/** @throws Error naming what exists, when none is given or there is no such model */
export function modelOf(option: string, name: string | undefined): Model {
  if (name !== undefined) return modelNamed(name);
  const exist = models.map((model) => model.name).join(", ");
  throw new Error(`--${option} is missing; there is ${exist}.`);
}

/** @throws Error when the text is not a whole number of at least so much */
export function wholeNumber(name: string, text: string, least: number): number {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isInteger(number) && number >= least) return number;
  throw new Error(`--${name} must be ${least} or more, not "${text}".`);
}
