import { expect, test } from "vitest";
import { KeyPlayer, semitoneOf } from "../../../src/app/studio/key-player";

test("keys become notes, counted from the first one", () => {
  let now = 100;
  const keys = new KeyPlayer(() => now);
  keys.press(60);
  now = 100.5;
  expect(keys.release(60)).toEqual({ pitch: 60, startSec: 0, durationSec: 0.5, confidence: 1 });
  now = 101;
  keys.press(64);
  keys.press(64);
  now = 101.25;
  expect(keys.release(64)).toEqual({ pitch: 64, startSec: 1, durationSec: 0.25, confidence: 1 });
  expect(keys.release(64)).toBeUndefined();
});

test("after a new start, time begins again; the shortest tap has a length", () => {
  let now = 7;
  const keys = new KeyPlayer(() => now);
  keys.press(60);
  keys.release(60);
  keys.restart();
  now = 9;
  keys.press(62);
  expect(keys.release(62)).toMatchObject({ startSec: 0, durationSec: 0.05 });
});

test.each([
  ["KeyA", 0],
  ["KeyW", 1],
  ["KeyK", 12],
  ["KeyQ", undefined],
])("%s is %s semitones up", (code, up) => expect(semitoneOf(code)).toBe(up));
