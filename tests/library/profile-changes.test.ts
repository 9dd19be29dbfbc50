import { expect, test } from "vitest";
import { expectNothingHalfWritten } from "./faults";
import { dump, freshLibrary, listen, track } from "./support";
import { tinyScore } from "./tiny-score";
import { addFriend } from "../../src/library/friends";
import {
  addProfile,
  chooseProfile,
  countProfile,
  deleteProfile,
  renameProfile,
  restoreProfile,
} from "../../src/library/profile-changes";
import { ensureDefaultProfile, listProfiles } from "../../src/library/profiles";
import { rateItem } from "../../src/library/ratings";
import type { Library } from "../../src/library/schema";
import { readSetting } from "../../src/library/settings";
import { keepSong } from "../../src/library/songs";
import { resetTaste } from "../../src/library/taste-rules";
import { addTracks } from "../../src/library/tracks";

const song = track("A", "one");

/** Two profiles with a history each; "p" is the second. */
async function twoPeople(library: Library): Promise<void> {
  await ensureDefaultProfile(library, "First");
  await library.profiles.add({ id: "p", name: "Second", createdMs: Date.now() + 1 });
  await addTracks(library, [song]);
  await library.listens.bulkAdd([listen(song, 1), listen(song, 500_000)]);
  await library.listens.add(listen(song, 1, { id: `q|${song.id}|1`, profileId: "q" }));
  await rateItem(library, "p", song.id, 5);
  await resetTaste(library, "p");
  await addFriend(library, "p", { name: "Mira", items: [{ name: "ABBA", weight: 16 }] });
  const draft = {
    title: "Mine",
    artist: "Me",
    score: tinyScore(),
    authorship: { by: "person" },
  } as const;
  await keepSong(library, { ...draft, profileId: "p" });
}

test("a profile is added, renamed and chosen", async () => {
  const library = await freshLibrary();
  await ensureDefaultProfile(library, "First");
  const second = await addProfile(library, "  Second ");
  expect(second.name).toBe("Second");
  const before = await renameProfile(library, second.id, "Other");
  expect(before?.name).toBe("Second");
  expect((await listProfiles(library)).map(({ name }) => name)).toEqual(["First", "Other"]);
  await chooseProfile(library, second.id);
  expect((await ensureDefaultProfile(library, "x")).id).toBe(second.id);
  await expect(addProfile(library, " ")).rejects.toMatchObject({ code: "corrupt" });
});

test("a deleted profile takes its own along, and comes back as it was", async () => {
  const library = await freshLibrary();
  await twoPeople(library);
  await chooseProfile(library, "p");
  const before = await dump(library);
  expect(await countProfile(library, "p")).toEqual({ listens: 2, ratings: 1, songs: 1 });
  const taken = await deleteProfile(library, "p");
  expect(await countProfile(library, "p")).toEqual({ listens: 0, ratings: 0, songs: 0 });
  expect(await library.listens.count()).toBe(1);
  expect(await library.tracks.count()).toBe(1);
  for (const name of ["friends", "tasteRules", "scores"]) {
    expect(await library.table(name).count()).toBe(0);
  }
  expect(await readSetting(library, "activeProfile")).not.toBe("p");
  await restoreProfile(library, taken);
  await chooseProfile(library, "p");
  expect(await dump(library)).toEqual(before);
});

test("the only profile stays", async () => {
  const library = await freshLibrary();
  const { id } = await ensureDefaultProfile(library, "Only");
  await expect(deleteProfile(library, id)).rejects.toMatchObject({ code: "failed" });
  expect(await listProfiles(library)).toHaveLength(1);
});

test.each(["throws", "aborts"] as const)(
  "no write that %s leaves half a profile",
  async (failure) => {
    const writes = await expectNothingHalfWritten(
      twoPeople,
      (library) => deleteProfile(library, "p"),
      failure,
    );
    expect(writes).toBeGreaterThan(7);
  },
);
