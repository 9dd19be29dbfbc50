import type { Library } from "../../library/schema";
import { wipe } from "../../library/storage";
import { forgetPreferences } from "../preference";

/**
 * Removes everything the app keeps on this device: the database, every cache, the small choices,
 * the service worker. The page must be loaded anew afterwards.
 *
 * @throws LibraryError `blocked` while another tab holds the database; nothing is removed then
 */
export async function wipeEverything(library: Library): Promise<void> {
  await wipe(library, { caches: "caches" in globalThis ? caches : undefined });
  forgetPreferences();
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
    await registration.unregister();
  }
}
