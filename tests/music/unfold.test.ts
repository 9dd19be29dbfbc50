import fc from "fast-check";
import { expect, test } from "vitest";
import { barOrder, unfold, writtenTickAt } from "../../src/music/unfold";
import type { Bar } from "../../src/music/score";
import { arbitraryScore } from "../fixtures/music/arbitrary";
import { jig, scoreOf } from "../fixtures/music/tunes";

/** Bars from a sketch: "|:" and ":|" are repeats, "1" and "2" endings, "/" a section's end. */
function sketch(text: string): Bar[] {
  return text.split(" ").map((signs, i) => ({
    tick: i * 480,
    duration: 480,
    ...(signs.includes("|:") ? { repeatStart: true } : {}),
    ...(signs.includes(":|") ? { repeatEnd: true } : {}),
    ...(signs.includes("/") ? { sectionEnd: true } : {}),
    ...(signs.includes("1")
      ? { ending: 1 as const }
      : signs.includes("2")
        ? { ending: 2 as const }
        : {}),
  }));
}

test.each([
  ["no sign", "a a a", [0, 1, 2]],
  ["from the beginning", "a a:|", [0, 1, 0, 1]],
  ["two parts", "|:a a:| |:a a:|", [0, 1, 0, 1, 2, 3, 2, 3]],
  ["without an opening sign, from the last section", "a a/ a a:|", [0, 1, 2, 3, 2, 3]],
  ["a section's end inside a repeat", "|:a a/ a:|", [0, 1, 2, 0, 1, 2]],
  ["endings", "|:a 1:| 2 a", [0, 1, 0, 2, 3]],
  ["endings of two bars", "|:a 1 a:| 2 a/ |:a:|", [0, 1, 2, 0, 3, 4, 5, 5]],
  ["the first ending's repeat forgotten", "|:a 1 2", [0, 1, 0, 2]],
  ["no second ending", "|:a 1:| a a:|", [0, 1, 0, 2, 3, 2, 3]],
  ["the second ending repeated by mistake", "|:a 1:| 2:| a", [0, 1, 0, 2, 3]],
])("repeats: %s", (_, text, order) => {
  expect(barOrder(sketch(text))).toEqual(order);
});

test("notes sound again at their new times, cut where the music jumps", () => {
  const score = scoreOf([
    { steps: [[60, 8]] },
    { steps: [[62, 8]], signs: { repeatEnd: true } },
    { steps: [[64, 8]] },
  ]);
  const held = {
    ...score,
    parts: [
      {
        ...score.parts[0],
        name: "m",
        instrument: "piano" as const,
        notes: [
          { pitch: 60, tick: 0, duration: 2400, velocity: 80 },
          { pitch: 62, tick: 2400, duration: 2000, velocity: 80 },
        ],
      },
    ],
  };
  expect(unfold(held).parts[0]?.notes.map((n) => [n.pitch, n.tick, n.duration])).toEqual([
    [60, 0, 2400],
    [62, 2400, 1440],
    [60, 3840, 2400],
    [62, 6240, 2000],
  ]);
});

test("a sounding tick maps back to where it is written", () => {
  const unfolded = unfold(jig);
  expect(unfolded.duration).toBe(6 * 1440);
  expect(writtenTickAt(unfolded, 2 * 1440 + 100)).toBe(100);
  expect(writtenTickAt(unfolded, 99_999)).toBe(4 * 1440);
  expect(writtenTickAt({ ...unfolded, bars: [] }, 5)).toBe(0);
});

test("every bar sounds once or twice, gaps and overlaps never arise", () => {
  fc.assert(
    fc.property(arbitraryScore, (score) => {
      const { bars, parts, duration } = unfold(score);
      const counts = score.bars.map((_, i) => bars.filter((bar) => bar.bar === i).length);
      expect(Math.max(...counts)).toBeLessThanOrEqual(2);
      bars.forEach((bar, i) => {
        const before = bars[i - 1];
        expect(bar.tick).toBe(before === undefined ? 0 : before.tick + before.duration);
      });
      for (const note of parts[0]?.notes ?? []) {
        expect(note.duration).toBeGreaterThan(0);
        expect(note.tick + note.duration).toBeLessThanOrEqual(duration);
      }
    }),
    { numRuns: 200 },
  );
});
