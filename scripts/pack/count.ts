import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ItemKind } from "../../src/base/item";
import type { FoundFile, Source } from "./sources";
import { list, sqlOf } from "./sql";
import { titleBlanks, tripleBlanks } from "./tables";

export interface CountOptions {
  /** Listeners an item must have to be in the pack. */
  readonly minListeners: number;
  /** What the items of ListenBrainz are to be. */
  readonly kind: "artist" | "track";
  /** The lowest value that counts as liked; by the scale where absent. */
  readonly liked?: number;
}

/** The most items in a pack, the most popular ones. */
const MOST_ITEMS = 200_000;
const TAGS = 5;
/** Once is enough; 0 plays are none. */
const ANY_PLAY = Number.EPSILON;

/** An embedded database that works on disk where memory ends; `work` gets a connection to it. */
export async function withDatabase<T>(
  work: (db: DuckDBConnection) => Promise<T>,
  memory = "2GB",
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "refrain-pack-"));
  try {
    const database = await DuckDBInstance.create(join(folder, "pack.duckdb"), {
      memory_limit: memory,
      temp_directory: folder,
      preserve_insertion_order: "false",
      // Nothing is ever fetched.
      autoinstall_known_extensions: "false",
    });
    const db = await database.connect();
    try {
      return await work(db);
    } finally {
      db.closeSync();
      database.closeSync();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Makes the tables `pairs`, `kept`, `described` and `tagged` of a set. @returns what items are */
export async function countSource(
  db: DuckDBConnection,
  source: Source,
  { minListeners, kind, liked }: CountOptions,
): Promise<ItemKind> {
  await db.run(sqlOf("begin"));
  const { items, plays } = await readSource(db, source, kind);
  const least = liked ?? (plays ? ANY_PLAY : await likedFrom(db));
  const numbers = { listeners: minListeners, most: MOST_ITEMS, tags: TAGS, least };
  const blanks = Object.entries(numbers).map(([name, value]) => [name, String(value)]);
  await db.run(sqlOf("count", Object.fromEntries(blanks) as Record<string, string>));
  return items;
}

async function readSource(
  db: DuckDBConnection,
  { form, files, kind }: Source,
  wanted: "artist" | "track",
): Promise<{ readonly items: ItemKind; readonly plays: boolean }> {
  const of = (name: string) => files.filter(({ detected }) => detected.kind === name);
  const paths = (name: string) => list(of(name).map(({ path }) => path));
  if (form === "listenbrainz") {
    await db.run(sqlOf("listenbrainz", { files: paths("listenbrainz"), kind: wanted }));
    return { items: wanted, plays: true };
  }
  if (form === "lastfm-360k") await db.run(sqlOf("lastfm360k", { files: paths("lastfm-360k") }));
  if (form === "hetrec") {
    const blanks = {
      files: paths("hetrec-plays"),
      artists: paths("hetrec-artists"),
      tags: paths("hetrec-tags"),
      tagged: paths("hetrec-tagged"),
    };
    await db.run(sqlOf("hetrec", blanks));
  }
  if (form !== "triples" && form !== "movielens") return { items: kind, plays: true };
  const tables = form === "movielens" ? of("movielens-ratings") : files;
  const triples = tripleBlanks(tables as [FoundFile, ...FoundFile[]]);
  await db.run(sqlOf("triples", triples.blanks));
  for (const file of of("movielens-titles")) {
    const { detected } = file;
    if (detected.kind !== "movielens-titles") continue;
    await db.run(sqlOf("titles", titleBlanks(file, detected.layout)));
  }
  return { items: triples.kind, plays: triples.plays };
}

/** Where a table does not say what its values are: at most 10 they are stars, liked from 3.5 of 5. */
async function likedFrom(db: DuckDBConnection): Promise<number> {
  const reader = await db.runAndReadAll("SELECT MAX(value) FROM plays");
  const high = Number(reader.getRows()[0]?.[0] ?? 0);
  if (high <= 1 || high > 10) return ANY_PLAY;
  return 0.7 * high;
}
