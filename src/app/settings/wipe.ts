import { deleteLibrary } from "../../library/open";
import type { Library } from "../../library/schema";
import { forgetPreferences } from "../preference";

/**
 * Removes everything the app keeps on this device: the database, every cache with the app's own
 * files, the small choices, the service worker. The page must be loaded anew afterwards.
 *
 * @throws LibraryError `blocked` while another tab holds the database; nothing is removed then
 */
export async function wipeEverything(library: Library): Promise<void> {
  library.close();
  await deleteLibrary();
  if ("caches" in globalThis) {
    for (const name of await caches.keys()) await caches.delete(name);
  }
  forgetPreferences();
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
    await registration.unregister();
  }
}
