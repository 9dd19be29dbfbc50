import { describe, expect, test } from "vitest";
import { isoWeek } from "../../../src/recommend/mixes/week";
import { hourMs, minuteMs } from "../../../src/recommend/signals/local-time";
import { decisions } from "../decisions";

test("equals Python's calendar at 20 turns of the year and on every day of two years", () => {
  for (const [day, week] of decisions.weeks) {
    expect(`${day} ${isoWeek(Date.parse(day), () => 0).id}`).toBe(`${day} ${week}`);
  }
});

test.each(decisions.zones)(
  "equals Python's in $zone, over its changes of the clock",
  ({ rows }) => {
    for (const [seconds, offset, week] of rows) {
      expect(isoWeek(seconds * 1000, () => offset).id).toBe(week);
    }
  },
);

test.each([
  ["2020-12-31", 2020, 53],
  ["2021-01-03", 2020, 53],
  ["2021-01-04", 2021, 1],
  ["2026-12-31", 2026, 53],
  ["2027-01-03", 2026, 53],
  ["2024-12-30", 2025, 1],
  ["1969-12-31", 1970, 1],
])("%s is in %d, week %d", (day, year, week) => {
  expect(isoWeek(Date.parse(day), () => 0)).toMatchObject({ year, week });
});

describe("a week is the same from Monday's midnight to Sunday's", () => {
  // Offsets in minutes before and after the clock is changed on the Sunday at 01:00 UTC.
  const change = Date.UTC(2026, 9, 25, 1);
  test.each([
    ["Berlin, autumn", 120, 60],
    ["New York, autumn", -240, -300],
    ["Lord Howe, half an hour", 660, 630],
    ["spring", 60, 120],
    ["none", 0, 0],
  ])("%s", (_, before, after) => {
    const offsetAt = (ms: number) => (ms < change ? before : after);
    const monday = Date.UTC(2026, 9, 19) - before * minuteMs;
    const next = Date.UTC(2026, 9, 26) - after * minuteMs;
    for (let ms = monday; ms < next; ms += hourMs / 2) {
      expect(isoWeek(ms, offsetAt).id).toBe("2026-W43");
    }
    expect(isoWeek(monday - 1, offsetAt).id).toBe("2026-W42");
    expect(isoWeek(next, offsetAt).id).toBe("2026-W44");
  });
});
