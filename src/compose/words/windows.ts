/** A context of a poem that is told in parts. */
export interface Window {
  readonly tokens: readonly number[];
  /** The first token that was not told before. */
  readonly first: number;
}

/**
 * A poem in contexts (docs/formats/verse-tokens.md, "Context"): when a line has no room, the
 * context starts again with a header and the last whole lines that fit in half of it.
 *
 * @param head   header of the first context
 * @param again  header of the others
 * @param units  each line's tokens, with what closes its stanza or the poem
 * @param size   tokens of a context
 */
export function windows(
  head: readonly number[],
  again: readonly number[],
  units: readonly (readonly number[])[],
  size: number,
): readonly Window[] {
  const out: Window[] = [];
  let context = [...head];
  let first = head.length;
  let recent: (readonly number[])[] = [];
  for (const unit of units) {
    if (context.length + unit.length > size && context.length > again.length + 1) {
      out.push({ tokens: context, first });
      recent = fitting(recent, size / 2 - again.length);
      context = [...again, ...recent.flat()];
      first = context.length;
    }
    let told = 0;
    for (;;) {
      const part = unit.slice(told, told + size - context.length);
      context = [...context, ...part];
      told += part.length;
      if (told >= unit.length) break;
      // A line longer than a context goes on after the half of it that stands last.
      out.push({ tokens: context, first });
      recent = [];
      context = [...again, ...unit.slice(Math.max(0, told - size / 2 + again.length), told)];
      first = context.length;
    }
    recent.push(unit);
  }
  out.push({ tokens: context, first });
  return out.filter((window) => window.tokens.length > window.first);
}

/** The last units that have no more tokens than this together. */
export function fitting(
  units: readonly (readonly number[])[],
  room: number,
): (readonly number[])[] {
  let from = units.length;
  for (let left = room; from > 0; from--) {
    left -= (units[from - 1] as readonly number[]).length;
    if (left < 0) break;
  }
  return units.slice(from);
}
