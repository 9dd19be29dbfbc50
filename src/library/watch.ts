import { liveQuery } from "dexie";
import { toLibraryError } from "./errors";
import type { LibraryError } from "./errors";

/**
 * Calls `next` with the answer of a query now, and again whenever what it read has changed, in
 * this tab, in another one or in a worker. The query may call any reading function of this room.
 *
 * @example const stop = watch(() => searchTracks(library, { text: "" }), (page) => (tracks = page));
 * @returns a function that stops the watching
 */
export function watch<T>(
  query: () => Promise<T>,
  next: (value: T) => void,
  failed?: (error: LibraryError) => void,
): () => void {
  const subscription = liveQuery(query).subscribe({
    next,
    error: (error: unknown) => failed?.(toLibraryError(error)),
  });
  return () => subscription.unsubscribe();
}
