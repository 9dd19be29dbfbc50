import { expect, test } from "vitest";
import { freshLibrary, track } from "./support";
import { tinyScore } from "./tiny-score";
import { choicesOf, forgetChoice, recordChoice } from "../../src/library/choices";
import { rateItem } from "../../src/library/ratings";
import { deleteSong, keepSong } from "../../src/library/songs";
import { keepStyle, readStyle, restoreStyle, tunesOf, undoStyle } from "../../src/library/styles";
import { addTracks } from "../../src/library/tracks";

test("the newest style is in use, and an undo gives the bytes before it back", async () => {
  const library = await freshLibrary();
  expect(await readStyle(library, "p")).toBeUndefined();
  await keepStyle(library, "p", Uint8Array.of(1, 2));
  await keepStyle(library, "p", Uint8Array.of(3));
  await keepStyle(library, "other", Uint8Array.of(9));
  expect(await readStyle(library, "p")).toEqual(Uint8Array.of(3));
  const gone = await undoStyle(library, "p");
  expect(await readStyle(library, "p")).toEqual(Uint8Array.of(1, 2));
  if (gone === undefined) throw new Error("nothing was taken away");
  await restoreStyle(library, gone);
  expect(await readStyle(library, "p")).toEqual(Uint8Array.of(3));
  await undoStyle(library, "p");
  await undoStyle(library, "p");
  expect(await readStyle(library, "p")).toBeUndefined();
  expect(await undoStyle(library, "p")).toBeUndefined();
  expect(await readStyle(library, "other")).toEqual(Uint8Array.of(9));
});

test("five versions are kept", async () => {
  const library = await freshLibrary();
  for (let i = 0; i < 7; i++) await keepStyle(library, "p", Uint8Array.of(i));
  expect(await library.checkpoints.count()).toBe(5);
  for (let i = 6; i >= 2; i--) {
    expect(await readStyle(library, "p")).toEqual(Uint8Array.of(i));
    await undoStyle(library, "p");
  }
  expect(await readStyle(library, "p")).toBeUndefined();
});

test("a style whose bytes have changed is not used", async () => {
  const library = await freshLibrary();
  await keepStyle(library, "p", Uint8Array.of(1));
  await library.checkpoints.toCollection().modify({ bytes: Uint8Array.of(2) });
  expect(await readStyle(library, "p")).toBeUndefined();
});

test("learns from kept songs that were not rated low, and from liked scores of others", async () => {
  const library = await freshLibrary();
  const keep = async (title: string) =>
    keepSong(library, {
      profileId: "p",
      title,
      artist: "",
      score: { ...tinyScore(), title },
      authorship: { by: "person" },
    });
  const plain = await keep("plain");
  const poor = await keep("poor");
  const gone = await keep("gone");
  await deleteSong(library, gone.song.id);
  await rateItem(library, "p", poor.track.id, 2);
  for (const title of ["liked", "heard"]) {
    const score = { ...tinyScore(), title };
    const authorship = { by: "file", name: "a.abc" } as const;
    await library.scores.add({ id: title, score, createdMs: 1, authorship });
    await addTracks(library, [track("A", title, { scoreId: title })]);
    await rateItem(library, "p", track("A", title).id, title === "liked" ? 4 : 3);
  }
  const titles = async (songIds?: readonly string[]) =>
    (await tunesOf(library, "p", songIds)).map(({ title }) => title);
  expect(await titles()).toEqual(["plain", "liked"]);
  expect(await titles([poor.song.id, plain.song.id])).toEqual(["plain", "poor"]);
  expect(await tunesOf(library, "nobody")).toEqual([]);
});

test("choices are remembered by set, and taken back", async () => {
  const library = await freshLibrary();
  const made = { profileId: "p", model: "melody@1", settings: { bars: 16 } };
  const kept = { kept: true, features: [1, 2] };
  const first = await recordChoice(library, { ...made, candidates: [kept] });
  await recordChoice(library, { ...made, candidates: [{ ...kept, kept: false }, kept] });
  const rows = await choicesOf(library, "p");
  expect(rows.map((row) => row.kept).sort()).toEqual([false, true, true]);
  expect(rows[0]).toMatchObject({ ...made, features: [1, 2] });
  expect(new Set(rows.map(({ set }) => set)).size).toBe(2);
  await forgetChoice(library, "p", first);
  expect((await choicesOf(library, "p")).map(({ set }) => set)).not.toContain(first);
  expect(await choicesOf(library, "q")).toEqual([]);
});
