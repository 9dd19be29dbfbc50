import { expect, test } from "vitest";
import { integratedLoudness } from "../../src/features/loudness";
import { joined, sine } from "./sounds";

/** Levels in dBFS and lengths in seconds of a 1 kHz sine, the same in both channels. */
const tech3341: readonly (readonly [string, readonly (readonly [number, number])[]])[] = [
  ["1: −23 dBFS", [[-23, 20]]],
  ["3: pauses at −36 are gated", [[-36, 10], [-23, 60], [-36, 10]]], // prettier-ignore
  ["4: silence at −72 is gated", [[-72, 10], [-36, 10], [-23, 60], [-36, 10], [-72, 10]]], // prettier-ignore
  ["5: −26 and −20 give their mean power", [[-26, 20], [-20, 20.1], [-26, 20]]], // prettier-ignore
];

// EBU Tech 3341 (2016), table 1: −23.0 ± 0.1 LUFS; the filters follow the sampling rate.
test.each(tech3341.flatMap((one) => [22_050, 48_000].map((rateHz) => [...one, rateHz] as const)))(
  "EBU Tech 3341, case $0, is −23 LUFS, at $2 Hz",
  (_, levels, rateHz) => {
    const sound = joined(...levels.map(([dbfs, sec]) => sine(1_000, dbfs, sec, rateHz)));
    expect(Math.abs((integratedLoudness([sound, sound], rateHz) ?? 0) + 23)).toBeLessThan(0.1);
  },
);

test.each([
  ["one channel of 997 Hz at −20 dBFS, 3.01 dB under both", 1, -23.01],
  ["both channels", 2, -20],
])("%s", (_, count, lufs) => {
  const sound = sine(997, -20, 5, 48_000);
  const channels = Array.from({ length: count }, () => sound);
  expect(integratedLoudness(channels, 48_000)).toBeCloseTo(lufs, 1);
});

test("full scale at 997 Hz in one channel is −3.01 LUFS, by the standard's own calibration", () => {
  expect(integratedLoudness([sine(997, 0, 5, 48_000)], 48_000)).toBeCloseTo(-3.01, 1);
});

test("silence, and less than a block, have no loudness", () => {
  expect(integratedLoudness([new Float32Array(48_000)], 48_000)).toBeUndefined();
  expect(integratedLoudness([sine(997, -20, 0.3, 48_000)], 48_000)).toBeUndefined();
  expect(integratedLoudness([], 48_000)).toBeUndefined();
});
