import { LibraryError } from "./errors";
import type { Library } from "./schema";

/** Makes every write to the database reject with `newer`, before it reaches the browser. */
export function refuseWrites(library: Library): void {
  library.use({
    stack: "dbcore",
    name: "read-only",
    create: (core) => ({
      ...core,
      table: (name) => ({
        ...core.table(name),
        mutate: () =>
          Promise.reject(
            new LibraryError(
              "newer",
              "A newer version of Refrain made this library; update first.",
            ),
          ),
      }),
    }),
  });
}
