/** A curve as it grows: a point for each word of the worker. */
export interface Curve {
  readonly name: string;
  readonly values: readonly number[];
}

/** Curves with a further point for each figure; a new name begins a new curve. */
export function extended(
  curves: readonly Curve[],
  figures: Readonly<Record<string, number>>,
): readonly Curve[] {
  const known = new Map(curves.map((curve) => [curve.name, curve.values]));
  for (const [name, value] of Object.entries(figures)) {
    known.set(name, [...(known.get(name) ?? []), value]);
  }
  return [...known].map(([name, values]) => ({ name, values }));
}
