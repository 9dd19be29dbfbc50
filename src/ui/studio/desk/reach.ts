import type { Reach } from "../../../app/studio/bars";

interface Layout {
  readonly count: number;
  /** Bars in a row. */
  readonly row: number;
}

/**
 * Where an arrow key leads from the bar that has the focus: along the row, to the row above or
 * below, to either end. With Shift the choice grows from where it began.
 *
 * @returns undefined for a key that does not move
 */
export function steppedReach(
  { key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">,
  reach: Reach | undefined,
  focus: number,
  { count, row }: Layout,
): Reach | undefined {
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: focus + 1,
    ArrowLeft: focus - 1,
    ArrowDown: focus + row,
    ArrowUp: focus - row,
    Home: 0,
    End: count - 1,
  };
  const wanted = targets[key];
  if (wanted === undefined) return undefined;
  const to = Math.min(count - 1, Math.max(0, wanted));
  return { from: shiftKey ? (reach?.from ?? focus) : to, to };
}
