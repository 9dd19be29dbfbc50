import { chordTones } from "./chord";
import { pitchClassOf, scalePitchClasses } from "./key";
import { spell } from "./spelling";
import type { Key } from "./score";

const NUMERALS = ["I", "II", "III", "IV", "V", "VI", "VII"] as const;

/** Figures of the bass: of triads in first and second inversion, of sevenths in first to third. */
const TRIAD_FIGURES = ["", "6", "64"];
const SEVENTH_FIGURES = ["7", "65", "43", "42"];

const SYMBOL = /^([A-G][#b]?)([^/]*)(?:\/([A-G][#b]?))?$/;
const ROMAN = /^([b#]?(?:[IV]+|[iv]+))(°|ø|\+)?([a-zA-Z0-9#]*)(?:\/([b#]?(?:[IV]+|[iv]+|[1-7])))?$/;
const BASS = /^([b#]?)([1-7])$/;

/**
 * The Roman numeral of a chord symbol in a key: capitals for a major third, small letters for a
 * minor one; ° diminished, ø half-diminished, + augmented; figures for inversions (6, 64, 65, 43,
 * 42); a degree of the scale after a slash for another bass; "V7/V" for the dominant of another
 * degree where the key itself has no such chord. Roots are counted on the key's own scale, in a
 * minor key C in A minor is III; a root between two degrees is the upper one lowered (bVII), the
 * raised fourth and leading note raised (#iv°, #vii°).
 *
 * @returns  undefined when the text is no chord symbol
 * @example romanOf("D7/F#", { tonic: "C", mode: "major" }) // "V65/V"
 */
export function romanOf(symbol: string, key: Key): string | undefined {
  const parts = SYMBOL.exec(symbol);
  const tones = chordTones(symbol);
  if (parts === null || tones === undefined) return undefined;
  const root = pitchClassOf(parts[1] as string);
  const quality = parts[2] as string;
  const [small, mark, rest] = marksOf(quality);
  const inversion = tones.pitchClasses.indexOf(tones.bass);
  const target = inversion < 0 ? undefined : appliedTarget(root, quality, tones.pitchClasses, key);
  const degree = target === undefined ? degreeName(root, key) : "V";
  const name = small ? degree.toLowerCase() : degree;
  const full = figured(rest, inversion);
  if (full !== undefined && inversion >= 0) {
    return name + mark + full + (target === undefined ? "" : `/${target}`);
  }
  return `${name}${mark}${rest}/${degreeNumber(tones.bass, key)}`;
}

/**
 * The chord symbol of a Roman numeral in a key, as `romanOf` writes them.
 *
 * @returns  undefined when the text is no numeral
 * @example symbolOf("ii65", { tonic: "G", mode: "major" }) // "Am7/C"
 */
export function symbolOf(roman: string, key: Key): string | undefined {
  const parts = ROMAN.exec(roman);
  if (parts === null) return undefined;
  const [, degree = "", mark = "", tail = "", slash = ""] = parts;
  const [, bassSign, bassDegree] = BASS.exec(slash) ?? [];
  const applied = slash !== "" && bassDegree === undefined;
  if (applied && degree !== "V") return undefined;
  const named = rootOf(applied ? slash : degree, key);
  if (named === undefined) return undefined;
  const root = applied ? (named + 7) % 12 : named;
  const numeral = degree.replace(/^[b#]/, "");
  const figure = /(?:^|maj)(65|64|43|42|6)$/.exec(tail)?.[1] ?? "";
  const triad = figure === "6" || figure === "64";
  const rest = figure === "" ? tail : tail.slice(0, -figure.length) + (triad ? "" : "7");
  const inversion = (triad ? TRIAD_FIGURES : SEVENTH_FIGURES).indexOf(figure);
  const plain = nameOf(root, key) + qualityOf(numeral === numeral.toLowerCase(), mark, rest);
  const tones = chordTones(plain);
  if (tones === undefined) return undefined;
  const bass =
    bassDegree === undefined
      ? tones.pitchClasses[Math.max(0, inversion)]
      : rootOf((bassSign as string) + (NUMERALS[Number(bassDegree) - 1] as string), key);
  if (bass === undefined) return undefined;
  return bass === root ? plain : `${plain}/${nameOf(bass, key)}`;
}

/** The degree that a major triad or dominant seventh outside the key leads to, or undefined. */
function appliedTarget(
  root: number,
  quality: string,
  tones: readonly number[],
  key: Key,
): string | undefined {
  if (quality !== "" && quality !== "7") return undefined;
  const scale = scalePitchClasses(key);
  const tonic = scale[0] as number;
  const target = (root + 5) % 12;
  const foreign = tones.some((tone) => !scale.includes(tone));
  if (!foreign || target === tonic || !scale.includes(target)) return undefined;
  const third = (scale[(scale.indexOf(target) + 2) % 7] as number) - target;
  const fifth = (scale[(scale.indexOf(target) + 4) % 7] as number) - target;
  if ((fifth + 12) % 12 !== 7 || !scale.includes(root)) return undefined;
  const numeral = NUMERALS[scale.indexOf(target)] as string;
  return (third + 12) % 12 === 3 ? numeral.toLowerCase() : numeral;
}

/** A root as a degree of the key's scale, raised or lowered: "V", "bVII", "#IV". */
function degreeName(root: number, key: Key): string {
  const scale = scalePitchClasses(key);
  const place = scale.indexOf(root);
  if (place >= 0) return NUMERALS[place] as string;
  const above = (root - (scale[0] as number) + 12) % 12;
  const raised = above === 6 || above === 11;
  const neighbour = scale.indexOf((root + (raised ? 11 : 1)) % 12);
  if (neighbour >= 0) return `${raised ? "#" : "b"}${NUMERALS[neighbour] as string}`;
  return `${raised ? "b" : "#"}${NUMERALS[scale.indexOf((root + (raised ? 1 : 11)) % 12)] as string}`;
}

/** A bass as a digit: "2", "b7". */
function degreeNumber(pitchClass: number, key: Key): string {
  const degree = degreeName(pitchClass, key);
  const numeral = degree.replace(/^[b#]/, "");
  return degree.replace(numeral, String(1 + NUMERALS.findIndex((name) => name === numeral)));
}

/** Pitch class of "bVII", "ii", "#IV"; undefined for what is no degree. */
function rootOf(degree: string, key: Key): number | undefined {
  const sign = degree.startsWith("b") ? -1 : degree.startsWith("#") ? 1 : 0;
  const numeral = degree.replace(/^[b#]/, "").toUpperCase();
  const place = NUMERALS.findIndex((name) => name === numeral);
  const own = scalePitchClasses(key)[place];
  return own === undefined ? undefined : (own + sign + 12) % 12;
}

function nameOf(pitchClass: number, key: Key): string {
  const { letter, alteration } = spell(60 + pitchClass, key);
  return `${letter}${alteration > 0 ? "#" : alteration < 0 ? "b" : ""}`;
}

/** Qualities whose third, fifth and seventh have a sign of their own. */
const MARKED: Readonly<Record<string, readonly [small: boolean, mark: string, rest: string]>> = {
  dim: [true, "°", ""],
  dim7: [true, "°", "7"],
  m7b5: [true, "ø", "7"],
  aug: [false, "+", ""],
  aug7: [false, "+", "7"],
  "6": [false, "", "add6"],
  m6: [true, "", "add6"],
};

function marksOf(quality: string): readonly [small: boolean, mark: string, rest: string] {
  const minor = /^m(?!aj)/.test(quality);
  return MARKED[quality] ?? [minor, "", minor ? quality.slice(1) : quality];
}

/** The quality that a numeral's case, mark and rest stand for. */
function qualityOf(small: boolean, mark: string, rest: string): string {
  const marked = Object.entries(MARKED).find(
    ([, [s, m, r]]) => s === small && m === mark && r === rest,
  );
  return marked?.[0] ?? (small ? "m" : "") + rest;
}

/** The rest of a numeral with its inversion: "7" and the third in the bass are "65". */
function figured(rest: string, inversion: number): string | undefined {
  if (inversion <= 0) return rest;
  if (rest === "") return TRIAD_FIGURES[inversion];
  const figure = SEVENTH_FIGURES[inversion];
  return rest === "7" || rest === "maj7" ? figure && rest.replace("7", figure) : undefined;
}
