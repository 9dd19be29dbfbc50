import type { Library } from "../library/schema";
import { watch } from "../library/watch";
import { readPreference, writePreference } from "./preference";

/** The browser's offer to install; not in TypeScript's library, for only some browsers make it. */
interface InstallEvent extends Event {
  prompt(): Promise<{ readonly outcome: "accepted" | "dismissed" }>;
}

/**
 * Installing as an app. The browser's offer is held back until it fits: after the person has kept
 * or imported something (`earned`), once; Settings always shows the button.
 */
class Install {
  /** The browser would install now. */
  possible = $state(false);
  installed = $state(false);
  /** A fit moment has come and the person has not answered yet. */
  offered = $state(false);

  #event: InstallEvent | undefined;

  start(): void {
    this.installed = matchMedia("(display-mode: standalone)").matches;
    addEventListener("beforeinstallprompt", (event) => {
      event.preventDefault();
      this.#event = event as InstallEvent;
      this.possible = true;
    });
    addEventListener("appinstalled", () => {
      this.installed = true;
      this.possible = false;
      this.offered = false;
    });
  }

  /** Notices what is kept and imported from now on, in any tab. @returns what stops it */
  follow(library: Library): () => void {
    let before: number | undefined;
    return watch(
      async () => (await library.songs.count()) + (await library.imports.count()),
      (count) => {
        if (before !== undefined && count > before) this.earned();
        before = count;
      },
    );
  }

  /** Something worth coming back for now lives here: a kept song, an import. */
  earned(): void {
    if (this.possible && readPreference("installAsked") === null) this.offered = true;
  }

  async ask(): Promise<void> {
    const event = this.#event;
    this.decline();
    if (event === undefined) return;
    this.#event = undefined;
    this.possible = false;
    await event.prompt();
  }

  decline(): void {
    this.offered = false;
    writePreference("installAsked", "yes");
  }
}

export const install = new Install();
