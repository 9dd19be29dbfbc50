import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en";
import { formatFor } from "../../../src/i18n/format";
import { featureContour } from "../../../src/ui/player/feature-contour";
import { fileFacts, measuredFacts } from "../../../src/ui/player/file-facts";
import { track } from "../../library/support";

const format = formatFor("en");

test("what a file says, without what it does not say", () => {
  const full = track("A", "B", { album: "C", year: 1999, tags: ["folk", "jazz"] });
  expect(fileFacts(en, full).map(({ value }) => value)).toEqual(["C", "1999", "folk, jazz"]);
  expect(fileFacts(en, track("A", "B"))).toEqual([]);
});

test("what was measured, with its units", () => {
  const values = {
    bpm: 99.7,
    key: 10,
    mode: 0,
    loudness: -14.26,
    energy: 2.31,
    brightness: 1_512.4,
  };
  const said = Object.fromEntries(
    measuredFacts(en, format, values).map((one) => [one.label, one.value]),
  );
  expect(said).toMatchObject({
    Tempo: "100 beats a minute",
    Key: "B♭ minor",
    Loudness: "−14.3 LUFS",
    Energy: "2.3 onsets a second",
    Brightness: "1,512 Hz",
  });
  expect(measuredFacts(en, format, undefined)).toEqual([]);
});

test("the line of a sound is its own, there and back; without a measure there is none", () => {
  const values = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`chroma${i}`, i / 11]));
  const line = featureContour(values);
  expect(line).toHaveLength(24);
  expect(line?.[0]).toBe(0);
  expect(line?.[1]).toBeCloseTo(7 / 11, 12);
  expect(line).toEqual(line?.toReversed());
  expect(featureContour({})).toBeUndefined();
});
