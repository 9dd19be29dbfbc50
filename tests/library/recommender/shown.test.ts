import { expect, test } from "vitest";
import { freshLibrary } from "../support";
import { addCommunity, profileId, scene, sceneItem } from "./support";
import { rateItem } from "../../../src/library/ratings";
import { RecommenderSession } from "../../../src/library/recommender/session";
import { noteShown, shownBeforeToday } from "../../../src/library/recommender/shown";

/** Noon, so that an hour before and after is the same day in every time zone. */
const noon = (day: number) => new Date(2026, 10, day, 12).getTime();
const hour = 3_600_000;

test("what was shown counts from the next day on, and stays as it was all day", async () => {
  const library = await freshLibrary();
  const before = (nowMs: number) => shownBeforeToday(library, "p", nowMs);
  await noteShown(library, "p", ["artist:a", "artist:b"], noon(1));
  expect(await before(noon(1) + hour)).toEqual(new Map());
  expect(await before(noon(2))).toEqual(
    new Map([
      ["artist:a", noon(1)],
      ["artist:b", noon(1)],
    ]),
  );
  await noteShown(library, "p", ["artist:a"], noon(2));
  await noteShown(library, "p", ["artist:a", "artist:b"], noon(2) + hour);
  expect((await before(noon(2) + 2 * hour)).get("artist:a")).toBe(noon(1));
  expect((await before(noon(2) + 2 * hour)).get("artist:b")).toBe(noon(1));
  expect((await before(noon(3))).get("artist:a")).toBe(noon(2));
  expect(await shownBeforeToday(library, "q", noon(3))).toEqual(new Map());
});

test("what no mix remembers any more is forgotten", async () => {
  const library = await freshLibrary();
  await noteShown(library, "p", ["artist:a"], noon(1));
  const later = new Date(2027, 1, 1, 12).getTime();
  await noteShown(library, "p", ["artist:b"], later);
  expect([...(await shownBeforeToday(library, "p", later + 24 * hour)).keys()]).toEqual([
    "artist:b",
  ]);
});

test("what is kept and cannot be read counts as nothing", async () => {
  const library = await freshLibrary();
  const bytes = new TextEncoder().encode("[");
  const row = { id: "shown|p", profileId: "p", model: "shown", createdMs: 1, bytes };
  await library.checkpoints.add({ ...row, sha256: "0".repeat(64) });
  expect(await shownBeforeToday(library, "p", noon(1))).toEqual(new Map());
  await noteShown(library, "p", ["artist:a"], noon(1));
  expect((await shownBeforeToday(library, "p", noon(2))).size).toBe(1);
});

test("a row of Home moves on from what it showed on another day", async () => {
  const library = await freshLibrary();
  await addCommunity(library, scene());
  for (let i = 0; i < 4; i++) await rateItem(library, profileId, sceneItem(4 * i), 5);
  const row = async () => {
    const { shelves } = await new RecommenderSession(library).home({ profileId, adventure: 0.3 });
    return shelves.find(({ kind }) => kind === "because")?.entries.map(({ itemId }) => itemId);
  };
  const first = (await row()) ?? [];
  expect(first.length).toBeGreaterThan(3);
  expect(await row()).toEqual(first);
  await library.checkpoints.where({ id: `shown|${profileId}` }).delete();
  const yesterday = Date.now() - 24 * hour;
  await noteShown(library, profileId, first.slice(0, 1), yesterday);
  const next = (await row()) ?? [];
  expect(next).not.toEqual(first);
  expect(next[0]).not.toBe(first[0]);
});
