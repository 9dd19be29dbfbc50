import { expect, test } from "vitest";
import { beatsOf } from "../../../src/compose/harmony/beats";
import { harmonise } from "../../../src/compose/harmony/harmonise";
import { rootName, symbolState } from "../../../src/compose/harmony/states";
import { tonalOdds } from "../../../src/compose/harmony/tonality";
import { parseAbc } from "../../../src/formats/abc/tunebook";
import type { Score } from "../../../src/music/score";
import { committedHarmony } from "./model";

function tune(key: string, body: string): Score {
  const read = parseAbc(`X:1\nT:A tune\nM:4/4\nL:1/8\nK:${key}\n${body}\n`);
  if (!read.ok) throw new Error(read.fault.message);
  return read.value;
}

const PLAIN = "A2 e2 d2 B2 | A2 G2 E2 G2 | A2 e2 d2 B2 | A2 B2 A4 |]";

test.each([
  ["Ador", "G", "E"],
  ["Emix", "D", "B"],
  ["Amin", "E", "B"],
  ["C", "G", "E"],
])("in %s %s is likelier than %s, which leaves the scale", (key, own, other) => {
  const score = tune(key, PLAIN);
  const [, odds] = tonalOdds(score, beatsOf(score), 0);
  const of = (symbol: string): number => odds?.[symbolState(symbol, score.key) ?? -1] ?? NaN;
  expect(of(own)).toBeGreaterThan(of(other));
});

test("colour leaves the scale freer", () => {
  const score = tune("C", PLAIN);
  const at = (colour: number): number =>
    tonalOdds(score, beatsOf(score), colour)[1]?.[symbolState("F#", score.key) ?? -1] ?? NaN;
  expect(at(1)).toBeGreaterThan(at(0));
});

test.each([
  ["Ador", PLAIN, "Am"],
  ["D", "D2 F2 A2 F2 | G2 B2 A2 F2 | E2 A2 G2 E2 | D2 F2 D4 |]", "D"],
  ["Dmin", "D2 F2 A2 F2 | G2 B2 A2 F2 | E2 A2 ^c2 E2 | D2 F2 D4 |]", "Dm"],
  ["Gmix", "G2 B2 d2 B2 | c2 A2 =f2 A2 | G2 B2 d2 B2 | A2 =F2 G4 |]", "G"],
])(
  "in %s a plain tune begins and ends on its tonic, by the bar and by the beat",
  async (key, body, tonic) => {
    const score = tune(key, body);
    for (const per of ["bar", "beat"] as const) {
      const [chords = []] = harmonise(await committedHarmony(), score, { per });
      expect(chords[0]?.symbol).toBe(tonic);
      expect(chords.at(-1)?.symbol).toBe(tonic);
    }
  },
);

test("a tonic is never a seventh chord at the end, whatever the colour", async () => {
  const score = tune("D", "D2 F2 A2 F2 | G2 B2 A2 F2 | E2 A2 G2 E2 | D2 F2 D4 |]");
  for (const colour of [0.3, 0.6, 1]) {
    const [chords = []] = harmonise(await committedHarmony(), score, { per: "bar", colour });
    expect(chords.at(-1)?.symbol).toMatch(/^D(6|maj\d+|add9)?$/);
  }
});

test("lowered degrees are written with flats", () => {
  expect(rootName(8, { tonic: "D", mode: "major" }, "")).toBe("Bb");
  expect(rootName(6, { tonic: "D", mode: "major" }, "dim")).toBe("G#");
});
