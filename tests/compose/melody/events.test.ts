import { expect, test } from "vitest";
import { scoreToEvents } from "../../../src/compose/melody/from-score";
import { eventsToScore } from "../../../src/compose/melody/to-score";
import { TOKENS, ticksOf, type MelodyEvent } from "../../../src/compose/melody/vocabulary";
import { parseAbc } from "../../../src/formats/abc/tunebook";
import type { Score } from "../../../src/music/score";
import { trainerTunes } from "./fixture";

/** Events as text: token/ticks, pitches in semitones from the tonic. */
function told(events: readonly MelodyEvent[]): string {
  return events
    .map(({ token, length }) => `${TOKENS[token]}${length < 0 ? "" : `/${ticksOf(length)}`}`)
    .join(" ");
}

function read(abc: string): Score {
  const score = parseAbc(abc);
  if (!score.ok) throw new Error(score.fault.message);
  return score.value;
}

function eventsOf(score: Score): readonly MelodyEvent[] {
  const events = scoreToEvents(score);
  if (!events.ok) throw new Error(events.fault.message);
  return events.value;
}

test.each([
  ["a plain bar", "X:1\nM:4/4\nL:1/8\nK:D\nD2FA d4|]\n", "||/0 0/24 4/12 7/12 12/48 end"],
  [
    "a pickup, a repeat, and the short bar before it",
    "X:1\nM:6/8\nL:1/8\nK:G\nD|GBd gdB|G3 G2:|\n",
    "||/12 -5/12 | 0/12 4/12 7/12 12/12 7/12 4/12 | 0/36 0/24 end:|",
  ],
  [
    "2/4 on its doubled grid, a rest and a section line",
    "X:1\nM:2/4\nL:1/8\nK:A\nA2 z e||c2 A2|]\n",
    "||/0 0/48 rest/24 7/24 ||/0 4/48 0/48 end",
  ],
  [
    "a tie over a bar line, and repeat signs",
    "X:1\nM:3/4\nL:1/4\nK:C\n|:c e g-|g2 e:|\n",
    "|:/0 0/24 4/24 7/24 | tie/48 4/24 end:|",
  ],
  [
    "first and second endings",
    "X:1\nM:3/4\nL:1/4\nK:C\nc2 e|1 g3:|2 c3|]\n",
    "||/0 0/48 4/24 |1/0 7/72 :|2/0 0/72 end",
  ],
])("%s", (_, abc, expected) => {
  expect(told(eventsOf(read(abc)))).toBe(expected);
});

test.each([
  ["a bar too long", "D8 F2|D8", /Bar 1 is too long/],
  ["a short bar inside a section", "D8|D6|D8", /Bar 2 is too short/],
  ["a pitch out of range", "D,,,,8", /Bar 1 has a note out of range/],
  ["five in the time of four", "(5:4DEFGAB4|", /Bar 1 has a length that the grid/],
])("refuses %s", (_, music, message) => {
  const parsed = parseAbc(`X:1\nM:4/4\nL:1/8\nK:D\n${music}|]\n`);
  const result = parsed.ok ? scoreToEvents(parsed.value) : parsed;
  expect(result.ok ? "" : result.fault.message).toMatch(message);
});

test("refuses two notes at once", () => {
  const score = read("X:1\nM:4/4\nL:1/8\nK:D\nD8|]\n");
  const [part] = score.parts;
  const [note] = part?.notes ?? [];
  if (part === undefined || note === undefined) throw new Error("the tune was not read");
  const both = { ...score, parts: [{ ...part, notes: [note, { ...note, pitch: 70 }] }] };
  const result = scoreToEvents(both);
  expect(result.ok ? "" : result.fault.message).toBe("Bar 1 has two notes at once.");
});

test("tunes of the books go to scores and back without a change", () => {
  for (const { events, given } of trainerTunes()) {
    const score = eventsToScore(events, given, "A tune");
    expect(told(eventsOf(score))).toBe(told(events));
  }
});
