import { isTonic } from "../../music/key";
import { TICKS_PER_WHOLE, type Key, type Meter, type Mode, type Ticks } from "../../music/score";

const MODE_NAMES: Readonly<Record<string, Mode>> = {
  "": "major",
  maj: "major",
  ion: "major",
  m: "minor",
  min: "minor",
  aeo: "minor",
  dor: "dorian",
  mix: "mixolydian",
  lyd: "lydian",
  phr: "phrygian",
  loc: "locrian",
};

/** How each mode is written after the tonic in `K:`. */
export const MODE_SUFFIX: Readonly<Record<Mode, string>> = {
  major: "",
  minor: "min",
  dorian: "dor",
  mixolydian: "mix",
  lydian: "lyd",
  phrygian: "phr",
  locrian: "loc",
};

/** A `K:` field: the key, and accidentals that it adds to the key's own signature. */
export interface KeyField {
  readonly key: Key;
  /** Letter → alteration in semitones. */
  readonly extra: Readonly<Record<string, number>>;
}

/** Reads `K:`, or undefined when it is no key. "none" and an empty field are C; pipes are A mixolydian. */
export function parseKey(text: string): KeyField | undefined {
  const body = text.trim();
  if (/^(none\b.*)?$/i.test(body)) return { key: { tonic: "C", mode: "major" }, extra: {} };
  if (/^h[pP]\b/i.test(body)) return { key: { tonic: "A", mode: "mixolydian" }, extra: {} };
  const parts = /^([A-Ga-g])([#b♯♭]?)\s*([A-Za-z]*)(.*)$/.exec(body);
  if (parts === null) return clefOnly(body);
  const [, letter = "", accidental = "", word = "", rest = ""] = parts;
  const named = modeOf(word, rest);
  const tonic = letter.toUpperCase() + accidental.replace("♯", "#").replace("♭", "b");
  if (named === undefined || !isTonic(tonic)) return undefined;
  return { key: { tonic, mode: named }, extra: extraAccidentals(rest) };
}

/** `M:` as a meter, "free" for a piece without one, or undefined when it is no meter. */
export function parseMeter(text: string): Meter | "free" | undefined {
  const body = text.replace(/\s+/g, "");
  if (body === "C") return { beats: 4, unit: 4 };
  if (body === "C|") return { beats: 2, unit: 2 };
  if (/^(none)?$/i.test(body)) return "free";
  const parts = /^\(?(\d{1,3}(?:\+\d{1,3}){0,9})\)?\/(\d{1,3})$/.exec(body);
  if (parts === null) return undefined;
  const beats = (parts[1] as string).split("+").reduce((sum, n) => sum + Number(n), 0);
  const unit = Number(parts[2]);
  return beats >= 1 && beats <= 64 && [1, 2, 4, 8, 16, 32, 64].includes(unit)
    ? { beats, unit }
    : undefined;
}

/** `L:` in ticks, or undefined when it is no length the score can hold. */
export function parseUnit(text: string): Ticks | undefined {
  const parts = /^\s*(\d{1,3})(?:\/(\d{1,4}))?\s*$/.exec(text);
  if (parts === null) return undefined;
  const ticks = (TICKS_PER_WHOLE * Number(parts[1])) / Number(parts[2] ?? 1);
  return Number.isInteger(ticks) && ticks > 0 ? ticks : undefined;
}

/** The unit length when `L:` is absent: a sixteenth in meters under 3/4, else an eighth (ABC 2.1, 3.1.7). */
export function usualUnit(meter: Meter): Ticks {
  return TICKS_PER_WHOLE / (meter.beats / meter.unit < 0.75 ? 16 : 8);
}

/** `Q:` as quarter notes a minute, or undefined when it gives no number ("Allegro"). */
export function parseTempo(text: string, unit: Ticks): number | undefined {
  const body = text.replace(/"[^"]*"/g, "").trim();
  const full = /^((?:\d{1,3}\/\d{1,3}\s*)+)=\s*(\d{1,4}(?:\.\d{1,6})?)$/.exec(body);
  const bare = /^(?:C\d*\s*=\s*)?(\d{1,4}(?:\.\d{1,6})?)$/.exec(body);
  const perMinute = Number(full?.[2] ?? bare?.[1]);
  const beat = full === null ? unit / TICKS_PER_WHOLE : beatOf(full[1] as string);
  const bpm = perMinute * beat * 4;
  return Number.isFinite(bpm) && bpm > 0 ? bpm : undefined;
}

function beatOf(text: string): number {
  return [...text.matchAll(/(\d+)\/(\d+)/g)].reduce(
    (sum, [, n, d]) => sum + Number(n) / Number(d),
    0,
  );
}

function modeOf(word: string, rest: string): Mode | undefined {
  const short =
    word === "m" || word === "M" ? (word === "m" ? "m" : "maj") : word.toLowerCase().slice(0, 3);
  const mode = MODE_NAMES[short];
  if (mode !== undefined) return mode;
  // "K:D clef=treble", "K:G exp ^f", "K:D transpose=…": settings, not a mode.
  return short === "exp" || /^\s*=/.test(rest) || CLEFS.test(word) ? "major" : undefined;
}

const CLEFS = /^(treble|bass|alto|tenor|perc|clef)/i;

function clefOnly(body: string): KeyField | undefined {
  const settings = CLEFS.test(body) || /^[_^=]/.test(body);
  return settings
    ? { key: { tonic: "C", mode: "major" }, extra: extraAccidentals(body) }
    : undefined;
}

function extraAccidentals(text: string): Record<string, number> {
  const found = [...text.matchAll(/(?<=^|\s)(\^\^|\^|__|_|=)([a-gA-G])(?=\s|$)/g)];
  return Object.fromEntries(
    found.map(([, sign, letter]) => [
      (letter as string).toUpperCase(),
      alterationOf(sign as string),
    ]),
  );
}

/** Semitones of an accidental sign: "^" 1, "__" −2, "=" 0. */
export function alterationOf(sign: string): number {
  return sign.startsWith("^") ? sign.length : sign.startsWith("_") ? -sign.length : 0;
}
