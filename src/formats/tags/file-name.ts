import { cleanText } from "../text/clean";

/** Artist and title as the name of a file tells them. */
export interface NameParts {
  readonly artist?: string;
  /** Never empty. */
  readonly title: string;
}

/**
 * What a file without tags is called: "Artist - Title.mp3", with or without a track number before
 * it; otherwise the whole name is the title.
 *
 * @param path  with folders or without
 * @example partsOfName("Disc 1/03 - Nina Lane - Low Sun.flac") // artist "Nina Lane", title "Low Sun"
 */
export function partsOfName(path: string): NameParts {
  const file = path.slice(path.lastIndexOf("/") + 1);
  const base = cleanText(file.replace(/\.[^.]{1,5}$/, "").replaceAll("_", " "));
  const bare = base.replace(/^\d{1,3}(?:\s*[-.)]\s+|\s+(?=\S*\p{L}))/u, "") || base || file;
  const parts = bare.split(/ [-–—] /).map((part) => part.trim());
  const [artist = "", ...title] = parts;
  if (artist !== "" && title.join("") !== "") return { artist, title: title.join(" - ") };
  return { title: bare };
}
