import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tinyScore } from "./tiny-score";
import { repair, repairRow } from "../../src/library/repair";
import { tidyText } from "../../src/library/repair-shapes";
import { TABLES } from "../../src/library/schema";
import type { Score } from "../../src/music/score";

const rating = { id: "p|a", profileId: "p", itemId: "a", value: 3, timeMs: 5 };
const track = {
  id: "track:a|b",
  title: "b",
  artist: "a",
  artistId: "artist:a",
  source: "import",
  addedMs: 1,
};

describe("what is put right", () => {
  test.each([
    ["ratings", { ...rating, value: 9 }, { ...rating, value: 5 }],
    ["ratings", { ...rating, value: -1 }, { ...rating, value: 0.5 }],
    ["ratings", { ...rating, timeMs: 5.4, extra: 1 }, rating],
    ["tracks", { ...track, title: "  b\n\u0007" }, track],
    ["tracks", { ...track, title: "e\u0301" }, { ...track, title: "é" }],
    ["tracks", { ...track, album: 7, durationMs: NaN, tags: "x", mbid: undefined }, track],
    [
      "tracks",
      { ...track, tags: ["", " a "], durationMs: -5 },
      { ...track, tags: ["a"], durationMs: 0 },
    ],
    ["settings", { key: "x", value: { a: [1, null] } }, { key: "x", value: { a: [1, null] } }],
  ] as const)("%s %j", (table, row, expected) => {
    expect(repairRow(table, row)).toEqual({ row: expected });
  });

  test("words of a score are kept, and a score is read without them", () => {
    const score = tinyScore();
    const tick = score.parts[0]?.notes[0]?.tick;
    const line = [{ tick, text: "la", hyphen: undefined }];
    const row = (lyrics: unknown) => ({ id: "s", createdMs: 1, score: { ...score, lyrics } });
    const kept = repairRow("scores", row([{ lines: [line] }])) as { row: { score: Score } };
    expect(kept.row.score.lyrics).toEqual([{ lines: [[{ tick, text: "la" }]] }]);
    const none = repairRow("scores", row(undefined)) as { row: { score: Score } };
    expect("lyrics" in none.row.score).toBe(false);
    const astray = repairRow("scores", row([{ lines: [[{ tick: 7, text: "la" }]] }]));
    expect("reason" in astray).toBe(true);
  });

  test("notes in any order are sorted", () => {
    const score = tinyScore();
    const part = { ...score.parts[0], notes: score.parts[0]?.notes.toReversed() };
    const row = {
      id: "s",
      score: { ...score, parts: [part] },
      createdMs: 1,
      authorship: { by: "person" },
    };
    expect(repairRow("scores", row)).toEqual({ row: { ...row, score } });
  });
});

describe("what is dropped, and why", () => {
  test.each([
    ["ratings", { ...rating, value: "3" }, "value is not a number"],
    ["ratings", { ...rating, value: Infinity }, "value is not a finite number"],
    ["ratings", { ...rating, timeMs: -1 }, "timeMs lies before 1970"],
    ["ratings", { ...rating, timeMs: 9e15 }, "timeMs is no date"],
    ["ratings", { ...rating, itemId: "" }, "itemId is empty"],
    [
      "tracks",
      { ...track, title: " \u200B\u0000 ".trim().replace("\u200B", "") },
      "title is empty",
    ],
    ["tracks", { ...track, source: "theft" }, "source is unknown"],
    [
      "communityBlocks",
      { communityId: "c", column: "users", part: 0, bytes: [1] },
      "bytes is not binary",
    ],
  ] as const)("%s %j", (table, row, reason) => {
    expect(repairRow(table, row)).toEqual({ reason });
  });

  test("an id without end", () => {
    const reason = "id is longer than 1100 characters";
    expect(repairRow("tracks", { ...track, id: "x".repeat(2_000) })).toEqual({ reason });
  });

  test.each(["text", 5, null, undefined, []])("%j is no row", (row) => {
    expect(repair("ratings", [rating, row]).dropped).toMatchObject([{ index: 1 }]);
  });

  const broken: readonly (readonly [string, (score: Score) => unknown])[] = [
    ["a gap between bars", (score) => ({ ...score, bars: [{ tick: 10, duration: 5_000 }] })],
    ["a note past the end", (score) => ({ ...score, bars: score.bars.slice(0, 1) })],
    ["a chord past the end", (score) => ({ ...score, chords: [{ tick: 3_840, symbol: "D" }] })],
    ["an endless tick", (score) => ({ ...score, bars: [{ tick: 0, duration: Infinity }] })],
    ["half a tick", (score) => ({ ...score, bars: [{ tick: 0, duration: 3_840.5 }] })],
    ["no tempo", (score) => ({ ...score, bpm: NaN })],
    ["a metre of thirds", (score) => ({ ...score, meter: { beats: 4, unit: 3 } })],
    ["an unknown key", (score) => ({ ...score, key: { tonic: "H", mode: "major" } })],
    [
      "too many bars",
      (score) => ({ ...score, bars: Array(20_001).fill({ tick: 0, duration: 1 }) }),
    ],
    ["no parts", (score) => ({ ...score, parts: undefined })],
  ];
  test.each(broken)("a score with %s", (_name, change) => {
    const row = { id: "s", score: change(tinyScore()), createdMs: 1, authorship: { by: "person" } };
    expect(repairRow("scores", row)).toHaveProperty("reason");
  });
});

/** Any UTF-16, halves of pairs included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
  .map((units) => String.fromCharCode(...units));

test("arbitrary rows never throw, and what passes passes again unchanged", () => {
  const row = fc.oneof(
    fc.anything(),
    fc.tuple(fc.anything(), fc.anything()).map(([value, timeMs]) => ({ ...rating, value, timeMs })),
    fc.tuple(anyText, fc.anything()).map(([title, tags]) => ({ ...track, title, tags })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...TABLES), fc.array(row), (table, rows) => {
      const once = repair(table, rows);
      expect(once.rows.length + once.dropped.length).toBe(rows.length);
      expect(repair(table, once.rows)).toEqual({ rows: once.rows, dropped: [] });
    }),
  );
});

test("tidy text is well-formed, has no control characters, and stays as it is", () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 20 }), (text, max) => {
      const tidy = tidyText(text, max);
      expect(tidy.length).toBeLessThanOrEqual(max);
      expect(tidy).not.toMatch(/[\p{Cs}\p{Cc}\u2028\u2029]/u);
      expect(tidyText(tidy, max)).toBe(tidy);
    }),
  );
});
