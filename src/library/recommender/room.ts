import { LibraryError, guarded } from "../errors";
import type { Library } from "../schema";

/**
 * Keeps something that can be made again: in a database that may only be read, or without room,
 * nothing is kept and nothing is amiss.
 *
 * @returns what was kept, undefined where nothing was
 */
export async function whereThereIsRoom<T>(
  library: Library,
  keep: () => PromiseLike<T>,
): Promise<T | undefined> {
  if (library.readOnly) return undefined;
  try {
    return await guarded(keep);
  } catch (error) {
    // A RangeError: larger than what is kept may be.
    if (error instanceof LibraryError) {
      if (error.code === "quota" || error.cause instanceof RangeError) return undefined;
    }
    throw error;
  }
}
