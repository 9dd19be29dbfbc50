/** Feet from their weak and strong syllables. */
const FEET = {
  iambic: [0, 1],
  trochaic: [1, 0],
  anapaestic: [0, 0, 1],
  dactylic: [1, 0, 0],
} as const;

export type Metre = keyof typeof FEET;

export const METRES = Object.keys(FEET) as readonly Metre[];

export function isMetre(text: string): text is Metre {
  return Object.hasOwn(FEET, text);
}

/** The stresses of a line of so many syllables; the last foot may be cut short. */
export function beatsOf(metre: Metre, syllables: number): readonly (0 | 1)[] {
  const foot = FEET[metre];
  return Array.from({ length: syllables }, (_, i) => foot[i % foot.length] as 0 | 1);
}
