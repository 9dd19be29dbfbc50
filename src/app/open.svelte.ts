import { libraryExists, openLibrary } from "../library/open";
import type { Library } from "../library/schema";
import { readPreference, writePreference } from "./preference";
import { updates } from "./update.svelte";

/** Whether what was kept here is gone, without the person having removed it. */
class Loss {
  noticed = $state(false);

  dismiss(): void {
    this.noticed = false;
  }
}

export const loss = new Loss();

/**
 * Opens the database of this device. A mark outside of it tells a first visit from a browser that
 * has cleared its data: the second must not look like the first.
 *
 * @throws LibraryError
 */
export async function openHere(): Promise<Library> {
  const before = await libraryExists();
  const library = await openLibrary(undefined, {
    onTakenOver: () => (updates.elsewhere = true),
    onLost: () => (loss.noticed = true),
  });
  loss.noticed = !before && readPreference("libraryHere") === "yes";
  writePreference("libraryHere", "yes");
  return library;
}
