import type { Dictionary } from "../../i18n/en";
import { barTicks, writtenTicks } from "../../music/bars";
import type { Score } from "../../music/score";

/** "16 bars · 6/8 · D dorian". */
export function scoreFacts(t: Dictionary, score: Score): string {
  const { beats, unit } = score.meter;
  return t.studio.facts(fullBars(score), `${beats}/${unit}`, keyName(t, score));
}

/** The bars of a score as musicians count them: a pickup and the bar it shortens are one. */
export function fullBars(score: Score): number {
  return Math.round(writtenTicks(score) / barTicks(score.meter));
}

/** "D dorian", "Bb major" with a real flat sign. */
export function keyName(t: Dictionary, { key }: Pick<Score, "key">): string {
  return t.studio.keyName(noteName(key.tonic), t.studio.modes[key.mode]);
}

/** A note name as musicians write it: "Bb" as B♭, "F#" as F♯. */
export function noteName(tonic: string): string {
  return tonic.replace("#", "♯").replace(/(?<=^[A-G])b/, "♭");
}

/** The kind of tune, where it is one the app has a word for. */
export function typeName(t: Dictionary, type: string | undefined): string {
  const names = t.studio.types;
  if (type === undefined) return "";
  return Object.hasOwn(names, type) ? names[type as keyof typeof names] : type;
}

/** Numbers as musicians name bars: [3, 4, 5, 9] is "3–5, 9". */
export function rangesText(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(", ");
}

/** A style of accompaniment by the name the app has for it. */
export function styleName({ styles }: Dictionary, style: string): string {
  return Object.hasOwn(styles, style) ? styles[style as keyof typeof styles] : style;
}
