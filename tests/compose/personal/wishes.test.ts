import { expect, test } from "vitest";
import { wishesFromTaste, type Loved } from "../../../src/compose/personal/wishes";

const loved = (title: string, more: Partial<Loved>): Loved => ({
  title,
  weight: 1,
  features: {},
  ...more,
});

test("what loved tracks have in common becomes wishes, with what they rest on", () => {
  const jig = { type: "jig", meter: { beats: 6, unit: 8 } };
  const { wishes, why } = wishesFromTaste([
    loved("A", { ...jig, weight: 5, features: { mode: 1, bpm: 110, energy: 6, register: 76 } }),
    loved("B", { ...jig, weight: 4, features: { mode: 1, bpm: 120, energy: 5, register: 75 } }),
    loved("C", { features: { mode: 0, bpm: 60, energy: 1, register: 60 } }),
  ]);
  expect(wishes).toEqual({
    mode: "major",
    meter: { beats: 6, unit: 8 },
    type: "jig",
    energy: "high",
    register: "high",
    tempo: 110,
  });
  expect(why.find(({ wish }) => wish === "mode")).toEqual({
    wish: "mode",
    share: 0.9,
    titles: ["A", "B"],
  });
});

test.each<[string, readonly Loved[], object]>([
  ["nothing is loved", [], {}],
  [
    "tracks disagree",
    [loved("A", { features: { mode: 1 } }), loved("B", { features: { mode: 0 } })],
    {},
  ],
  ["tags alone", [loved("A", { tags: ["Lullaby", "Waltz"] })], { type: "waltz", energy: "low" }],
  [
    "a tag against the sound",
    [loved("A", { tags: ["calm"], features: { energy: 7 } })],
    { energy: "high" },
  ],
  [
    "one track named",
    [loved("A", { features: { mode: 0, bpm: 90.4 } })],
    { mode: "minor", tempo: 90 },
  ],
])("%s", (_, tracks, wishes) => {
  expect(wishesFromTaste(tracks).wishes).toEqual(wishes);
});
