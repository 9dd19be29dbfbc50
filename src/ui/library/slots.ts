/** A row of a long list and the drawing that shows it. */
export interface Slot {
  readonly index: number;
  /** Names the drawing; a row keeps its own, one that came into sight takes one that is free. */
  readonly slot: number;
}

/**
 * Gives each row to draw a drawing. Rows still drawn keep theirs; drawings of rows that went out
 * of sight are used again, which costs far less than making new ones.
 *
 * @param before  what is drawn, in order of index
 * @param wanted  the indices to draw, ascending
 * @returns in order of index, as a keyboard walks through them
 */
export function assignSlots(before: readonly Slot[], wanted: readonly number[]): readonly Slot[] {
  const kept = new Map(before.map(({ index, slot }) => [index, slot]));
  const stays = new Set(wanted);
  const free = before.filter(({ index }) => !stays.has(index)).map(({ slot }) => slot);
  let next = 1 + Math.max(-1, ...before.map(({ slot }) => slot));
  return wanted.map((index) => ({ index, slot: kept.get(index) ?? free.pop() ?? next++ }));
}
