/** Where in a source a fault lies; each field counts from 1 and is given where it makes sense. */
export interface Position {
  readonly file?: string;
  readonly row?: number;
  readonly column?: number;
  readonly byte?: number;
}

/** A fault in what came in: a sentence that a person can act on, and where it is. */
export interface Fault {
  readonly message: string;
  readonly position?: Position;
}

/** What a parser returns: the value, or the first fault that made it impossible. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fault(message: string, position?: Position): Result<never> {
  return { ok: false, fault: position === undefined ? { message } : { message, position } };
}
