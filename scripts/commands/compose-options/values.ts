/** Reads the text of an option, or says in a sentence what it may be. */

/** @throws Error naming what is allowed */
export function oneOf<T extends string>(allowed: readonly T[], option: string, text: string): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) {
    throw new Error(`${option} ${text} is not one of ${allowed.join(", ")}.`);
  }
  return found;
}

/** @throws Error when it is not a number in its range */
export function number(option: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (!(text.trim() !== "" && value >= low && value <= high)) {
    throw new Error(`${option} ${text} is not a number from ${low} to ${high}.`);
  }
  return value;
}

/** @throws Error when it is not a whole number in its range */
export function whole(option: string, text: string, low: number, high: number): number {
  const value = number(option, text, low, high);
  if (!Number.isInteger(value)) throw new Error(`${option} ${text} is not a whole number.`);
  return value;
}
