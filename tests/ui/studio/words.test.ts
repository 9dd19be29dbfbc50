import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en";
import { fullBars, keyName, noteName, scoreFacts, typeName } from "../../../src/ui/studio/words";
import type { Score } from "../../../src/music/score";

const score: Score = {
  title: "t",
  key: { tonic: "Bb", mode: "dorian" },
  meter: { beats: 6, unit: 8 },
  bpm: 120,
  bars: [{ tick: 0, duration: 1440 }],
  parts: [],
  chords: [],
};

test.each([
  ["C", "C"],
  ["Bb", "B♭"],
  ["F#", "F♯"],
])("the note %s is written %s", (tonic, name) => expect(noteName(tonic)).toBe(name));

test("a score in a line", () => {
  expect(keyName(en, score)).toBe("B♭ dorian");
  expect(scoreFacts(en, score)).toBe("1 bar · 6/8 · B♭ dorian");
});

test.each([
  ["slipjig", "Slip jig"],
  ["misc", "Other dance"],
  ["mazurka", "mazurka"],
  ["valueOf", "valueOf"],
  [undefined, ""],
])("the kind %s is called %j", (type, name) => expect(typeName(en, type)).toBe(name));

test("a pickup and the bar it shortens count as one", () => {
  const bars = [480, 1440, 1440, 960].reduce<{ tick: number; duration: number }[]>(
    (all, duration) => [
      ...all,
      { tick: all.reduce((sum, bar) => sum + bar.duration, 0), duration },
    ],
    [],
  );
  expect(fullBars({ ...score, bars })).toBe(3);
});
