import { Listening } from "../histories/listening";
import {
  artistNaming,
  assembleCommunity,
  assembleOwn,
  trackNaming,
  workNaming,
  type ItemNaming,
} from "../ratings/assemble";
import type { Scale } from "../ratings/community";
import type { RatingLayout } from "../ratings/layout";
import { BadValues, readRatings } from "../ratings/read";
import { detectScale } from "../ratings/scale";
import { readTitles, type Title, type TitleLayout } from "../ratings/titles";
import { Triples } from "../ratings/triples";
import { Refusal } from "../text/refusal";
import type { LeftOut } from "../text/rows";
import type { ByteSource, ReadContext } from "../text/source";
import { SAMPLE_ROWS, type DraftContent } from "./draft";
import { mostCommon } from "./sample";

export interface RatingFile {
  readonly source: ByteSource;
  readonly layout: RatingLayout;
}

export interface TitleFile {
  readonly source: ByteSource;
  readonly layout: TitleLayout;
}

/**
 * Reads tables of ratings as one set. Ratings of several users are a community; those of one, or
 * of a table without a user column, are the person's own.
 *
 * @param format  "movielens" gives the items their titles; "ratings" names them by the table
 */
export async function readRatingSet(
  format: "movielens" | "ratings",
  files: readonly [RatingFile, ...RatingFile[]],
  titleFiles: readonly TitleFile[],
  context: ReadContext,
  left: LeftOut,
): Promise<DraftContent> {
  const triples = new Triples();
  const bad = new BadValues();
  for (const { source, layout } of files) {
    await readRatings(source, layout, context, triples, bad, left);
  }
  const titles = new Map<string, Title>();
  for (const { source, layout } of titleFiles) {
    for (const [id, title] of await readTitles(source, layout, context, left)) {
      titles.set(id, title);
    }
  }
  const [{ source, layout }] = files;
  const scale: Scale = layout.plays ? { kind: "plays" } : detectScale(triples.value.view());
  bad.report(scale, left);
  if (triples.length === 0) throw nothingToImport(source.name, left);
  const stem = nameStem(source.name);
  const naming =
    format === "movielens" ? workNaming("movielens", titles) : namingOf(layout, triples, stem);
  const suggestedName = format === "movielens" ? "MovieLens" : stem;
  if (layout.user === undefined || triples.users.names.length < 2) {
    return own(format, triples, scale, naming, source.name, left, suggestedName);
  }
  const { community, entries, items } = assembleCommunity(
    triples,
    scale,
    naming,
    source.name,
    left,
  );
  return {
    format,
    destination: "community",
    listens: [],
    ratings: [],
    tracks: [],
    artists: [],
    community,
    read: {
      listens: scale.kind === "plays" ? entries : 0,
      ratings: scale.kind === "stars" ? entries : 0,
      tracks: naming.kind === "track" ? items : 0,
      artists: naming.kind === "artist" ? items : 0,
      users: community.users.length,
      items,
    },
    sample: mostCommon(community),
    suggestedName,
  };
}

function own(
  format: string,
  triples: Triples,
  scale: Scale,
  naming: ItemNaming,
  file: string,
  left: LeftOut,
  suggestedName: string,
): DraftContent {
  if (scale.kind === "plays") {
    const message =
      `${file} counts the plays of one person; import the single plays with their times, ` +
      "or ratings.";
    throw new Refusal(message, { file });
  }
  const rated = assembleOwn(triples, scale, naming, left);
  const names = new Listening();
  for (const { item } of rated) {
    if (naming.kind === "track") names.track(item.artist ?? "", item.name);
    if (naming.kind === "artist") names.artist(item.name);
  }
  const { tracks, artists } = names.finish();
  return {
    format,
    destination: "mine",
    listens: [],
    ratings: rated.map(({ item, stars, timeMs }) => ({ itemId: item.id, value: stars, timeMs })),
    tracks,
    artists,
    read: {
      listens: 0,
      ratings: rated.length,
      tracks: tracks.length,
      artists: artists.length,
      users: 1,
      items: rated.length,
    },
    sample: rated.slice(0, SAMPLE_ROWS).map(({ item, stars }) => ({
      title: item.name,
      detail: `${item.artist === undefined ? "" : `${item.artist} · `}${stars} ★`,
    })),
    suggestedName,
  };
}

/** Words of a header that do not tell one set from another. */
const plainWords = new Set([
  "",
  "item",
  "title",
  "name",
  "product",
  "work",
  "track",
  "song",
  "artist",
]);

function namingOf(layout: RatingLayout, triples: Triples, stem: string): ItemNaming {
  if (layout.artist !== undefined) return trackNaming;
  const names = triples.items.names;
  const numeric = names.filter((name) => /^\d+$/.test(name)).length * 10 > names.length * 9;
  if (layout.itemWord === "artist" && !numeric) return artistNaming;
  if (!plainWords.has(layout.itemWord)) return workNaming(layout.itemWord);
  // Numbers mean something within their own set only; names mean the same everywhere.
  return workNaming(numeric ? stem : "name");
}

/** "ratings" of "set/ratings.csv". */
function nameStem(name: string): string {
  return name.replace(/^.*\//, "").replace(/\.[^.]*$/, "") || name;
}

function nothingToImport(file: string, left: LeftOut): Refusal {
  const [first] = left.rejected;
  const why = first === undefined ? "" : ` Row ${first.row}: ${first.reason}`;
  return new Refusal(`${file} holds no rating that can be imported.${why}`, { file });
}
