import { expect } from "vitest";
import { dump, freshLibrary } from "./support";
import { LibraryError } from "../../src/library/errors";
import type { Library } from "../../src/library/schema";

/** How a write fails: at once, or by the browser giving up the whole transaction. */
export type Failure = "throws" | "aborts";

const writers = ["add", "put", "delete", "clear"] as const;

/** Makes the n-th write from now on (counted from 1) fail; `stop` makes writes work again. */
function failNthWrite(n: number, failure: Failure): { failed: boolean; stop: () => void } {
  const prototype = IDBObjectStore.prototype;
  const originals = writers.map((name) => [name, prototype[name]] as const);
  let writes = 0;
  const state = {
    failed: false,
    stop: () =>
      originals.forEach(([name, original]) => Object.assign(prototype, { [name]: original })),
  };
  for (const [name, original] of originals) {
    const replacement = function (this: IDBObjectStore, ...args: unknown[]): IDBRequest {
      if (++writes !== n) return Reflect.apply(original, this, args) as IDBRequest;
      state.failed = true;
      if (failure === "throws") throw new DOMException("No room left.", "QuotaExceededError");
      const request = Reflect.apply(original, this, args) as IDBRequest;
      this.transaction.abort();
      return request;
    };
    Object.assign(prototype, { [name]: replacement });
  }
  return state;
}

/**
 * Runs the work with its first write failing, then its second, and so on until it gets through;
 * each time it must reject with a LibraryError and leave the database as it was.
 *
 * @returns how many writes the work makes
 */
export async function expectNothingHalfWritten(
  prepare: (library: Library) => Promise<unknown>,
  work: (library: Library) => Promise<unknown>,
  failure: Failure,
): Promise<number> {
  for (let n = 1; ; n++) {
    const library = await freshLibrary();
    await prepare(library);
    const before = await dump(library);
    const fault = failNthWrite(n, failure);
    let error: unknown;
    await work(library)
      .catch((reason: unknown) => (error = reason))
      .finally(() => fault.stop());
    if (!fault.failed) {
      expect(error).toBeUndefined();
      return n - 1;
    }
    expect(error, `write ${n}`).toBeInstanceOf(LibraryError);
    if (failure === "throws") expect(error).toMatchObject({ code: "quota" });
    expect(await dump(library), `write ${n}`).toEqual(before);
    library.close();
  }
}
