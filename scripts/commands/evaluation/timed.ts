/** What some work gives, and how long it took in whole milliseconds. */
export function timed<T>(work: () => T): [result: T, ms: number] {
  const start = performance.now();
  const result = work();
  return [result, Math.round(performance.now() - start)];
}
