import type { Dictionary } from "../../i18n/en";
import type { Format } from "../../i18n/format";
import type { FeatureRow, TrackRow } from "../../library/rows";
import { noteName } from "../studio/words";

interface Fact {
  readonly label: string;
  readonly value: string;
}

const TONICS = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];

/** What a file says of itself beside its names. */
export function fileFacts(t: Dictionary, { album, year, tags }: TrackRow): readonly Fact[] {
  return [
    { label: t.player.album, value: album ?? "" },
    { label: t.player.year, value: year === undefined ? "" : String(year) },
    { label: t.player.style, value: tags?.join(", ") ?? "" },
  ].filter(({ value }) => value !== "");
}

/** What was measured of a sound, as far as it was found. */
export function measuredFacts(
  t: Dictionary,
  format: Format,
  values: FeatureRow["values"] | undefined,
): readonly Fact[] {
  const facts: Fact[] = [];
  const add = (label: string, name: string, say: (value: number) => string): void => {
    const value = values?.[name];
    if (value !== undefined) facts.push({ label, value: say(value) });
  };
  add(t.player.tempo, "bpm", (bpm) => t.player.beats(format.number(Math.round(bpm))));
  add(t.player.key, "key", (key) => {
    const mode = values?.["mode"] === 0 ? "minor" : "major";
    return t.studio.keyName(noteName(TONICS[key] ?? ""), t.studio.modes[mode]);
  });
  add(t.player.loudness, "loudness", (lufs) =>
    t.player.lufs(format.number(lufs, 1).replace("-", "−")),
  );
  add(t.player.onsets, "energy", (rate) => t.player.onsetsValue(format.number(rate, 1)));
  add(t.player.brightness, "brightness", (hz) => `${format.number(Math.round(hz))} Hz`);
  add(t.player.pulse, "pulse", (share) => format.percent(share));
  return facts;
}
