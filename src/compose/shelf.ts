import * as v from "valibot";
import { fault, ok, type Result } from "../base/result";
import { parseAbc } from "../formats/abc/tunebook";
import type { Score } from "../music/score";

/** A piece that ships with the app, written by the model when the app was built. */
export interface ShelfPiece {
  /** Unique on the shelf, the same in every build of one shelf: "starter-017". */
  readonly id: string;
  readonly score: Score;
  readonly seed: number;
  readonly bitsPerNote: number;
}

interface ShelfRating {
  /** Index into `listeners`. */
  readonly listener: number;
  /** Index into `pieces`. */
  readonly piece: number;
  /** 0.5–5. */
  readonly stars: number;
}

/** Imagined people and their imagined ratings: a demonstration, to be labelled wherever it shows. */
export interface ShelfCommunity {
  readonly simulated: true;
  readonly name: string;
  readonly listeners: readonly string[];
  readonly ratings: readonly ShelfRating[];
}

export interface Shelf {
  /** Name and version of the model that wrote the pieces. */
  readonly model: string;
  /** Settings the pieces were written with. */
  readonly temperature: number;
  readonly pieces: readonly ShelfPiece[];
  readonly community: ShelfCommunity;
}

/** Listener's row: a character a piece, "." for no rating, 1–9 and "a" for half stars. */
const ROW = /^[.1-9a]*$/;

const stored = v.object({
  format: v.literal(1),
  model: v.string(),
  temperature: v.number(),
  pieces: v.array(
    v.object({
      id: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
      seed: v.number(),
      bits: v.number(),
      abc: v.string(),
    }),
  ),
  community: v.object({
    simulated: v.literal(true),
    name: v.string(),
    listeners: v.array(v.object({ name: v.string(), stars: v.pipe(v.string(), v.regex(ROW)) })),
  }),
});

/** public/shelf/starter.json as it is stored; scripts/build-shelf.ts writes it. */
export type StoredShelf = v.InferOutput<typeof stored>;

/** Reads a starter shelf, parsed from JSON. */
export function readShelf(json: unknown): Result<Shelf> {
  const parsed = v.safeParse(stored, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return fault(`The starter shelf cannot be read: ${v.getDotPath(issue)} ${issue.message}`);
  }
  const { model, temperature, community } = parsed.output;
  const pieces: ShelfPiece[] = [];
  for (const { id, seed, bits, abc } of parsed.output.pieces) {
    const score = parseAbc(abc);
    if (!score.ok) return fault(`The starter shelf's piece ${id}: ${score.fault.message}`);
    pieces.push({ id, seed, bitsPerNote: bits, score: score.value });
  }
  return ok({
    model,
    temperature,
    pieces,
    community: {
      simulated: true,
      name: community.name,
      listeners: community.listeners.map(({ name }) => name),
      ratings: community.listeners.flatMap(({ stars }, listener) =>
        ratingsOf(stars, listener, pieces.length),
      ),
    },
  });
}

function ratingsOf(row: string, listener: number, pieces: number): ShelfRating[] {
  return Array.from(row.slice(0, pieces)).flatMap((code, piece) =>
    code === "." ? [] : [{ listener, piece, stars: Number.parseInt(code, 16) / 2 }],
  );
}

/** A rating as its character in a listener's row. @param stars 0.5–5 in halves */
export function starCode(stars: number): string {
  return (2 * stars).toString(16);
}
