import { LibraryError, type LibraryErrorCode } from "../library/errors";
import { FileError, type FileFault } from "./held-file";
import { RemoteError, WorkerCrash } from "../rpc/connect";

/** What went wrong, by what a person can do about it; the words are in actions.wrong. */
type ProblemKind = Exclude<LibraryErrorCode, "cancelled"> | FileFault | "worker";

export interface Problem {
  readonly kind: ProblemKind | "cancelled";
  /** The technical line, in English as the error has it. */
  readonly detail: string;
}

const libraryCodes: readonly string[] = [
  "blocked",
  "newer",
  "quota",
  "corrupt",
  "unavailable",
  "closed",
  "cancelled",
] satisfies readonly LibraryErrorCode[];

/** Sorts a thrown value; a fault of the database inside a worker keeps its code where it has one. */
export function problemOf(error: unknown): Problem {
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof LibraryError) return { kind: error.code, detail };
  if (error instanceof FileError) return { kind: error.kind, detail };
  if (error instanceof DOMException && error.name === "AbortError") {
    return { kind: "cancelled", detail };
  }
  if (error instanceof DOMException && error.name === "QuotaExceededError") {
    return { kind: "quota", detail };
  }
  if (error instanceof WorkerCrash) return { kind: "worker", detail };
  if (error instanceof RemoteError && error.remoteName === "AbortError") {
    return { kind: "cancelled", detail };
  }
  if (error instanceof RemoteError && error.remoteName === "LibraryError") {
    const code = libraryCodes.find((known) => error.message.startsWith(`${known}:`));
    return { kind: (code as LibraryErrorCode | undefined) ?? "failed", detail };
  }
  return { kind: "failed", detail };
}
