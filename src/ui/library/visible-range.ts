/** The rows to draw: from `first` to before `end`. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

/**
 * The rows of a long list that are on the screen, with some above and below for fast scrolling.
 *
 * @param top     of the list from the top of the screen, in px; negative once scrolled past
 * @param screen  height of the screen, in px
 * @param row     height of a row, in px, > 0
 * @param spare   rows drawn beyond each edge
 */
export function visibleRange(
  top: number,
  screen: number,
  row: number,
  total: number,
  spare: number,
): Range {
  const first = Math.floor(-top / row) - spare;
  const end = Math.ceil((screen - top) / row) + spare;
  return {
    first: Math.min(Math.max(0, first), total),
    end: Math.min(Math.max(0, end), total),
  };
}
