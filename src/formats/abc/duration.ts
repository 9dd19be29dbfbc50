import { TICKS_PER_WHOLE, type Ticks } from "../../music/score";

/** Binary unit lengths that one note head can show: undotted, dotted, double-dotted. */
const HEADS = [7, 3, 1];
const SHORTEST = TICKS_PER_WHOLE / 128;

/** A length as ABC writes it after a note, relative to the unit length `L:`: "", "2", "/", "3/2". */
export function lengthText(ticks: Ticks, unit: Ticks): string {
  const divisor = greatestCommonDivisor(ticks, unit);
  const over = ticks / divisor;
  const under = unit / divisor;
  if (under === 1) return over === 1 ? "" : String(over);
  return over === 1 && under === 2 ? "/" : `${over === 1 ? "" : over}/${under}`;
}

/** Whether a length is a note head with at most two dots, of a 128th or longer. */
export function isHead(ticks: Ticks): boolean {
  if (ticks % SHORTEST !== 0) return false;
  let units = ticks / SHORTEST;
  while (units % 2 === 0) units /= 2;
  return HEADS.includes(units);
}

/**
 * A length cut into note heads to be tied, longest first; a length off the binary grid is left
 * whole, for a tuplet or a plain fraction to write.
 */
export function heads(ticks: Ticks): readonly Ticks[] {
  if (ticks % SHORTEST !== 0 || isHead(ticks)) return [ticks];
  let head = SHORTEST;
  while (head * 2 <= ticks) head *= 2;
  const first = [(head * 7) / 4, (head * 3) / 2, head].find((h) => h <= ticks && isHead(h)) ?? head;
  return [first, ...heads(ticks - first)];
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
