/** Runs work that pauses to say what share is done, without a pause. */
export function finish<T>(steps: Generator<number, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Steps as a part of longer work: what they say from 0 to 1 becomes `from` to `from` + `share`. */
export function* partOf<T>(
  steps: Generator<number, T>,
  from: number,
  share: number,
): Generator<number, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield from + share * step.value;
  }
}
