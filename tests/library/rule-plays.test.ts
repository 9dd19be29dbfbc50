import { expect, test } from "vitest";
import { freshLibrary, listen, track } from "./support";
import { addPlaylist } from "../../src/library/playlists";
import { playsLeftOut, recentSittings } from "../../src/library/rule-plays";
import type { TasteRule } from "../../src/library/rows";
import type { Library } from "../../src/library/schema";
import { addTasteRule } from "../../src/library/taste-rules";
import { readTasteView } from "../../src/library/taste-view";
import { addTracks } from "../../src/library/tracks";

const minute = 60_000;
const at = (day: number, hour: number, minutes = 0) =>
  new Date(2025, 4, day, hour, minutes).getTime();
const [one, two] = [track("A", "one"), track("B", "two")];

/** Two sittings: three plays at night, two the next noon. */
async function plays(library: Library): Promise<void> {
  await addTracks(library, [one, two]);
  await library.listens.bulkAdd([
    listen(one, at(1, 23, 0)),
    listen(one, at(1, 23, 5)),
    listen(two, at(1, 23, 10)),
    listen(two, at(2, 12, 0)),
    listen(one, at(2, 12, 4)),
    listen(one, at(1, 23, 0), { id: "other", profileId: "q" }),
  ]);
}

test.each<[string, TasteRule | "list", number]>([
  ["a sitting", { kind: "session", fromMs: at(1, 23), toMs: at(1, 23, 10) + 1 }, 3],
  ["hours over midnight", { kind: "hours", from: 22, to: 6, weekdays: [] }, 3],
  ["hours on other days", { kind: "hours", from: 22, to: 6, weekdays: [0] }, 0],
  ["a playlist", "list", 2],
  ["a beginning", { kind: "since", fromMs: at(2, 12, 2) }, 4],
  ["an item", { kind: "item", itemId: one.artistId, name: "A" }, 3],
])("%s leaves out as many plays as it says", async (_name, rule, expected) => {
  const library = await freshLibrary();
  await plays(library);
  const list = await addPlaylist(library, { profileId: "p", name: "L", trackIds: [two.id] });
  const row = await addTasteRule(
    library,
    "p",
    rule === "list" ? { kind: "playlist", playlistId: list.id } : rule,
  );
  expect([...(await playsLeftOut(library, "p", [row]))]).toEqual([[row.id, expected]]);
});

test("sittings are told newest first, with whose music it was", async () => {
  const library = await freshLibrary();
  await plays(library);
  const sittings = await recentSittings(library, "p", 5);
  expect(sittings.map(({ fromMs, listens }) => [fromMs, listens.length])).toEqual([
    [at(2, 12), 2],
    [at(1, 23), 3],
  ]);
  expect(sittings[0]?.toMs).toBeLessThan(at(2, 12, 4) + minute);
  const view = await readTasteView(library, "p");
  expect([...view.artists.values()].sort()).toEqual(["A", "B"]);
  expect(view.sittings).toHaveLength(2);
});
