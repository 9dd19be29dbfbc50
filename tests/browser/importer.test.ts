import { zipSync } from "fflate";
import { expect, onTestFinished, test } from "vitest";
import { seededRandom } from "../../src/base/random";
import { listCommunities, readCommunity } from "../../src/library/communities";
import { LIBRARY_NAME, openLibrary } from "../../src/library/open";
import type { Library } from "../../src/library/schema";
import { connect, type Connection } from "../../src/rpc/connect";
import type { ImporterApi } from "../../src/rpc/contracts/importer";
import { file } from "../formats/import/support";
import { hetrec, lastfm, spotifyAccount, spotifyExtended } from "../formats/import/samples";

const profileId = "p";

async function start(): Promise<{ call: Connection<ImporterApi>["call"]; library: Library }> {
  await new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(LIBRARY_NAME);
    request.onsuccess = resolve;
    request.onerror = reject;
  });
  const worker = () =>
    new Worker(new URL("../../workers/importer.ts", import.meta.url), { type: "module" });
  const connection = connect<ImporterApi>(worker);
  const library = await openLibrary();
  onTestFinished(() => {
    connection.close();
    library.close();
  });
  return { call: connection.call, library };
}

const counts = async (library: Library) => ({
  listens: await library.listens.count(),
  tracks: await library.tracks.count(),
  artists: await library.artists.count(),
  imports: await library.imports.count(),
});

test("a history is previewed, written, known the second time, and taken back", async () => {
  const { call, library } = await start();
  const files = [file("StreamingHistory0.json", spotifyAccount)];
  const preview = await call.preview({ files, profileId });
  expect(preview).toMatchObject({ format: "spotify-account", destination: "mine" });
  expect(preview.counts).toMatchObject({ listens: 4, tracks: 4, artists: 3 });
  expect(await counts(library)).toMatchObject({ listens: 0, imports: 0 });

  const written = await call.commit({ previewId: preview.previewId, name: "" });
  expect(written.added).toMatchObject({ listens: 4, tracks: 4, artists: 3 });
  expect(await counts(library)).toEqual({ listens: 4, tracks: 4, artists: 3, imports: 1 });

  const again = await call.preview({ files, profileId });
  const second = await call.commit({ previewId: again.previewId, name: "" });
  expect(second.added).toEqual({
    listens: 0,
    ratings: 0,
    tracks: 0,
    artists: 0,
    communityEntries: 0,
  });
  expect(second.known).toBeGreaterThanOrEqual(4);

  expect(await call.undo({ importId: written.importId })).toMatchObject({ listens: 4, tracks: 4 });
  expect(await counts(library)).toEqual({ listens: 0, tracks: 0, artists: 0, imports: 0 });
});

test("plays that another source told already are not doubled", async () => {
  const { call, library } = await start();
  for (const [name, text] of [
    ["Streaming_History_Audio_2023.json", spotifyExtended],
    ["StreamingHistory0.json", spotifyAccount],
    ["scrobbles.csv", lastfm],
  ] as const) {
    const { previewId } = await call.preview({ files: [file(name, text)], profileId });
    await call.commit({ previewId, name: "" });
  }
  // Two plays are in both exports of Spotify; all three of Last.fm are known, one within a minute.
  expect((await counts(library)).listens).toBe(5);
});

test("a set in an archive becomes a community, under the name given", async () => {
  const { call, library } = await start();
  const encoder = new TextEncoder();
  const bytes = zipSync(
    Object.fromEntries(Object.entries(hetrec).map(([name, text]) => [name, encoder.encode(text)])),
  ) as Uint8Array<ArrayBuffer>;
  const preview = await call.preview({ files: [file("hetrec.zip", bytes)], profileId });
  expect(preview).toMatchObject({ format: "hetrec", destination: "community", users: 2 });
  await call.commit({ previewId: preview.previewId, name: "Friends" });
  const [community] = await listCommunities(library);
  expect(community).toMatchObject({ name: "Friends", users: 2, items: 2, entries: 3 });
  const { columns } = await readCommunity(library, community?.id ?? "");
  expect([...columns.userValue]).toEqual([120, 30, 12]);
});

test("a drop that cannot be read says why, and a preview that is gone too", async () => {
  const { call } = await start();
  const letter = call.preview({ files: [file("letter.txt", "Dear Ann,")], profileId });
  await expect(letter).rejects.toThrow("letter.txt: no sound, listening history");
  await expect(call.commit({ previewId: "none", name: "" })).rejects.toThrow("preview is gone");
});

test("three hundred thousand ratings tell how far they are, and stop when told", async () => {
  const { call, library } = await start();
  const random = seededRandom("page");
  const lines = Array.from(
    { length: 300_000 },
    (_, i) =>
      `${Math.floor(i / 100)},${Math.floor(4000 * random())},${1 + Math.floor(5 * random())}`,
  );
  const files = [file("ratings.csv", `user,item,rating\n${lines.join("\n")}`)];
  const shares: number[] = [];
  const preview = await call.preview(
    { files, profileId },
    { onProgress: ({ share }) => shares.push(share) },
  );
  await call.commit({ previewId: preview.previewId, name: "Many" });
  expect(shares.length).toBeGreaterThan(5);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(await library.communities.count()).toBe(1);

  const controller = new AbortController();
  const stopped = call.preview(
    { files, profileId },
    { signal: controller.signal, onProgress: () => controller.abort() },
  );
  await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
  expect(await library.communities.count()).toBe(1);
});
