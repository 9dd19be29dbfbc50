import { expect, test } from "vitest";
import { chooseSlate } from "../../../src/recommend/slate/choose";
import { explorePlaces } from "../../../src/recommend/slate/explore-slots";
import { candidates, catalogue, vector } from "../decisions";

test.each([
  [30, 0.13, [5, 13, 20, 28]],
  [10, 0.13, [7]],
  [10, 0.2, [3, 8]],
  [4, 0.1, []],
  [3, 1, [0, 1, 2]],
  [0, 0.2, []],
])("%d places, a share of %d: %o", (n, share, places) => {
  expect([...explorePlaces(n, share)]).toEqual(places);
});

// Ten styles in turn; the person has items of styles 0 and 1 and knows the artist of item 12.
const known = catalogue(60, 10, (item) => (item === 2 ? 12 : item));
const score = Array.from({ length: 40 }, (_, i) => 1 - i / 50);
const task = {
  catalogue: known,
  candidates: candidates([...score.keys()], score),
  taste: vector([[50, 1], [51, 1], [12, 1]]), // prettier-ignore
  n: 10,
  weights: { explore: 0.3 },
};
const explored = (more: Partial<Parameters<typeof chooseSlate>[0]> = {}) =>
  chooseSlate({ ...task, ...more }).filter(({ slot }) => slot === "explore");

test("explores the best of styles that are not the person's own, by new artists", () => {
  const found = explored();
  expect(found).toHaveLength(3);
  for (const { style, item, newArtist } of found) {
    expect(["style 0", "style 1"]).not.toContain(style);
    expect(style).toBe(`style ${item % 10}`);
    expect(newArtist).toBe(true);
  }
  expect(new Set(found.map(({ style }) => style)).size).toBe(3);
});

test("asks which styles to explore, and takes the best item of each", () => {
  let offered: readonly string[] = [];
  const found = explored({
    pickStyles(styles, n) {
      offered = styles;
      return styles.slice(-n);
    },
  });
  expect(offered).toContain("style 9");
  expect(offered).not.toContain("style 1");
  expect(found.map(({ style }) => style)).toEqual(offered.slice(-3));
});

test("where no style is known every place is filled by taste", () => {
  const none = { ...known, styleNames: [], styles: { ...catalogue(60, 1).styles, ...empty() } };
  const choices = chooseSlate({ ...task, catalogue: none });
  expect(choices).toHaveLength(10);
  expect(choices.every(({ slot }) => slot === "taste")).toBe(true);
});

function empty() {
  return {
    ...{ ptr: new Uint32Array(61), index: new Uint32Array(0), value: new Float64Array(0) },
    columns: 0,
  };
}
