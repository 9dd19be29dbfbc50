import { expect, test } from "vitest";
import { plotOf } from "../../../src/ui/parts/score/plot";
import { reel } from "./tune";

const size = { width: 674, height: 168, left: 34, bottom: 18 };
const plot = plotOf(reel, size);

test("a level stroke for each note, joined where no rest stands between", () => {
  expect(plot.line.match(/H/g)).toHaveLength(64);
  expect(plot.line.match(/M/g)).toHaveLength(1);
});

test("a rest opens a gap", () => {
  const melody = reel.parts[0];
  if (melody === undefined) throw new Error("the tune has a melody");
  const parts = [{ ...melody, notes: melody.notes.filter((_, i) => i !== 8) }];
  expect(plotOf({ ...reel, parts }, size).line.match(/M/g)).toHaveLength(2);
});

test("time goes from the names to the right edge", () => {
  expect([plot.x(0), plot.x(7680), plot.x(15360)]).toEqual([34, 354, 674]);
  expect(plot.bars.map((bar) => bar.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test("bars share their numbers where there is little room", () => {
  const named = plotOf(reel, { ...size, width: 154 }).bars.filter((bar) => bar.named);
  expect(named.map((bar) => bar.number)).toEqual([1, 3, 5, 7]);
});

test("names the lowest and highest note, spelled in the key", () => {
  expect(plot.pitches.map((pitch) => pitch.name)).toEqual(["D4", "D5"]);
});

test("an empty score is an empty plot", () => {
  const none = plotOf({ ...reel, parts: [] }, size);
  expect([none.line, none.pitches]).toEqual(["", []]);
});
