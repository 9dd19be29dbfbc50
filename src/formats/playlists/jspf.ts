import { fault, ok, type Result } from "../../base/result";
import { cleanText } from "../text/clean";
import { textPieces } from "../text/lines";
import type { ByteSource, ReadContext } from "../text/source";
import { partsOfName } from "../tags/file-name";
import { MOST_LINES, type PlaylistFile, type PlaylistLine } from "./playlist";

/** A list of 20,000 lines with annotations is a tenth of this. */
const LIMIT_CHARACTERS = 64 * 1024 ** 2;

/**
 * Reads a playlist in JSPF, the JSON form of XSPF version 1, as ListenBrainz writes it.
 *
 * @see https://www.xspf.org/jspf
 */
export async function readJspf(
  source: ByteSource,
  context: ReadContext,
): Promise<Result<PlaylistFile>> {
  let text = "";
  for await (const piece of textPieces(source, context)) {
    text += piece;
    if (text.length > LIMIT_CHARACTERS) return fault("This is too large for a playlist.");
  }
  const list = field(parsed(text), "playlist");
  const tracks = field(list, "track");
  if (!Array.isArray(tracks)) return fault("This is not a playlist in JSPF.");
  const lines = tracks.slice(0, MOST_LINES).map(lineOf);
  const name = textOf(field(list, "title")) ?? partsOfName(source.name).title;
  return ok({ name, lines });
}

function lineOf(track: unknown): PlaylistLine {
  const location: unknown = field(track, "location");
  const [first]: readonly unknown[] = Array.isArray(location) ? location : [location];
  return {
    title: textOf(field(track, "title")),
    artist: textOf(field(track, "creator")),
    path: typeof first === "string" ? first.slice(0, 4_000) : undefined,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function textOf(value: unknown): string | undefined {
  const clean = typeof value === "string" ? cleanText(value) : "";
  return clean === "" ? undefined : clean;
}
