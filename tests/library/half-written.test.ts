import { expect, test } from "vitest";
import { expectNothingHalfWritten } from "./faults";
import type { Failure } from "./faults";
import { community, smallInput } from "./input";
import { track } from "./support";
import { tinyScore } from "./tiny-score";
import { writeCommunity } from "../../src/library/communities";
import { undoImport } from "../../src/library/import-undo";
import { writeImport } from "../../src/library/imports";
import { recordListen } from "../../src/library/listens";
import { ensureDefaultProfile } from "../../src/library/profiles";
import { rateItem, unrate } from "../../src/library/ratings";
import type { CommunityRow } from "../../src/library/rows";
import type { Library } from "../../src/library/schema";
import { deleteSong, emptyBin, keepSong, renameSong, restoreSong } from "../../src/library/songs";
import { addTracks } from "../../src/library/tracks";

const nothing = () => Promise.resolve();
const options = { profileId: "p", name: "Friends" };
const draft = {
  profileId: "p",
  title: "A tune",
  artist: "Me",
  score: tinyScore(),
  authorship: { by: "person" },
} as const;
const keep = (library: Library) => keepSong(library, draft);
const onlySong = async (library: Library) => (await library.songs.toArray())[0]?.id ?? "";
const onlyImport = async (library: Library) => (await library.imports.toArray())[0]?.id ?? "";
const row: CommunityRow = {
  id: "c",
  name: "C",
  itemKind: "artist",
  scale: { kind: "plays" },
  users: 3,
  items: 3,
  entries: 6,
  simulated: false,
  addedMs: 1,
};
const write = (library: Library) => writeCommunity(library, row, community());

type Work = (library: Library) => Promise<unknown>;
const works: readonly (readonly [string, Work, Work, number])[] = [
  ["import", nothing, (library) => writeImport(library, smallInput(), options), 43],
  [
    "import over what is here",
    keepAndRate,
    (library) => writeImport(library, smallInput(), options),
    43,
  ],
  [
    "undo of an import",
    imported,
    async (library) => undoImport(library, await onlyImport(library)),
    1,
  ],
  ["community", nothing, write, 9],
  ["community in place of another", write, write, 10],
  ["tracks", nothing, (library) => addTracks(library, [track("A", "a"), track("B", "b")]), 4],
  ["song", nothing, keep, 5],
  ["title", keep, async (library) => renameSong(library, await onlySong(library), "Other"), 3],
  ["bin", keep, async (library) => deleteSong(library, await onlySong(library)), 2],
  [
    "return from the bin",
    binned,
    async (library) => restoreSong(library, await onlySong(library)),
    2,
  ],
  ["emptying the bin", binned, (library) => emptyBin(library, "p", Infinity), 2],
  ["rating", nothing, (library) => rateItem(library, "p", "artist:a", 3), 2],
  ["rating taken back", keepAndRate, (library) => unrate(library, "p", "artist:a"), 2],
  ["first profile", nothing, (library) => ensureDefaultProfile(library, "Me"), 2],
  [
    "listen",
    nothing,
    (library) =>
      recordListen(library, {
        profileId: "p",
        trackId: "t",
        startMs: 1,
        playedMs: 1,
        completion: 1,
      }),
    1,
  ],
];

async function keepAndRate(library: Library): Promise<void> {
  await keep(library);
  await rateItem(library, "p", "artist:a", 3);
}

async function imported(library: Library): Promise<void> {
  await writeImport(library, smallInput(), options);
}

async function binned(library: Library): Promise<void> {
  await keep(library);
  await deleteSong(library, await onlySong(library), 1);
}

const cases = works.flatMap((work) =>
  (["throws", "aborts"] satisfies Failure[]).map((failure) => [...work, failure] as const),
);

test.each(cases)(
  "%s: a failing write leaves nothing half-written",
  async (_name, prepare, work, atLeast, failure) => {
    expect(await expectNothingHalfWritten(prepare, work, failure)).toBeGreaterThanOrEqual(atLeast);
  },
);
