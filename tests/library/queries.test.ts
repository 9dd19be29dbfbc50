import { describe, expect, test } from "vitest";
import { dump, freshLibrary, listen, track } from "./support";
import { tinyScore } from "./tiny-score";
import { activeBlocks, notNowUntil, recordFeedback } from "../../src/library/feedback";
import { readInteractions } from "../../src/library/interactions";
import { recentListens, recordListen } from "../../src/library/listens";
import { ensureDefaultProfile, listProfiles } from "../../src/library/profiles";
import { rateItem, readRating, readRatings, unrate } from "../../src/library/ratings";
import { readSettings, writeSetting } from "../../src/library/settings";
import {
  deleteSong,
  emptyBin,
  keepSong,
  listBin,
  listSongs,
  readScore,
  renameSong,
  restoreSong,
  saveScore,
  songOfTrack,
} from "../../src/library/songs";
import { addTracks, readTrack, saveForLater, searchTracks } from "../../src/library/tracks";

const shelf = [
  track("Björk", "Jóga", { album: "Homogenic", addedMs: 3 }),
  track("R.E.M.", "Drive", { addedMs: 1 }),
  track("The Bothy Band", "The Kesh Jig", { source: "shelf", addedMs: 2 }),
  track("王菲", "红豆", { addedMs: 4 }),
];

describe("tracks", () => {
  test.each([
    ["", ["Jóga", "Drive", "The Kesh Jig", "红豆"]],
    ["joga", ["Jóga"]],
    ["BJÖRK homo", ["Jóga"]],
    ["kes the", ["The Kesh Jig"]],
    ["riv", ["Drive"]],
    ["豆", ["红豆"]],
    ["kesh drive", []],
  ])("search %j", async (text, titles) => {
    const library = await freshLibrary();
    await addTracks(library, shelf);
    const page = await searchTracks(library, { text, order: "artist" });
    expect(page.tracks.map((found) => found.title)).toEqual(titles);
    expect(page.total).toBe(titles.length);
  });

  test("pages, orders and filters by source", async () => {
    const library = await freshLibrary();
    await addTracks(library, shelf);
    const titles = async (search: Parameters<typeof searchTracks>[1]) =>
      (await searchTracks(library, search)).tracks.map((found) => found.title);
    expect(await titles({ order: "added", limit: 2 })).toEqual(["红豆", "Jóga"]);
    expect(await titles({ order: "added", offset: 2 })).toEqual(["The Kesh Jig", "Drive"]);
    expect(await titles({ sources: ["shelf"] })).toEqual(["The Kesh Jig"]);
    expect(await titles({ sources: ["import"], order: "added", offset: 1, limit: 1 })).toEqual([
      "Jóga",
    ]);
  });

  test("what comes out is what went in, and a second time adds nothing", async () => {
    const library = await freshLibrary();
    expect(await addTracks(library, [...shelf, ...shelf])).toBe(4);
    const before = await dump(library);
    expect(await addTracks(library, shelf)).toBe(0);
    expect(await dump(library)).toEqual(before);
    for (const each of shelf) expect(await readTrack(library, each.id)).toEqual(each);
  });

  test("saved for later meets what is here already", async () => {
    const library = await freshLibrary();
    await addTracks(library, shelf);
    expect((await saveForLater(library, { title: "JOGA", artist: "bjork" })).source).toBe("import");
    expect((await saveForLater(library, { title: "New", artist: "Someone" })).source).toBe("saved");
  });
});

test("a listen that goes on is one row, and a short one is a skip", async () => {
  const library = await freshLibrary();
  const [joga, drive] = shelf as [(typeof shelf)[0], (typeof shelf)[0]];
  await addTracks(library, shelf);
  const play = { profileId: "p", trackId: joga.id, startMs: 5_000 };
  await recordListen(library, { ...play, playedMs: 900, completion: 0.1 });
  await recordListen(library, { ...play, playedMs: 9_000.4, completion: 1.2 });
  await recordListen(library, {
    ...play,
    trackId: drive.id,
    startMs: 9_000,
    playedMs: 1,
    completion: 0.29,
  });
  const [last, first] = await recentListens(library, "p", 10);
  expect(first).toMatchObject({
    playedMs: 9_000,
    completion: 1,
    skipped: false,
    artistId: joga.artistId,
  });
  expect(last).toMatchObject({ trackId: drive.id, skipped: true });
  expect(await recentListens(library, "other", 10)).toEqual([]);
});

test("ratings replace, are remembered and can be taken back", async () => {
  const library = await freshLibrary();
  await rateItem(library, "p", "artist:x", 3);
  await rateItem(library, "p", "artist:x", 9);
  expect(await readRating(library, "p", "artist:x")).toBe(5);
  expect((await readRatings(library, "p")).size).toBe(1);
  expect((await unrate(library, "p", "artist:x"))?.value).toBe(5);
  expect(await unrate(library, "p", "artist:x")).toBeUndefined();
  expect(await readRating(library, "p", "artist:x")).toBeUndefined();
  const kinds = (await library.feedback.toArray()).map((event) => event.kind);
  expect(kinds).toEqual(["rate", "rate", "unrate"]);
  await expect(rateItem(library, "p", "artist:x", NaN)).rejects.toThrow(RangeError);
});

test("the last word on a block counts; not now holds for 30 days", async () => {
  const library = await freshLibrary();
  const say = (kind: "block" | "unblock" | "not-now", itemId: string, timeMs: number) =>
    recordFeedback(library, { profileId: "p", kind, itemId, timeMs });
  await say("block", "a", 1);
  await say("block", "b", 2);
  await say("unblock", "a", 3);
  await say("not-now", "c", 1_000);
  await say("not-now", "d", 86_400_000);
  expect(await activeBlocks(library, "p")).toEqual(new Set(["b"]));
  expect(await activeBlocks(library, "q")).toEqual(new Set());
  const until = await notNowUntil(library, "p", 30 * 86_400_000 + 1_000);
  expect([...until]).toEqual([["d", 31 * 86_400_000]]);
});

test("interactions hold everything a recommender reads, of one profile only", async () => {
  const library = await freshLibrary();
  const [joga, drive] = shelf as [(typeof shelf)[0], (typeof shelf)[0]];
  await library.listens.bulkAdd([
    ...Array.from({ length: 5_003 }, (_, i) => listen(joga, i)),
    listen(drive, 7, { skipped: true, playedMs: 9_000 }),
    { ...listen(drive, 8), id: "p2|x|8", profileId: "p2" },
  ]);
  await rateItem(library, "p", "artist:x", 4);
  await rateItem(library, "p2", "artist:y", 4);
  await recordFeedback(library, { profileId: "p", kind: "block", itemId: "b", timeMs: 1 });
  const read = await readInteractions(library, "p");
  expect([...read.tracks]).toMatchObject([
    [joga.id, { plays: 5_003, skips: 0, firstMs: 0, lastMs: 5_002 }],
    [drive.id, { plays: 0, skips: 1, value: -0.125, lastMs: 7 }],
  ]);
  expect(read.artists.get(joga.artistId)?.plays).toBe(5_003);
  expect([...read.ratings]).toEqual([["artist:x", 4]]);
  expect([...read.blocked]).toEqual(["b"]);
});

test("the first profile is made once and found again", async () => {
  const library = await freshLibrary();
  const made = await ensureDefaultProfile(library, "Me");
  expect(await ensureDefaultProfile(library, "Other")).toEqual(made);
  expect(await listProfiles(library)).toEqual([made]);
});

test("settings have defaults, also for what cannot be used", async () => {
  const library = await freshLibrary();
  await library.settings.bulkPut([
    { key: "theme", value: "pink" },
    { key: "playerVolume", value: 7 },
  ]);
  await writeSetting(library, "language", "zh-Hans");
  expect(await readSettings(library)).toMatchObject({
    theme: "system",
    playerVolume: 1,
    language: "zh-Hans",
    playerPosition: null,
  });
});

describe("songs", () => {
  const draft = {
    profileId: "p",
    title: "A tune",
    artist: "Me",
    score: tinyScore(),
    authorship: { by: "person" },
  } as const;

  test("kept as song, score, track and feedback", async () => {
    const library = await freshLibrary();
    const { song, track: kept } = await keepSong(library, { ...draft, durationMs: 8_000 });
    expect((await readScore(library, song.scoreId))?.score).toEqual(tinyScore());
    expect(await readTrack(library, kept.id)).toEqual(kept);
    expect(await songOfTrack(library, kept.id)).toEqual(song);
    expect((await library.feedback.toArray())[0]).toMatchObject({ kind: "keep", itemId: kept.id });
  });

  test("renamed everywhere", async () => {
    const library = await freshLibrary();
    const { song } = await keepSong(library, draft);
    await renameSong(library, song.id, "Élan");
    expect((await searchTracks(library, { text: "elan" })).tracks[0]?.title).toBe("Élan");
    expect((await readScore(library, song.scoreId))?.score.title).toBe("Élan");
    expect((await listSongs(library, "p"))[0]?.title).toBe("Élan");
  });

  test("deleted, restored as it was, deleted for good", async () => {
    const library = await freshLibrary();
    const { song } = await keepSong(library, draft);
    const before = await dump(library);
    await deleteSong(library, song.id, 1_000);
    expect(await listSongs(library, "p")).toEqual([]);
    expect((await searchTracks(library, {})).total).toBe(0);
    await restoreSong(library, song.id);
    expect(await dump(library)).toEqual(before);
    await deleteSong(library, song.id, 1_000);
    expect(await emptyBin(library, "p", 1_000)).toBe(0);
    expect(await listBin(library, "p")).toHaveLength(1);
    expect(await emptyBin(library, "p", 1_001)).toBe(1);
    expect(await library.scores.count()).toBe(0);
  });

  test("a score that does not hold together is refused and nothing changes", async () => {
    const library = await freshLibrary();
    const { song } = await keepSong(library, draft);
    const before = await dump(library);
    const broken = { ...tinyScore(), bars: [{ tick: 0, duration: 100 }] };
    await expect(saveScore(library, song.id, broken)).rejects.toMatchObject({ code: "failed" });
    await expect(keepSong(library, { ...draft, score: broken })).rejects.toThrow(
      /outside its bars/,
    );
    await expect(renameSong(library, "none", "x")).rejects.toMatchObject({ code: "failed" });
    expect(await dump(library)).toEqual(before);
  });
});
