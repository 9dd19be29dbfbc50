import type { Choice } from "./task";

/** Where along a list its energy is highest: it rises for two thirds and calms down at the end. */
const peak = 2 / 3;

/**
 * Puts a chosen list in the order of playing: from calm to lively over two thirds of it, then down
 * again, where the energy of at least half of its items is known; else as it was chosen. What has
 * no known energy keeps its place.
 *
 * @param energy  0 calm to 1 wild by item number, NaN where not known
 */
export function orderByEnergy(
  choices: readonly Choice[],
  energy: Float64Array | undefined,
): readonly Choice[] {
  const of = ({ item }: Choice) => energy?.[item] ?? Number.NaN;
  const known = choices.filter((choice) => !Number.isNaN(of(choice)));
  if (known.length === 0 || known.length * 2 < choices.length) return choices;
  const arc = [...known.keys()].sort((a, b) => height(a, known.length) - height(b, known.length));
  const placed: Choice[] = [];
  known
    .toSorted((a, b) => of(a) - of(b) || b.score - a.score || a.item - b.item)
    .forEach((choice, rank) => {
      placed[arc[rank] as number] = choice;
    });
  let next = 0;
  return choices.map((choice) => (Number.isNaN(of(choice)) ? choice : (placed[next++] as Choice)));
}

/** Height of the arc at a place: 0 at the start, 1 at the peak, a half at the end. */
function height(place: number, places: number): number {
  const at = places > 1 ? place / (places - 1) : 0;
  return at <= peak ? at / peak : 1 - (0.5 * (at - peak)) / (1 - peak);
}
