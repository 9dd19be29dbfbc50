import { expect, test } from "vitest";
import { rowOf } from "../../src/base/sparse";
import { modelNamed } from "../../src/recommend/models";
import { hybridRanker } from "../../src/recommend/hybrid-ranker";
import type { Settings } from "../../src/recommend/spec";
import { interactions, sample } from "./sample";

const liked = sample.ratings.map(([user, item]) => [user, item, 1] as const);
const data = interactions(liked, { rows: sample.users, columns: sample.items });
const person = rowOf(data.users, 0);

function scores(name: string, settings: Settings): Float64Array {
  return modelNamed(name).fitRanker(data, settings).foldIn(person).scores;
}

test("a pack of all items and weights is EASE and iALS together, but for eight bits", () => {
  const members = ["ease", "ials"].map((model) => {
    const settings = model === "ease" ? { lambda: 5 } : { factors: 8 };
    return { model, ranker: modelNamed(model).fitRanker(data, settings) };
  });
  const exact = hybridRanker(members, [1, 1]).foldIn(person).scores;
  const packed = scores("pack", { lambda: 5, factors: 8, perItem: sample.items });
  const largest = Math.max(...exact.map(Math.abs));
  packed.forEach((score, item) =>
    expect(Math.abs(score - (exact[item] as number)) / largest).toBeLessThan(0.05),
  );
});

test("fewer items and weights give other scores", () => {
  const settings = { lambda: 5, factors: 8 };
  const whole = scores("pack", settings);
  expect(scores("pack", { ...settings, items: 10 })).not.toEqual(whole);
  expect(scores("pack", { ...settings, perItem: 2 })).not.toEqual(whole);
});

test("how much the person has of an item does not matter", () => {
  const ranker = modelNamed("pack").fitRanker(data, { lambda: 5, factors: 8 });
  const often = { ...person, value: person.value.map(() => 7) };
  expect(ranker.foldIn(often).scores).toEqual(ranker.foldIn(person).scores);
});
