import type { ItemKind } from "../base/item";

/** A public site where a person may look something up; opened only by a press on its name. */
export interface Elsewhere {
  readonly site: "musicbrainz" | "wikipedia" | "youtube";
  readonly href: string;
}

/**
 * Search addresses for an item at public sites, MusicBrainz only for what it lists.
 *
 * @param language  of the Wikipedia to ask, "en" or "zh"
 */
export function elsewhere(
  item: { readonly kind: ItemKind; readonly name: string; readonly artist?: string },
  language: "en" | "zh",
): readonly Elsewhere[] {
  const words = [item.name, item.artist ?? ""].join(" ").trim();
  const places: Elsewhere[] = [];
  if (item.kind !== "work") {
    const type = item.kind === "artist" ? "artist" : "recording";
    places.push({
      site: "musicbrainz",
      href: address("https://musicbrainz.org/search", { query: words, type }),
    });
  }
  places.push(
    {
      site: "wikipedia",
      href: address(`https://${language}.wikipedia.org/w/index.php`, { search: words }),
    },
    {
      site: "youtube",
      href: address("https://www.youtube.com/results", { search_query: words }),
    },
  );
  return places;
}

function address(base: string, query: Readonly<Record<string, string>>): string {
  return `${base}?${new URLSearchParams(query).toString()}`;
}
