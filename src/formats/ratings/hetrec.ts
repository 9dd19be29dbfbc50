import { artistItem } from "../../base/item";
import { cleanText, ownCopy, shown } from "../text/clean";
import { eachRecord, type Dialect } from "../text/delimited";
import type { LeftOut } from "../text/rows";
import type { ByteSource, ReadContext } from "../text/source";
import type { Triples } from "./triples";

/**
 * HetRec 2011 Last.fm: tab-separated files of listeners, artists, play counts and tags.
 *
 * @see Cantador, Brusilovsky, Kuflik, HetRec workshop, RecSys 2011
 */
const dialect: Dialect = { separator: "\t", quoted: false };

/** Tags of an artist that are kept: those that most listeners gave. */
const TAGS_KEPT = 5;

export interface HetrecArtists {
  /** Number of an artist in the file's order, by the id in the file. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly names: readonly string[];
  /** Number of the first artist whose name is a spelling of the same one. */
  readonly same: Uint32Array;
}

/** artists.dat: id, name, url, pictureURL. */
export async function readHetrecArtists(
  source: ByteSource,
  context: ReadContext,
  left: LeftOut,
): Promise<HetrecArtists> {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  await eachHetrecRow(source, 2, context, left, (fields, row) => {
    const id = (fields[0] ?? "").trim();
    const name = cleanText(fields[1] ?? "");
    if (id === "" || name === "") {
      return left.reject(source.name, row, "The id or the name of the artist is missing.");
    }
    if (numbers.has(id)) return left.reject(source.name, row, `Artist ${shown(id)} came before.`);
    numbers.set(ownCopy(id), names.length);
    names.push(ownCopy(name));
  });
  const first = new Map<string, number>();
  const same = Uint32Array.from(names, (name, number) => {
    const item = artistItem(name);
    const known = first.get(item);
    if (known === undefined) first.set(item, number);
    return known ?? number;
  });
  return { numbers, names, same };
}

/** user_artists.dat: userID, artistID, weight (plays), into triples whose items are artist ids. */
export async function readHetrecPlays(
  source: ByteSource,
  artists: HetrecArtists,
  context: ReadContext,
  triples: Triples,
  left: LeftOut,
): Promise<void> {
  triples.beginFile(source.name);
  await eachHetrecRow(source, 3, context, left, (fields, row) => {
    const [user = "", artist = "", weight = ""] = fields.map((field) => field.trim());
    if (user === "") return left.reject(source.name, row, "The user is missing.");
    if (!artists.numbers.has(artist)) {
      return left.reject(source.name, row, `Artist ${shown(artist)} is not in artists.dat.`);
    }
    if (!/^\d{1,9}$/.test(weight) || Number(weight) === 0) {
      return left.reject(source.name, row, `${shown(weight)} is not a count of plays above 0.`);
    }
    triples.add(user, artist, Number(weight), 0, row);
  });
}

/** tags.dat: tagID, tagValue. */
export async function readHetrecTags(
  source: ByteSource,
  context: ReadContext,
  left: LeftOut,
): Promise<Map<string, string>> {
  const tags = new Map<string, string>();
  await eachHetrecRow(source, 2, context, left, (fields) => {
    const tag = cleanText(fields[1] ?? "");
    if (tag !== "") tags.set(ownCopy((fields[0] ?? "").trim()), ownCopy(tag));
  });
  return tags;
}

/**
 * user_taggedartists.dat: userID, artistID, tagID, …
 *
 * @returns  the tags of each artist (by number, spellings joined), the one given most often first,
 *           ties in order of the alphabet
 */
export async function readHetrecTagged(
  source: ByteSource,
  artists: HetrecArtists,
  tags: ReadonlyMap<string, string>,
  context: ReadContext,
  left: LeftOut,
): Promise<Map<number, string[]>> {
  const given = new Map<number, Map<string, number>>();
  await eachHetrecRow(source, 3, context, left, (fields) => {
    const artist = artists.numbers.get((fields[1] ?? "").trim());
    const tag = tags.get((fields[2] ?? "").trim());
    // Tags of artists that nobody plays are of no use here, and the set has them on purpose.
    if (artist === undefined || tag === undefined) return;
    const number = artists.same[artist] ?? artist;
    const counts = given.get(number) ?? new Map<string, number>();
    given.set(number, counts.set(tag, (counts.get(tag) ?? 0) + 1));
  });
  const top = new Map<number, string[]>();
  for (const [artist, counts] of given) {
    const ordered = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    top.set(
      artist,
      ordered.slice(0, TAGS_KEPT).map(([tag]) => tag),
    );
  }
  return top;
}

async function eachHetrecRow(
  source: ByteSource,
  columns: number,
  context: ReadContext,
  left: LeftOut,
  onRow: (fields: readonly string[], row: number) => void,
): Promise<void> {
  let header = true;
  await eachRecord(
    source,
    dialect,
    context,
    (fields, row) => {
      if (header) header = false;
      else if (fields.length >= columns) onRow(fields, row);
      else left.reject(source.name, row, `This row has ${fields.length} of ${columns} columns.`);
    },
    () => undefined,
  );
}
