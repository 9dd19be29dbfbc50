/** Sums run from here, so that their address is a constant of the instruction. */
export const SUMS: usize = 1024;

let claimed: usize = SUMS;

/**
 * Claims memory, all zero, for one table: it starts at a vector, and may be read a vector too far.
 * What is claimed stays claimed: an instance is for one matrix.
 */
export function claim(bytes: usize): usize {
  const start = claimed;
  claimed += (bytes + 31) & ~15;
  const missing = <i32>((claimed + 0xffff) >>> 16) - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
  return start;
}
