const tasks = new Set<() => void>();
let frame = 0;

/**
 * Does one thing a frame, in the order of asking: what several lists draw at the same time would
 * add up to a task that keeps the page from answering.
 *
 * @returns takes it back, when it is no longer wanted
 */
export function inTurn(task: () => void): () => void {
  tasks.add(task);
  if (frame === 0) frame = requestAnimationFrame(next);
  return () => void tasks.delete(task);
}

function next(): void {
  frame = 0;
  const [first] = tasks;
  if (first === undefined) return;
  tasks.delete(first);
  if (tasks.size > 0) frame = requestAnimationFrame(next);
  first();
}
