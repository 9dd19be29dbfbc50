/** How a long piece of work is followed and stopped. */
export interface WorkOptions {
  /** Called with the share done, 0–1. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** When aborted, the work rejects with `cancelled` and leaves nothing half-written. */
  readonly signal?: AbortSignal | undefined;
}

/** Slices of at most `size` elements. */
export function* chunksOf<T>(rows: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}
