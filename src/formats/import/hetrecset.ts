import { artistItem } from "../../base/item";
import { assembleCommunity, type ItemNaming } from "../ratings/assemble";
import {
  readHetrecArtists,
  readHetrecPlays,
  readHetrecTagged,
  readHetrecTags,
} from "../ratings/hetrec";
import { Triples } from "../ratings/triples";
import { Refusal } from "../text/refusal";
import type { LeftOut } from "../text/rows";
import type { ByteSource, ReadContext } from "../text/source";
import type { DraftContent } from "./draft";
import { mostCommon } from "./sample";

export interface HetrecFiles {
  readonly artists?: ByteSource | undefined;
  readonly plays?: ByteSource | undefined;
  readonly tags?: ByteSource | undefined;
  readonly tagged?: ByteSource | undefined;
}

/** HetRec 2011 Last.fm as a community of plays by artist, with the tags that listeners gave. */
export async function readHetrecSet(
  files: HetrecFiles,
  context: ReadContext,
  left: LeftOut,
): Promise<DraftContent> {
  if (files.artists === undefined || files.plays === undefined) {
    const missing = files.artists === undefined ? "artists.dat" : "user_artists.dat";
    throw new Refusal(`${missing} is missing; drop the whole folder, or the archive it came in.`);
  }
  const artists = await readHetrecArtists(files.artists, context, left);
  const triples = new Triples();
  await readHetrecPlays(files.plays, artists, context, triples, left);
  const tags =
    files.tags === undefined || files.tagged === undefined
      ? new Map<number, string[]>()
      : await readHetrecTagged(
          files.tagged,
          artists,
          await readHetrecTags(files.tags, context, left),
          context,
          left,
        );
  const naming: ItemNaming = {
    kind: "artist",
    entry: (id) => {
      const number = artists.numbers.get(id) ?? 0;
      const first = artists.same[number] ?? number;
      const item = { id: artistItem(artists.names[first] ?? ""), name: artists.names[first] ?? "" };
      const given = tags.get(first);
      return given === undefined ? item : { ...item, tags: given };
    },
  };
  const { name } = files.plays;
  const { community, entries, items } = assembleCommunity(
    triples,
    { kind: "plays" },
    naming,
    name,
    left,
  );
  return {
    format: "hetrec",
    destination: "community",
    listens: [],
    ratings: [],
    tracks: [],
    artists: [],
    community,
    read: {
      listens: entries,
      ratings: 0,
      tracks: 0,
      artists: items,
      users: community.users.length,
      items,
    },
    sample: mostCommon(community),
    suggestedName: "HetRec 2011 Last.fm",
  };
}
