import { describe, expect, test } from "vitest";
import { hourMs, localTime, minuteMs } from "../../../src/recommend/signals/local-time";
import { refusalOf, type Refusals } from "../../../src/recommend/signals/refusals";
import { listenFilter, ratingFilter, type TasteRules } from "../../../src/recommend/signals/rules";
import { sessionsOf } from "../../../src/recommend/signals/sessions";
import { decisions } from "../decisions";

describe("the person's clock", () => {
  test.each(decisions.zones)("agrees with Python's in $zone, over its changes", ({ rows }) => {
    for (const [seconds, offset, , weekday, hour] of rows) {
      expect(localTime(seconds * 1000, () => offset)).toMatchObject({ weekday, hour });
    }
  });

  test("before 1970 too", () => {
    expect(localTime(Date.UTC(1969, 11, 28, 23), () => 0)).toMatchObject({ weekday: 0, hour: 23 });
  });
});

// 2026-11-20 is a Friday.
const friday = (hour: number) => Date.UTC(2026, 10, 20, hour);
const counts = (rules: TasteRules, startMs: number, offset = 0) =>
  listenFilter(rules, () => offset)({ trackId: "track:a|x", artistId: "artist:a", startMs });

describe("hours", () => {
  test.each([
    [{ from: 8, to: 10 }, 8, false],
    [{ from: 8, to: 10 }, 10, true],
    [{ from: 22, to: 6 }, 23, false],
    [{ from: 22, to: 6 }, 5, false],
    [{ from: 22, to: 6 }, 6, true],
    [{ from: 0, to: 24 }, 13, false],
    [{ from: 8, to: 10, weekdays: [5] }, 9, false],
    [{ from: 8, to: 10, weekdays: [0, 6] }, 9, true],
    [{ from: 8, to: 10, weekdays: [] }, 9, true],
  ])("%o leaves hour %d in: %s", (hours, hour, stays) => {
    expect(counts({ hours: [hours] }, friday(hour))).toBe(stays);
  });

  test("are those of the person's clock at the time", () => {
    const rules = { hours: [{ from: 8, to: 9 }] };
    expect(counts(rules, friday(7), 60)).toBe(false);
    expect(counts(rules, friday(8), 60)).toBe(true);
  });
});

test("a session takes in its start and not its end", () => {
  const rules = { sessions: [{ fromMs: 1000, toMs: 2000 }] };
  expect([999, 1000, 1999, 2000].map((ms) => counts(rules, ms))).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

test("what was said stands, whenever it was: only a fresh start or its item takes it out", () => {
  const rules = { sinceMs: 500, items: ["artist:b"], sessions: [{ fromMs: 0, toMs: 9999 }] };
  const of = ratingFilter(rules);
  expect(of({ itemId: "artist:a", timeMs: 499 })).toBe(false);
  expect(of({ itemId: "artist:a", timeMs: 500 })).toBe(true);
  expect(of({ itemId: "artist:b", timeMs: 900 })).toBe(false);
});

describe("sessions", () => {
  const at = (minute: number, playedMinutes?: number) => ({
    ...{ trackId: `track:a|${minute}`, artistId: "artist:a", startMs: minute * minuteMs },
    ...(playedMinutes !== undefined && { playedMs: playedMinutes * minuteMs }),
  });

  test("end where 30 minutes pass between the end of one play and the next", () => {
    const listens = [at(100, 3), at(0, 4), at(33, 4), at(67, 1)];
    const minutes = sessionsOf(listens).map(({ listens: l }) => l.map((x) => x.startMs / minuteMs));
    expect(minutes).toEqual([[0, 33], [67], [100]]);
  });

  test("given to the rules take out all of themselves and nothing else", () => {
    const listens = [at(0), at(20), at(80), at(95, 5)];
    const [first] = sessionsOf(listens);
    const keep = listenFilter({ sessions: first ? [first] : [] }, () => 0);
    expect(listens.filter(keep)).toEqual([at(80), at(95, 5)]);
  });

  test("of nothing are none", () => expect(sessionsOf([])).toEqual([]));
});

describe("refusals", () => {
  const none: Refusals = { blocked: new Set(), notNow: new Map(), ratings: new Map() };
  const item = { id: "track:a|x", artistId: "artist:a" };
  const nowMs = 100 * hourMs;
  const cases: [string, Partial<Refusals>, ReturnType<typeof refusalOf>][] = [
    ["nothing said", {}, undefined],
    ["blocked itself", { blocked: new Set(["track:a|x"]) }, "blocked"],
    ["by a blocked artist", { blocked: new Set(["artist:a"]) }, "blocked"],
    ["rated two stars", { ratings: new Map([["track:a|x", 2]]) }, "hated"],
    ["rated two and a half", { ratings: new Map([["track:a|x", 2.5]]) }, undefined],
    ["its artist rated one star", { ratings: new Map([["artist:a", 1]]) }, "hated"],
    ["loved, by an artist rated one star", { ratings: new Map([["artist:a", 1], ["track:a|x", 5]]) }, undefined],
    ["put off until later", { notNow: new Map([["track:a|x", nowMs + 1]]) }, "put-off"],
    ["put off until now", { notNow: new Map([["track:a|x", nowMs]]) }, undefined],
    ["its artist put off", { notNow: new Map([["artist:a", nowMs + 1]]) }, "put-off"],
    ["played an hour ago", { lastPlayed: new Map([["track:a|x", nowMs - hourMs]]) }, "just-played"],
    ["played half a day ago", { lastPlayed: new Map([["track:a|x", nowMs - 12 * hourMs]]) }, undefined],
    ["its artist played just now", { lastPlayed: new Map([["artist:a", nowMs]]) }, undefined],
  ]; // prettier-ignore
  test.each(cases)("%s", (_, said, refusal) => {
    expect(refusalOf(item, { ...none, ...said }, nowMs)).toBe(refusal);
  });
});
