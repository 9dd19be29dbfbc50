import type { RatingLayout } from "../../src/formats/ratings/layout";
import type { TitleLayout } from "../../src/formats/ratings/titles";
import type { Dialect } from "../../src/formats/text/delimited";
import { sniffDialect, splitLine } from "../../src/formats/text/sniff";
import type { FoundFile } from "./sources";
import { folded, list, quoted } from "./sql";

const tabs: Dialect = { separator: "\t", quoted: false };

/** What the blanks of triples.sql are for tables of one form. */
export function tripleBlanks(files: readonly [FoundFile, ...FoundFile[]]) {
  const [{ detected, lines }] = files;
  const layout: Partial<RatingLayout> =
    detected.kind === "ratings" || detected.kind === "movielens-ratings" ? detected.layout : {};
  const dialect = layout.dialect ?? sniffDialect(lines) ?? tabs;
  // Two columns are a listener and an item, even where both are numbers.
  const whole = layout.user !== undefined && layout.rating !== undefined;
  const [user, item] = whole ? [layout.user, layout.item ?? 1] : [0, 1];
  const name = column(item);
  const artist = whole && layout.artist !== undefined ? column(layout.artist) : undefined;
  const named = artist !== undefined || (whole && layout.itemWord === "artist" && !numeric(files));
  const key = named ? folded(name) : `TRIM(${name})`;
  return {
    /** What the items are: by their names where they have some, else by the ids of the set. */
    kind:
      artist !== undefined ? ("track" as const) : named ? ("artist" as const) : ("work" as const),
    /** True when the table says that its values count plays, or has none. */
    plays: !whole || layout.plays === true,
    blanks: {
      ...tableBlanks(files, dialect, whole && layout.header ? 1 : 0),
      user: column(user ?? 0),
      item: name,
      artist: artist ?? "CAST(NULL AS VARCHAR)",
      key: artist === undefined ? key : `${folded(artist)} || '|' || ${key}`,
      value: whole
        ? `TRY_CAST(REPLACE(${column(layout.rating ?? 2)}, ',', '.') AS DOUBLE)`
        : "CAST(1 AS DOUBLE)",
    },
  };
}

/** What the blanks of titles.sql are. */
export function titleBlanks(file: FoundFile, layout: TitleLayout) {
  const { genres } = layout;
  return {
    ...tableBlanks([file], layout.dialect, layout.header ? 1 : 0),
    genres: genres === undefined ? "''" : column(genres),
    // The older sets are in Latin-1, the newer in UTF-8.
    encoding: quoted(layout.header ? "utf-8" : "latin-1"),
  };
}

function tableBlanks(
  files: readonly [FoundFile, ...FoundFile[]],
  dialect: Dialect,
  skip: number,
): Record<"files" | "separator" | "quote" | "skip" | "columns", string> {
  const width = Math.max(...files[0].lines.map((line) => splitLine(line, dialect).length));
  const columns = Array.from({ length: width }, (_, n) => `${column(n)}: 'VARCHAR'`);
  return {
    files: list(files.map(({ path }) => path)),
    separator: quoted(dialect.separator),
    quote: dialect.quoted ? "'\"'" : "''",
    skip: String(skip),
    columns: `{${columns.join(", ")}}`,
  };
}

/** Ids mean something within their set only; names mean the same everywhere. */
function numeric([{ lines, detected }]: readonly [FoundFile, ...FoundFile[]]): boolean {
  if (detected.kind !== "ratings") return false;
  const { dialect, item } = detected.layout;
  const fields = lines.slice(1).map((line) => splitLine(line, dialect)[item] ?? "");
  return fields.filter((field) => /^\d+$/.test(field)).length * 10 > fields.length * 9;
}

function column(n: number): string {
  return `c${n}`;
}
