/**
 * What can be listened to, rated and recommended. `work` stands for anything of a rating set that
 * is neither an artist nor a track (a film, an album); it is compared but never played.
 */
export type ItemKind = "artist" | "track" | "work";

/**
 * One name for one thing in every table and every community, so that a listen imported from one
 * service meets a rating imported from another: "artist:<name>", "track:<artist>|<title>",
 * "score:<uuid>" for a piece written here, "work:<set>|<id>".
 */
export type ItemId = string;

/** The id of an artist; spellings that differ in case, width, accents or spacing share one. */
export function artistItem(name: string): ItemId {
  return `artist:${foldName(name)}`;
}

/** The id of a track, by its artist and title. */
export function trackItem(artist: string, title: string): ItemId {
  return `track:${foldName(artist)}|${foldName(title)}`;
}

/** The id of an entry of a rating set that names neither artist nor track. */
export function workItem(set: string, id: string): ItemId {
  return `work:${foldName(set)}|${id.trim()}`;
}

/** The id of a piece written in the studio or shipped on the starter shelf. */
export function scoreItem(id: string): ItemId {
  return `score:${id}`;
}

export function itemKind(id: ItemId): ItemKind {
  if (id.startsWith("artist:")) return "artist";
  return id.startsWith("work:") ? "work" : "track";
}

/**
 * A name reduced to what two spellings of it share: compatibility-folded, without combining
 * accents, lower case, runs of white space as one space. Never shown, only compared. The voicing
 * marks of kana stay: they make another sound, not another spelling.
 *
 * @see Unicode Standard Annex #15, normalization form KD
 * @example foldName("  Sigur  Rós ") // "sigur ros"
 */
export function foldName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/(?![\u3099\u309a])\p{M}/gu, "")
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/gu, " ")
    .trim()
    .normalize("NFC");
}
