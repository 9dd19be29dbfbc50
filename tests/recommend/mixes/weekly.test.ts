import fc from "fast-check";
import { expect, test } from "vitest";
import { weeklyMix, type MixTask } from "../../../src/recommend/mixes/weekly";
import { weekMs } from "../../../src/recommend/signals/local-time";
import { candidates, catalogue, vector } from "../decisions";

const nowMs = 500 * weekMs;
const items = 600;

/** 600 tracks by 150 artists, the best ones all by few of them. */
const task: MixTask = {
  catalogue: catalogue(items, 12, (item) => Math.floor(item / 4)),
  candidates: candidates(
    Array.from({ length: 500 }, (_, i) => i),
    Array.from({ length: 500 }, (_, i) => 1 / (1 + i / 20)),
  ),
  taste: vector([[510, 1], [511, 1], [522, 1]]), // prettier-ignore
  ...{ profileId: "ann", week: "2026-W48", nowMs, shown: [] },
};
const mixOf = (more: Partial<MixTask> = {}) => weeklyMix({ ...task, ...more });
const itemsOf = (more: Partial<MixTask> = {}) => mixOf(more).map(({ item }) => item);
const artistsOf = (list: readonly number[]) => new Set(list.map((item) => Math.floor(item / 4)));

test("is thirty items by 25 artists or more, none twice, at the default dial", () => {
  const mix = itemsOf();
  expect(mix).toHaveLength(30);
  expect(new Set(mix).size).toBe(30);
  expect(artistsOf(mix).size).toBeGreaterThanOrEqual(25);
});

test("is by more artists the more adventurous, and by 20 at the least", () => {
  const counts = [0, 0.3, 0.6, 1].map((dial) => artistsOf(itemsOf({ dial })).size);
  expect(counts[0]).toBeGreaterThanOrEqual(20);
  expect(counts[1]).toBeGreaterThanOrEqual(25);
  expect(counts.slice(2)).toEqual([30, 30]);
});

test("is the same for the same person and week, and another for others", () => {
  expect(mixOf()).toEqual(mixOf());
  expect(itemsOf({ week: "2026-W49" })).not.toEqual(itemsOf());
  expect(itemsOf({ profileId: "bob" })).not.toEqual(itemsOf());
});

test("shows nothing of the mixes of eight weeks, for half a year on end", () => {
  const shown: { item: number; timeMs: number }[] = [];
  for (let week = 0; week < 26; week++) {
    const timeMs = nowMs + week * weekMs;
    const mix = itemsOf({ week: `w${week}`, nowMs: timeMs, shown });
    expect(mix).toHaveLength(30);
    const lately = shown.filter((s) => timeMs - s.timeMs < 8 * weekMs).map(({ item }) => item);
    for (const item of mix) expect(lately).not.toContain(item);
    shown.push(...mix.map((item) => ({ item, timeMs })));
  }
});

test("keeps why each item is there, some to explore", () => {
  const mix = mixOf();
  expect(mix.filter(({ slot }) => slot === "explore").map(({ style }) => style)).toHaveLength(4);
  for (const { relevance, score } of mix) {
    expect(score).toBeGreaterThan(0);
    expect(relevance).toBeGreaterThan(0);
    expect(relevance).toBeLessThanOrEqual(1);
  }
});

test("leaves out what the person wants less of", () => {
  const less = [{ item: 0, timeMs: nowMs }];
  const style = (list: readonly number[]) => list.filter((item) => item % 12 === 0).length;
  expect(style(itemsOf())).toBeGreaterThan(0);
  expect(style(itemsOf({ less }))).toBe(0);
});

test("takes what there is where there is little", () => {
  expect(itemsOf({ candidates: candidates([3, 9], [1, 0.5]) }).toSorted()).toEqual([3, 9]);
  expect(itemsOf({ candidates: candidates([], []) })).toEqual([]);
});

test("plays from calm to lively and down again where energies are known", () => {
  const energy = Float64Array.from({ length: items }, (_, i) => (i % 100) / 100);
  const mix = itemsOf({ catalogue: { ...task.catalogue, energy } });
  expect(mix.toSorted()).toEqual(itemsOf().toSorted());
  const at = (place: number) => energy[mix[place] as number] as number;
  expect(at(0)).toBe(Math.min(...mix.map((item) => energy[item] as number)));
  expect(at(19)).toBeGreaterThan(at(10));
  expect(at(29)).toBeLessThan(at(19));
});

test("never shows what is no candidate, whatever was shown or is wanted less", () => {
  const memory = fc.array(fc.record({ item: fc.nat(items - 1), timeMs: fc.integer({ min: 0, max: nowMs }) }), { maxLength: 20 }); // prettier-ignore
  fc.assert(
    fc.property(memory, memory, fc.double({ min: 0, max: 1, noNaN: true }), (shown, less, dial) => {
      for (const item of itemsOf({ shown, less, dial, n: 10 })) expect(item).toBeLessThan(500);
    }),
    { numRuns: 25 },
  );
});
