import { throwIfCancelled } from "../errors";
import type { WorkOptions } from "../work";

/** Work is done in slices of this length, so that an abort is heard between them. */
const sliceMs = 25;

/** Work that may take its time. */
export interface SlicedWork extends WorkOptions {
  /** Resolves when nothing more urgent is under way; asked for between slices. */
  readonly idle?: () => Promise<unknown>;
}

/**
 * Runs long work that pauses now and then to say what share is done; between slices other messages
 * are heard.
 *
 * @throws LibraryError `cancelled`
 */
export async function inSlices<T>(
  steps: Generator<number, T>,
  { signal, onProgress, idle }: SlicedWork,
): Promise<T> {
  let sliceEnd = performance.now() + sliceMs;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < sliceEnd) continue;
    onProgress?.(step.value);
    await new Promise((resolve) => setTimeout(resolve));
    await idle?.();
    throwIfCancelled(signal);
    sliceEnd = performance.now() + sliceMs;
  }
}
