import { expect, test } from "vitest";
import { dump, freshLibrary, track } from "./support";
import { trackItem } from "../../src/base/item";
import { readImport } from "../../src/formats/import/read";
import { ImportSession } from "../../src/library/import-session";
import { undoImport } from "../../src/library/import-undo";
import { putTrackBack, readAudioFile, takeTrack } from "../../src/library/audio-files";
import { contentOf, readUnmeasured, writeFeatures } from "../../src/library/features";
import { isPlayable } from "../../src/library/playable";
import { listPlaylists } from "../../src/library/playlists";
import { rateItem } from "../../src/library/ratings";
import { exportBackup } from "../../src/library/backup";
import { restoreBackup } from "../../src/library/restore";
import type { Library } from "../../src/library/schema";
import { keepSong } from "../../src/library/songs";
import { estimateByKind } from "../../src/library/storage";
import { addTracks, readTrack } from "../../src/library/tracks";
import { context, file } from "../formats/import/support";
import { fixture, tone, untagged } from "../formats/tags/samples";
import { tinyScore } from "./tiny-score";
import { expectNothingHalfWritten } from "./faults";

const id = trackItem("Mira Sol", "Glasfluß");
const list = file("list.m3u", "#EXTM3U\n#EXTINF:1,Mira Sol - Glasfluß\nx.mp3\nnobody.mp3\n");
const roomy = { estimate: () => Promise.resolve({ quota: 1e9, usage: 0 }) };

async function imported(library: Library, ...files: Parameters<ImportSession["preview"]>[0]) {
  const session = new ImportSession(library, roomy);
  const preview = await session.preview(files, "p", {});
  return { preview, ...(await session.commit(preview.previewId, "", {})) };
}

async function whole(library: Library) {
  const files = await library.audioFiles.toArray();
  return { ...(await dump(library)), files: files.map(({ id: name }) => name) };
}

test("a file becomes a track that plays, with its tags and its picture", async () => {
  const library = await freshLibrary();
  const { preview, added } = await imported(library, tone("mp3"));
  expect(preview).toMatchObject({ format: "audio", room: { free: 1e9 } });
  expect(preview.room?.copied).toBe(fixture("tone.mp3").length + fixture("cover.png").length);
  expect(added).toMatchObject({ tracks: 1, artists: 1, audioFiles: 1 });
  const row = await readTrack(library, id);
  expect(row).toMatchObject({ source: "file", year: 2019, tags: ["folk", "ambient"] });
  expect(row && isPlayable(row)).toBe(true);
  const held = (await readAudioFile(library, row?.audioId ?? ""))?.held;
  const blob = held?.as === "copy" ? held.blob : undefined;
  expect(new Uint8Array((await blob?.arrayBuffer()) ?? [])).toEqual(fixture("tone.mp3"));
  expect(blob?.type).toBe("audio/mpeg");
  expect((await library.art.toArray())[0]?.bytes).toEqual(fixture("cover.png"));
  const { music } = await estimateByKind(library);
  expect(music).toBeGreaterThan(fixture("tone.mp3").length);
});

test("the same file, and another file of the same track, add nothing a second time", async () => {
  const library = await freshLibrary();
  await imported(library, tone("mp3"));
  const before = await whole(library);
  for (const again of [tone("mp3", "copy.mp3"), tone("flac")]) {
    const { added, known } = await imported(library, again);
    expect(Object.values(added).every((count) => count === 0)).toBe(true);
    expect(known).toBeGreaterThan(0);
  }
  expect(await whole(library)).toEqual(before);
});

test("an undo leaves the library as before", async () => {
  const library = await freshLibrary();
  const before = await whole(library);
  const { importId, added } = await imported(library, tone("mp3"), list);
  await writeFeatures(library, id, { bpm: 100 });
  expect(added).toMatchObject({ playlists: 1, audioFiles: 1 });
  expect(await undoImport(library, importId)).toEqual(added);
  expect(await whole(library)).toEqual(before);
});

test("a file completes a track known from a history, and its undo takes that back", async () => {
  const library = await freshLibrary();
  await addTracks(library, [track("Mira Sol", "Glasfluß", { album: "As heard" })]);
  const before = await whole(library);
  const { importId } = await imported(library, tone("mp3"));
  expect(await readTrack(library, id)).toMatchObject({
    album: "As heard",
    year: 2019,
    source: "file",
  });
  await undoImport(library, importId);
  expect(await whole(library)).toEqual(before);
});

test("a track that two imports need stays with the one that is left, and goes with the last", async () => {
  const library = await freshLibrary();
  const before = await whole(library);
  const history = file(
    "h.csv",
    "artist,album,title,date\nMira Sol,,Glasfluß,01 May 2024 10:00\nMira Sol,,Other,01 May 2024 11:00\n",
  );
  const first = await imported(library, history);
  expect(first.added).toMatchObject({ listens: 2, tracks: 2 });
  const second = await imported(library, tone("mp3"));
  await undoImport(library, first.importId);
  const row = await readTrack(library, id);
  expect(row).toMatchObject({ source: "file", importId: second.importId });
  expect(await readAudioFile(library, row?.audioId ?? "")).toBeDefined();
  await undoImport(library, second.importId);
  expect(await whole(library)).toEqual(before);
});

test("a rated track stays when its file goes, and does not play", async () => {
  const library = await freshLibrary();
  const { importId } = await imported(library, tone("mp3"));
  await rateItem(library, "p", id, 5);
  await undoImport(library, importId);
  const row = await readTrack(library, id);
  expect(row).toMatchObject({ title: "Glasfluß", source: "import" });
  expect(row && isPlayable(row)).toBe(false);
  expect(await library.art.count()).toBe(0);
});

test("a picture that another track shows stays", async () => {
  const library = await freshLibrary();
  const cover = (folder: string) => file(`${folder}/cover.png`, fixture("cover.png"));
  await imported(library, tone("mp3"));
  const { importId } = await imported(library, file("b/A - B.wav", untagged(1)), cover("b"));
  expect(await library.art.count()).toBe(1);
  await undoImport(library, importId);
  expect(await library.art.count()).toBe(1);
});

test("without room nothing is tried, and it says so", async () => {
  const library = await freshLibrary();
  const full = { estimate: () => Promise.resolve({ quota: 1_000, usage: 990 }) };
  const session = new ImportSession(library, full);
  const preview = await session.preview([tone("mp3")], "p", {});
  expect(preview.room).toEqual({ copied: expect.any(Number) as number, free: 10, kept: false });
  const before = await whole(library);
  await expect(session.commit(preview.previewId, "", {})).rejects.toMatchObject({ code: "quota" });
  expect(await whole(library)).toEqual(before);
});

test.each(["throws", "aborts"] as const)(
  "a write that %s leaves nothing of files behind",
  async (failure) => {
    const draft = await readImport([tone("mp3"), tone("wav", "b.wav")], context);
    expect(draft.ok).toBe(true);
    const writes = await expectNothingHalfWritten(
      () => Promise.resolve(),
      (library) => imported(library, tone("mp3"), list),
      failure,
    );
    expect(writes).toBeGreaterThan(4);
  },
);

test("cancelled while it is written, nothing is", async () => {
  const library = await freshLibrary();
  const session = new ImportSession(library, roomy);
  const { previewId } = await session.preview([tone("mp3")], "p", {});
  const signal = AbortSignal.abort();
  await expect(session.commit(previewId, "", { signal })).rejects.toMatchObject({
    code: "cancelled",
  });
  expect(await library.audioFiles.count()).toBe(0);
});

test("a list finds its tracks by path, by words, by file name; the rest is told", async () => {
  const library = await freshLibrary();
  await addTracks(library, [track("Björk", "Jóga")]);
  await imported(library, tone("mp3", "Music/Mira/Low Water/03 Glasfluß.mp3"));
  const lines = [
    "Mira/Low Water/03 Glasfluß.mp3",
    "C:\\Old\\Bjork - Joga.flac",
    "#EXTINF:3,Björk - Jóga",
    "elsewhere.ogg",
    "03 GLASFLUß.mp3",
    "../nothing/at all.mp3",
  ];
  const { preview, added } = await imported(library, file("Lists/Mine.m3u8", lines.join("\n")));
  expect(preview.missing).toEqual({ count: 1, lines: ["../nothing/at all.mp3"] });
  expect(added).toMatchObject({ playlists: 1 });
  const [mine] = await listPlaylists(library, "p");
  const joga = trackItem("Björk", "Jóga");
  expect(mine).toMatchObject({ name: "Mine", trackIds: [id, joga, joga, id] });
});

test("a track taken out comes back with its file and what was measured", async () => {
  const library = await freshLibrary();
  await imported(library, tone("mp3"));
  await writeFeatures(library, id, { bpm: 100 });
  const before = await whole(library);
  const taken = await takeTrack(library, id);
  expect(await library.audioFiles.count()).toBe(0);
  if (taken) await putTrackBack(library, taken);
  expect(await whole(library)).toEqual(before);
});

test("what is not measured is listed, files and pieces; measured once, never again", async () => {
  const library = await freshLibrary();
  await imported(library, tone("ogg"));
  const score = tinyScore();
  const { track: kept } = await keepSong(library, {
    profileId: "p",
    title: "T",
    artist: "Me",
    score,
    authorship: { by: "person" },
  });
  expect(await readUnmeasured(library)).toEqual({
    scores: [{ trackId: kept.id, scoreId: kept.scoreId }],
    files: [{ trackId: id, audioId: expect.stringMatching(/^audio:/) as string }],
  });
  await writeFeatures(library, id, {});
  await writeFeatures(library, kept.id, { bpm: 90 });
  await writeFeatures(library, "track:gone|gone", { bpm: 90 });
  expect(await readUnmeasured(library)).toEqual({ scores: [], files: [] });
  expect(await library.features.count()).toBe(2);
});

test("the content of the library: tracks by measured features, tags and decades", async () => {
  const library = await freshLibrary();
  await addTracks(library, [
    track("A", "plain"),
    track("B", "tagged", { tags: ["folk"], year: 1994 }),
    track("C", "measured", { tags: ["folk"] }),
  ]);
  await writeFeatures(library, trackItem("C", "measured"), { bpm: 240 });
  const { items, features, rows } = await contentOf(library);
  expect(items).toEqual([trackItem("B", "tagged"), trackItem("C", "measured")]);
  expect([rows.rows, rows.columns]).toEqual([2, features.length]);
  const named = items.map((_, i) => {
    const at = [...rows.index.slice(rows.ptr[i], rows.ptr[i + 1])];
    return Object.fromEntries(
      at.map((column, k) => [features[column], rows.value[(rows.ptr[i] ?? 0) + k]]),
    );
  });
  expect(named[0]).toEqual({ "tag:folk": 1, "decade:1990": 0.5 });
  expect(named[1]).toEqual({ "bpm:5/5": 1, "tag:folk": 1 });
});

test("a backup has tracks, pictures and features, not the files; put back here, they still play", async () => {
  const library = await freshLibrary();
  await imported(library, tone("mp3"));
  await writeFeatures(library, id, { bpm: 100 });
  const backup = await exportBackup(library);
  await imported(library, file("X - Y.wav", untagged(1)));
  await restoreBackup(library, backup, "replace");
  const row = await readTrack(library, id);
  expect(await readAudioFile(library, row?.audioId ?? "")).toBeDefined();
  expect(await library.audioFiles.count()).toBe(1);
  const elsewhere = await freshLibrary();
  await restoreBackup(elsewhere, backup, "merge");
  expect(await elsewhere.art.count()).toBe(1);
  expect(await elsewhere.audioFiles.count()).toBe(0);
});
