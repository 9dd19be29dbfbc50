import type { DuckDBConnection } from "@duckdb/node-api";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ItemKind } from "../../src/base/item";
import { detect, type Detected } from "../../src/formats/import/detect";
import { list } from "./sql";

type Kind = Detected["kind"] | "lastfm-360k";

/** A file of a set and what it was found to be. */
export interface FoundFile {
  readonly path: string;
  readonly detected: Detected | { readonly kind: "lastfm-360k" };
  /** Its first lines. */
  readonly lines: readonly string[];
}

/** A public rating set: its files by what they are. */
export interface Source {
  readonly form: "listenbrainz" | "lastfm-360k" | "hetrec" | "movielens" | "triples";
  readonly files: readonly FoundFile[];
  readonly kind: ItemKind;
}

const sha1AndMbid = /^[0-9a-f]{40}\t([0-9a-f-]{36})?\t[^\t]*\t\d+$/;

/**
 * What a file or a folder holds, by content; compressed files are looked into.
 *
 * @throws Error with a sentence when it is absent or holds nothing that is known
 */
export async function findSource(db: DuckDBConnection, path: string): Promise<Source> {
  const found: FoundFile[] = [];
  for (const file of await filesOf(path)) {
    const lines = await firstLines(db, file);
    const detected = lines.some((line) => sha1AndMbid.test(line))
      ? { kind: "lastfm-360k" as const }
      : await detect(headSource(file, lines), { nowMs: Date.now() });
    found.push({ path: file, detected, lines });
  }
  const having = (...kinds: Kind[]) => found.filter((f) => kinds.includes(f.detected.kind));
  const all = { files: found } as const;
  if (having("listenbrainz").length > 0) return { ...all, form: "listenbrainz", kind: "artist" };
  if (having("lastfm-360k").length > 0) return { ...all, form: "lastfm-360k", kind: "artist" };
  if (having("hetrec-plays").length > 0) {
    for (const [kind, name] of hetrecFiles) {
      if (having(kind).length === 0) throw new Error(`${path}: ${name} is missing.`);
    }
    return { ...all, form: "hetrec", kind: "artist" };
  }
  if (having("movielens-ratings").length > 0) return { ...all, form: "movielens", kind: "work" };
  // A table of pairs shows no ratings, yet says who has what.
  const tables = found.filter(({ detected, lines }) => {
    const pairs = lines.length > 0 && lines.every((line) => /^[^\t]+\t[^\t]+(\t|$)/.test(line));
    return detected.kind === "ratings" || (detected.kind === "unknown" && pairs);
  });
  if (tables.length > 0) return { files: tables, form: "triples", kind: "work" };
  throw new Error(
    `${path} holds no listens or ratings that are known: ListenBrainz dumps (JSONL), ` +
      "Last.fm 360K, HetRec, MovieLens, or a table of listener, item and value.",
  );
}

const hetrecFiles = [
  ["hetrec-artists", "artists.dat"],
  ["hetrec-tags", "tags.dat"],
  ["hetrec-tagged", "user_taggedartists.dat"],
] as const;

async function filesOf(path: string): Promise<string[]> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) throw new Error(`${path} does not exist.`);
  if (!info.isDirectory()) {
    if (/\.(tar|tgz|zip|7z)(\.\w+)?$/.test(path)) {
      throw new Error(`${basename(path)} is an archive; unpack it and give its folder.`);
    }
    return [path];
  }
  const inside = (await readdir(path)).filter((name) => !name.startsWith(".")).sort();
  const files = inside.filter((name) => !/\.(tar|tgz|zip|7z)(\.\w+)?$/.test(name));
  return (await Promise.all(files.map((name) => filesOf(join(path, name))))).flat();
}

/** The first hundred lines, whatever the file is compressed with; none where it is no text. */
async function firstLines(db: DuckDBConnection, path: string): Promise<string[]> {
  const sql =
    `SELECT line FROM read_csv(${list([path])}, auto_detect = false, header = false, ` +
    "delim = '\\x01', quote = '', escape = '', columns = {line: 'VARCHAR'}, " +
    "max_line_size = 16777216, ignore_errors = true) LIMIT 100";
  try {
    const reader = await db.runAndReadAll(sql);
    return reader.getRows().map(([line]) => String(line ?? ""));
  } catch {
    return [];
  }
}

function headSource(path: string, lines: readonly string[]) {
  const bytes = new TextEncoder().encode(`${lines.join("\n")}\n`);
  return {
    name: path,
    size: bytes.length,
    read: async function* () {
      yield bytes;
    },
  };
}
