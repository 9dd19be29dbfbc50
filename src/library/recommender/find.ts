import { foldName, itemKind, type ItemId } from "../../base/item";
import type { FoundItem } from "./answers";
import type { Source } from "./source";

/** Name and artist of every item of a source, folded once. */
const foldedNames = new WeakMap<Source, readonly string[]>();

/**
 * Items whose name or artist contains the text, case and accents aside: names that begin with it
 * first, then by listeners.
 *
 * @param sources  the first that has an item speaks for it
 */
export function findItems(
  sources: readonly Source[],
  request: { readonly text: string; readonly n: number },
): readonly FoundItem[] {
  const text = foldName(request.text);
  const found = new Map<ItemId, FoundItem & { readonly begins: boolean }>();
  for (const source of sources.toReversed()) {
    namesOf(source).forEach((name, item) => {
      const about = source.items[item];
      if (!about || !name.includes(text)) return;
      const { id: itemId, name: shown, artist } = about;
      const listeners = source.listeners[item] as number;
      found.set(itemId, {
        ...{ itemId, kind: itemKind(itemId), name: shown, listeners },
        ...(artist !== undefined && { artist }),
        begins: name.startsWith(text),
      });
    });
  }
  return [...found.values()]
    .toSorted(
      (a, b) =>
        Number(b.begins) - Number(a.begins) ||
        b.listeners - a.listeners ||
        (a.itemId < b.itemId ? -1 : 1),
    )
    .slice(0, request.n)
    .map(({ begins: _, ...item }) => item);
}

function namesOf(source: Source): readonly string[] {
  const known = foldedNames.get(source);
  if (known) return known;
  const names = source.items.map(({ name, artist }) =>
    foldName(artist ? `${name} ${artist}` : name),
  );
  foldedNames.set(source, names);
  return names;
}
