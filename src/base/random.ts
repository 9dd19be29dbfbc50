/** A source of uniform numbers in [0, 1), the same for the same seed on every machine. */
export type Random = () => number;

/**
 * Seeded uniform numbers: 32-bit state mixed by the SplitMix32 finaliser; period 2³².
 * Good for sampling and shuffling, not for secrets.
 *
 * @param seed  any finite number or text; text is hashed (FNV-1a) first
 * @see Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014
 * @example seededRandom(1)() === seededRandom(1)() // true
 */
export function seededRandom(seed: number | string): Random {
  let state = typeof seed === "number" ? Math.trunc(seed) >>> 0 : hashText(seed);
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a of the UTF-16 code units of `text`, as an unsigned 32-bit integer. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** A whole number in [0, below). */
export function randomInt(random: Random, below: number): number {
  return Math.floor(random() * below);
}

/** One element, uniformly. @throws RangeError when `items` is empty */
export function pick<T>(random: Random, items: readonly T[]): T {
  if (items.length === 0) throw new RangeError("pick from an empty list");
  return items[randomInt(random, items.length)] as T;
}

/** Puts a list in random order, in place, every order as likely (Fisher and Yates). */
export function shuffle(random: Random, list: Uint32Array): void {
  for (let last = list.length - 1; last > 0; last--) {
    const other = randomInt(random, last + 1);
    const kept = list[last] as number;
    list[last] = list[other] as number;
    list[other] = kept;
  }
}
