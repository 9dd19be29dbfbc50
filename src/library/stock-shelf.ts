import { readShelf } from "../compose/shelf";
import { readSetting } from "./settings";
import type { Library } from "./schema";
import { installShelf } from "./shelf";

/**
 * Puts the starter shelf into a library that never had it, so that the first visit has something
 * to hear. Without it (no network at the very first visit) the app works as well, and the next
 * start tries again.
 *
 * @param artist  the name its pieces are listed under
 * @returns whether it was put there now
 */
export async function stockShelf(library: Library, artist: string): Promise<boolean> {
  if ((await readSetting(library, "shelf")) !== "none") return false;
  const response = await fetch("/shelf/starter.json");
  if (!response.ok) return false;
  const shelf = readShelf(await response.json());
  if (!shelf.ok) throw new Error(shelf.fault.message);
  return installShelf(library, shelf.value, artist);
}
