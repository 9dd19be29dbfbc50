/**
 * What can go wrong between the app and its database, by what a person can do about it:
 * - `blocked`: another tab holds an older build open; close it
 * - `newer`: a newer build has written here; reading works, writing does not
 * - `quota`: no room left; free some or allow persistence
 * - `corrupt`: what is stored does not fit together; restore a backup
 * - `unavailable`: the browser offers no database here (private mode, a policy)
 * - `closed`: a newer build took over in another tab; reload
 * - `cancelled`: the caller's signal was aborted; nothing was written
 * - `failed`: anything else; the cause says what
 */
export type LibraryErrorCode =
  "blocked" | "newer" | "quota" | "corrupt" | "unavailable" | "closed" | "cancelled" | "failed";

/** The only error that `src/library` rejects with. The page shows a sentence for each code. */
export class LibraryError extends Error {
  override readonly name = "LibraryError";

  constructor(
    readonly code: LibraryErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const codeOf: Readonly<Record<string, LibraryErrorCode>> = {
  QuotaExceededError: "quota",
  VersionError: "newer",
  MissingAPIError: "unavailable",
  SecurityError: "unavailable",
  DatabaseClosedError: "closed",
  InvalidStateError: "closed",
  DataError: "corrupt",
  NotFoundError: "corrupt",
  UnknownError: "corrupt",
  AbortError: "failed",
};

/**
 * The error as a LibraryError. Dexie wraps the browser's own errors (AbortError, BulkError,
 * OpenFailedError) around the reason; the innermost name that is known decides.
 */
export function toLibraryError(error: unknown): LibraryError {
  if (error instanceof LibraryError) return error;
  const chain = causes(error);
  const own = chain.find((cause) => cause instanceof LibraryError);
  if (own instanceof LibraryError) return own;
  const codes = chain.flatMap((cause) => codeOf[nameOf(cause)] ?? []);
  const code = codes.find((found) => found === "quota") ?? codes.at(-1) ?? "failed";
  const message = error instanceof Error ? error.message : String(error);
  return new LibraryError(code, message, { cause: error });
}

/** Runs a piece of database work; whatever it rejects with becomes a LibraryError. */
export async function guarded<T>(work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toLibraryError(error);
  }
}

/** Throws `cancelled` when the caller has given up; called inside a transaction it undoes it. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new LibraryError("cancelled", "The work was cancelled; nothing was written.");
  }
}

/** The error, what it wraps, what that wraps …, outermost first; at most eight. */
function causes(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  let next: unknown = error;
  while (next !== undefined && next !== null && chain.length < 8 && !chain.includes(next)) {
    chain.push(next);
    const inner = next as { inner?: unknown; cause?: unknown; failures?: unknown };
    const failure: unknown = Array.isArray(inner.failures) ? inner.failures[0] : undefined;
    next = inner.inner ?? inner.cause ?? failure;
  }
  return chain;
}

function nameOf(error: unknown): string {
  return typeof error === "object" && error !== null && "name" in error ? String(error.name) : "";
}
