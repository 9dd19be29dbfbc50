import { expect, test } from "vitest";
import { expectNothingHalfWritten, type Failure } from "./faults";
import { freshLibrary, listen, track } from "./support";
import { recordFeedback } from "../../src/library/feedback";
import { forkProfile } from "../../src/library/fork";
import { readInteractions } from "../../src/library/interactions";
import { keepMix, listMixes, readMix } from "../../src/library/mixes";
import {
  addPlaylist,
  changePlaylist,
  deletePlaylist,
  listPlaylists,
  restorePlaylist,
} from "../../src/library/playlists";
import { rateItem } from "../../src/library/ratings";
import type { TasteRule } from "../../src/library/rows";
import type { Library } from "../../src/library/schema";
import {
  addTasteRule,
  listTasteRules,
  readTasteRules,
  removeTasteRule,
  resetTaste,
  restoreTasteRule,
} from "../../src/library/taste-rules";

const profileId = "p";
const song = track("Ana", "Song");
const other = track("Bo", "Other");
/** Noon of a Monday by the clock of this device. */
const monday = new Date(2026, 9, 5, 12).getTime();
const hourMs = 3_600_000;

/** Two plays of each on a Monday, at noon and at eleven in the evening; both artists rated. */
async function history(library: Library): Promise<void> {
  await library.listens.bulkAdd(
    [song, other].flatMap((of) => [
      listen(of, monday, { profileId, importId: "i" }),
      listen(of, monday + 11 * hourMs, { profileId }),
    ]),
  );
  await rateItem(library, profileId, song.id, 5);
  await rateItem(library, profileId, other.artistId, 4);
  await recordFeedback(library, { profileId, kind: "block", itemId: "artist:no", timeMs: 1 });
  await recordFeedback(library, { profileId, kind: "shown", itemId: song.id, timeMs: 2 });
}

const playsOf = async (library: Library) => {
  const { tracks, ratings } = await readInteractions(library, profileId);
  return {
    song: tracks.get(song.id)?.plays ?? 0,
    other: tracks.get(other.id)?.plays ?? 0,
    ratings: ratings.size,
  };
};

test.each<[string, TasteRule, { song: number; other: number; ratings: number }]>([
  [
    "a session",
    { kind: "session", fromMs: monday, toMs: monday + hourMs },
    { song: 1, other: 1, ratings: 2 },
  ],
  ["an item", { kind: "item", itemId: song.id, name: "Song" }, { song: 0, other: 2, ratings: 1 }],
  [
    "an artist with all tracks",
    { kind: "item", itemId: song.artistId, name: "Ana" },
    { song: 0, other: 2, ratings: 1 },
  ],
  [
    "hours over midnight",
    { kind: "hours", from: 22, to: 6, weekdays: [] },
    { song: 1, other: 1, ratings: 2 },
  ],
  [
    "hours of another weekday",
    { kind: "hours", from: 22, to: 6, weekdays: [0] },
    { song: 2, other: 2, ratings: 2 },
  ],
  [
    "hours of that weekday",
    { kind: "hours", from: 11, to: 13, weekdays: [1] },
    { song: 1, other: 1, ratings: 2 },
  ],
  ["all before", { kind: "since", fromMs: monday + 2 * hourMs }, { song: 1, other: 1, ratings: 2 }],
])("%s does not count while the rule stands", async (_name, rule, expected) => {
  const library = await freshLibrary();
  await history(library);
  const before = await playsOf(library);
  expect(before).toEqual({ song: 2, other: 2, ratings: 2 });
  const row = await addTasteRule(library, profileId, rule);
  expect(await playsOf(library)).toEqual(expected);
  expect(await removeTasteRule(library, row.id)).toEqual(row);
  expect(await playsOf(library)).toEqual(before);
  await restoreTasteRule(library, row);
  expect(await playsOf(library)).toEqual(expected);
});

test("a playlist is left out by what it holds now, and its rule goes and returns with it", async () => {
  const library = await freshLibrary();
  await history(library);
  const list = { profileId, name: "Party", trackIds: [other.id] };
  const { id: playlistId } = await addPlaylist(library, list);
  await addTasteRule(library, profileId, { kind: "playlist", playlistId });
  expect(await playsOf(library)).toEqual({ song: 2, other: 0, ratings: 2 });
  const before = await changePlaylist(library, playlistId, { trackIds: [song.id] });
  expect(before?.trackIds).toEqual([other.id]);
  expect(await playsOf(library)).toEqual({ song: 0, other: 2, ratings: 1 });
  const deleted = await deletePlaylist(library, playlistId);
  expect(await playsOf(library)).toEqual({ song: 2, other: 2, ratings: 2 });
  expect(await listPlaylists(library, profileId)).toEqual([]);
  if (deleted) await restorePlaylist(library, deleted);
  expect(await playsOf(library)).toEqual({ song: 0, other: 2, ratings: 1 });
  expect(await deletePlaylist(library, "none")).toBeUndefined();
});

test("a new beginning is a rule that can be taken back", async () => {
  const library = await freshLibrary();
  await history(library);
  const rule = await resetTaste(library, profileId, Date.now() + 1);
  expect(await playsOf(library)).toEqual({ song: 0, other: 0, ratings: 0 });
  await removeTasteRule(library, rule.id);
  expect(await playsOf(library)).toEqual({ song: 2, other: 2, ratings: 2 });
});

test("a fork begins with the same taste, and neither changes the other afterwards", async () => {
  const library = await freshLibrary();
  await history(library);
  const list = { profileId, name: "Party", trackIds: [other.id] };
  const { id: playlistId } = await addPlaylist(library, list);
  await addTasteRule(library, profileId, { kind: "playlist", playlistId });
  const nowMs = Date.now();
  const fork = await forkProfile(library, profileId, "Zoë");
  expect(fork).toMatchObject({ name: "Zoë", forkedFrom: profileId });
  expect(await readInteractions(library, fork.id, nowMs)).toEqual({
    ...(await readInteractions(library, profileId, nowMs)),
  });
  await changePlaylist(library, playlistId, { trackIds: [] });
  await library.listens.where({ importId: "i" }).delete();
  expect((await readTasteRules(library, fork.id)).items).toEqual([other.id]);
  expect((await readInteractions(library, fork.id)).tracks.get(song.id)?.plays).toBe(2);
  expect(await listTasteRules(library, fork.id)).toHaveLength(1);
  expect(await library.feedback.where("[profileId+kind]").equals([fork.id, "shown"]).count()).toBe(
    0,
  );
});

test("a mix is kept once, unless it may be replaced", async () => {
  const library = await freshLibrary();
  const mix = { profileId, week: "2026-W48", createdMs: 1, entries: [{ itemId: "artist:a" }] };
  const first = await keepMix(library, mix, () => false);
  expect(await keepMix(library, { ...mix, createdMs: 2 }, () => false)).toEqual(first);
  expect((await keepMix(library, { ...mix, createdMs: 3 }, () => true)).createdMs).toBe(3);
  await keepMix(library, { ...mix, week: "2026-W50" }, () => false);
  await keepMix(library, { ...mix, week: "2026-W49", profileId: "q" }, () => false);
  expect((await listMixes(library, profileId)).map(({ week }) => week)).toEqual([
    "2026-W50",
    "2026-W48",
  ]);
  expect(await readMix(library, profileId, "2026-W49")).toBeUndefined();
});

type Work = (library: Library) => Promise<unknown>;
const nothing: Work = () => Promise.resolve();
const rule: Work = (library) => resetTaste(library, profileId, 5);
const playlist: Work = (library) =>
  addPlaylist(library, { profileId, name: "Party", trackIds: [song.id] });
const onlyPlaylist = async (library: Library) => (await library.playlists.toArray())[0]?.id ?? "";
const ruledPlaylist: Work = async (library) => {
  await playlist(library);
  const playlistId = await onlyPlaylist(library);
  await addTasteRule(library, profileId, { kind: "playlist", playlistId });
};
const full: Work = async (library) => {
  await history(library);
  await ruledPlaylist(library);
  await library.friends.add({ id: "f", profileId, name: "Bo", addedMs: 1, items: [] });
};
const works: readonly (readonly [string, Work, Work, number])[] = [
  ["rule of taste", nothing, rule, 1],
  [
    "rule taken back",
    rule,
    async (library) => removeTasteRule(library, (await library.tasteRules.toArray())[0]?.id ?? ""),
    1,
  ],
  ["playlist", nothing, playlist, 1],
  [
    "playlist changed",
    playlist,
    async (library) => changePlaylist(library, await onlyPlaylist(library), { name: "Other" }),
    1,
  ],
  [
    "playlist deleted with its rule",
    ruledPlaylist,
    async (library) => deletePlaylist(library, await onlyPlaylist(library)),
    2,
  ],
  ["fork of a profile", full, (library) => forkProfile(library, profileId, "Zoë"), 11],
  [
    "mix",
    nothing,
    (library) =>
      keepMix(library, { profileId, week: "2026-W48", createdMs: 1, entries: [] }, () => false),
    1,
  ],
];
const cases = works.flatMap((work) =>
  (["throws", "aborts"] satisfies Failure[]).map((failure) => [...work, failure] as const),
);

test.each(cases)(
  "%s: a failing write leaves nothing half-written",
  async (_name, prepare, work, atLeast, failure) => {
    expect(await expectNothingHalfWritten(prepare, work, failure)).toBeGreaterThanOrEqual(atLeast);
  },
);
