import { cleanText } from "../text/clean";
import { eachRecord, type Dialect } from "../text/delimited";
import type { LeftOut } from "../text/rows";
import type { ByteSource, ReadContext } from "../text/source";

export interface TitleLayout {
  readonly dialect: Dialect;
  readonly header: boolean;
  /** Column of the genres, "A|B|C"; the id is in column 0, the title in column 1. */
  readonly genres?: number | undefined;
}

export interface Title {
  readonly name: string;
  readonly tags: readonly string[];
}

/** The titles of a MovieLens set by id: movies.csv, movies.dat or u.item. */
export async function readTitles(
  source: ByteSource,
  layout: TitleLayout,
  context: ReadContext,
  left: LeftOut,
): Promise<Map<string, Title>> {
  const titles = new Map<string, Title>();
  let headerSeen = !layout.header;
  await eachRecord(
    source,
    layout.dialect,
    context,
    (fields, row) => {
      if (!headerSeen) {
        headerSeen = true;
        return;
      }
      const id = cleanText(fields[0] ?? "");
      const name = cleanText(fields[1] ?? "");
      if (id === "" || name === "") {
        return left.reject(source.name, row, "The id or the title is missing.");
      }
      const genres = layout.genres === undefined ? "" : (fields[layout.genres] ?? "");
      const tags = genres
        .split("|")
        .map(cleanText)
        .filter((tag) => tag !== "" && tag !== "(no genres listed)");
      titles.set(id, { name, tags });
    },
    (row) => left.reject(source.name, row, "A quotation mark in this row is never closed."),
  );
  return titles;
}
