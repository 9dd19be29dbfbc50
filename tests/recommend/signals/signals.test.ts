import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evidenceOf, isEarlySkip, type Listen } from "../../../src/recommend/signals/listen";
import { dayMs, hourMs } from "../../../src/recommend/signals/local-time";
import type { TasteRules } from "../../../src/recommend/signals/rules";
import { Tally, type Signals } from "../../../src/recommend/signals/tally";
import { heardValue, tasteValue, type ValueOptions } from "../../../src/recommend/signals/value";

const nowMs = Date.UTC(2026, 10, 23, 12);
const utc = () => 0;
const play = (more: Partial<Listen> = {}): Listen => ({
  ...{ trackId: "track:a|x", artistId: "artist:a", startMs: nowMs },
  ...more,
});

function signals(
  listens: readonly Listen[],
  rules: TasteRules = {},
  options: Partial<ValueOptions> = {},
): Signals {
  const tally = new Tally({ nowMs, offsetAt: utc, rules, options });
  for (const listen of listens) tally.add(listen);
  return tally.signals();
}

test.each([
  ["a play of unknown length", {}, 1],
  ["three quarters of a track", { completion: 0.75 }, 0.75],
  ["a skip within 30 s", { skipped: true, playedMs: 29_999 }, -0.5],
  ["a skip within 30 s near the end of a short track", { skipped: true, playedMs: 20_000, completion: 0.9 }, -0.5], // prettier-ignore
  ["a skip before a third", { skipped: true, completion: 0.2 }, -0.5],
  ["a skip after 30 s", { skipped: true, playedMs: 30_000 }, 0],
  [
    "a skip after 30 s, half of it heard",
    { skipped: true, playedMs: 90_000, completion: 0.5 },
    0.5,
  ],
  ["a skip of which nothing is known", { skipped: true }, 0],
  ["20 s that nobody called a skip", { playedMs: 20_000 }, 0],
  ["more than all of it", { completion: 1.4 }, 1],
])("%s says %o → %d", (_, more, evidence) => {
  expect(evidenceOf(play(more))).toBe(evidence);
  expect(isEarlySkip(play(more))).toBe(evidence < 0);
});

describe("what listening is worth", () => {
  test("a play of today 1, of a year ago five eighths, of long ago a quarter", () => {
    const value = (days: number) =>
      signals([play({ startMs: nowMs - days * dayMs })]).tracks.get("track:a|x")?.value;
    expect(value(0)).toBe(1);
    expect(value(365)).toBeCloseTo(0.625, 12);
    expect(value(36_500)).toBeCloseTo(0.25, 12);
  });

  test("binary takes no notice of how often; log does: 1, 3, 7 plays are worth 1, 2, 3", () => {
    const value = (plays: number, weighting: "binary" | "log") =>
      signals(
        Array.from({ length: plays }, () => play()),
        {},
        { weighting },
      ).artists.get("artist:a")?.value;
    expect([1, 3, 7].map((n) => value(n, "binary"))).toEqual([1, 1, 1]);
    expect([1, 3, 7].map((n) => value(n, "log"))).toEqual([1, 2, 3]);
  });

  test("more skips than plays count against it, but never as much as a low rating", () => {
    const skip = play({ skipped: true, playedMs: 5000 });
    const value = (...listens: Listen[]) => signals(listens).tracks.get("track:a|x")?.value;
    expect(value(skip, play())).toBe(1);
    expect(value(skip, skip, play())).toBe(0);
    expect(value(skip)).toBe(-0.5);
    expect(value(skip, skip, skip, skip)).toBe(-0.5);
    expect(tasteValue(0, 1)).toBe(-1);
  });

  test("counts plays and early skips, and when the first and the last was", () => {
    const listens = [
      play({ startMs: nowMs - 3 * dayMs }),
      play({ startMs: nowMs - 9 * dayMs, skipped: true, playedMs: 1000 }),
      play({ startMs: nowMs - 5 * dayMs, trackId: "track:a|y" }),
    ];
    expect(signals(listens).artists.get("artist:a")).toMatchObject({
      ...{ plays: 2, skips: 1 },
      ...{ firstMs: nowMs - 9 * dayMs, lastMs: nowMs - 3 * dayMs },
    });
  });
});

const someListen: fc.Arbitrary<Listen> = fc.record(
  {
    trackId: fc.constantFrom("track:a|x", "track:a|y", "track:b|z"),
    artistId: fc.constantFrom("artist:a", "artist:b"),
    startMs: fc.integer({ min: nowMs - 800 * dayMs, max: nowMs }),
    playedMs: fc.integer({ min: 0, max: 400_000 }),
    completion: fc.double({ min: 0, max: 1, noNaN: true }),
    skipped: fc.boolean(),
  },
  { requiredKeys: ["trackId", "artistId", "startMs"] },
);

const weighting = fc.constantFrom("binary" as const, "log" as const);

describe("laws", () => {
  test("the order of listens does not matter", () => {
    fc.assert(
      fc.property(fc.array(someListen, { maxLength: 30 }), weighting, (listens, w) => {
        const [one, other] = [listens, listens.toReversed()].map((list) =>
          signals(list, {}, { weighting: w }),
        );
        for (const [item, heard] of one?.tracks ?? []) {
          const again = other?.tracks.get(item);
          expect(again).toMatchObject({ plays: heard.plays, skips: heard.skips });
          expect(again?.value).toBeCloseTo(heard.value, 9);
        }
      }),
    );
  });

  const ruled: [string, TasteRules, Partial<Listen>][] = [
    ["a session", { sessions: [{ fromMs: nowMs - 5 * hourMs, toMs: nowMs - 4 * hourMs }] }, { startMs: nowMs - 5 * hourMs }],
    ["items", { items: ["track:kids|song"] }, { trackId: "track:kids|song" }],
    ["an artist", { items: ["artist:kids"] }, { artistId: "artist:kids" }],
    ["hours", { hours: [{ from: 3, to: 4 }] }, { startMs: nowMs - 8.5 * hourMs }],
    ["a fresh start", { sinceMs: nowMs - 900 * dayMs }, { startMs: nowMs - 900 * dayMs - 1 }],
  ]; // prettier-ignore
  test.each(ruled)("what is left out by %s changes nothing", (_, rules, more) => {
    fc.assert(
      fc.property(fc.array(someListen, { maxLength: 12 }), someListen, (listens, left) => {
        const without = signals(listens, rules);
        expect(signals([...listens, { ...left, ...more }], rules)).toEqual(without);
      }),
    );
  });

  test("adding a like never lowers an item", () => {
    fc.assert(
      fc.property(fc.array(someListen, { maxLength: 20 }), weighting, (listens, w) => {
        for (const { value } of signals(listens, {}, { weighting: w }).tracks.values()) {
          for (const before of [undefined, 1, 3, 4]) {
            const stars = tasteValue(value, before, w);
            expect(tasteValue(value, 5, w)).toBeGreaterThanOrEqual(stars);
          }
        }
      }),
    );
  });

  test("one play more never lowers an item, one early skip more never raises it", () => {
    fc.assert(
      fc.property(fc.array(someListen, { maxLength: 12 }), weighting, (listens, w) => {
        const value = (list: readonly Listen[]) =>
          signals(list, {}, { weighting: w }).tracks.get("track:a|x")?.value ?? 0;
        const before = value(listens);
        expect(value([...listens, play()])).toBeGreaterThanOrEqual(before - 1e-9);
        const skip = play({ skipped: true, playedMs: 0 });
        expect(value([...listens, skip])).toBeLessThanOrEqual(before + 1e-9);
      }),
    );
  });

  test("evidence of nothing is nothing", () => {
    expect(heardValue(0, 1, "binary")).toBe(0);
    expect(heardValue(0, 1, "log")).toBe(0);
  });
});
