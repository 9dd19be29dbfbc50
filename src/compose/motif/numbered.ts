import { pitchClassOf, scalePitchClasses } from "../../music/key";
import type { Key } from "../../music/score";

const NUMBERED = /^[\s|0-7#b',._\-:\]]+$/;
const NOTE = /([#b]?)([0-7])([',]*)([_.]*)((?:\s*-)*)|(\|\]|\|:|:\||\|)/g;
const ABC_NAMES = ["C", "^C", "D", "^D", "E", "F", "^F", "G", "^G", "A", "^A", "B"] as const;

/**
 * Numbered notation (jianpu) as ABC with quarter notes as units: 1–7 are degrees of the key's
 * scale and 0 a rest; `'` and `,` an octave up and down; `_` halves a note, `.` makes it half as
 * long again, and each ` -` after it adds a quarter.
 *
 * @returns undefined where the text is something else; else a function of the key
 */
export function numberedToAbc(text: string): ((key: Key) => string) | undefined {
  if (!NUMBERED.test(text) || !/[0-7]/.test(text)) return undefined;
  return (key) =>
    text.replace(
      NOTE,
      (
        _,
        accidental: string,
        digit: string,
        octaves: string,
        lengths: string,
        holds: string,
        bar: string | undefined,
      ) => {
        if (bar !== undefined) return `${bar} `;
        const name = digit === "0" ? "z" : pitchName(key, Number(digit), accidental, octaves);
        return `${name}${lengthOf(lengths, holds)} `;
      },
    );
}

/** Degree 1 lies between F sharp 4 and F 5, so that most tunes stay on the staff. */
function pitchName(key: Key, degree: number, accidental: string, octaves: string): string {
  const tonic = pitchClassOf(key.tonic);
  const low = tonic < 6 ? 60 : 48;
  const step = ((scalePitchClasses(key)[degree - 1] as number) - tonic + 12) % 12;
  const shift = [...octaves].reduce((sum, mark) => sum + (mark === "'" ? 12 : -12), 0);
  const alter = accidental === "#" ? 1 : accidental === "b" ? -1 : 0;
  const pitch = low + tonic + step + shift + alter;
  const name = ABC_NAMES[pitch % 12] as string;
  const sounded = name.startsWith("^") ? name : `=${name}`;
  const up = Math.floor(pitch / 12) - 5;
  return sounded + (up >= 0 ? "'".repeat(up) : ",".repeat(-up));
}

function lengthOf(marks: string, holds: string): string {
  let sixteenths = 16;
  for (const mark of marks) sixteenths = mark === "_" ? sixteenths / 2 : sixteenths * 1.5;
  sixteenths += 16 * (holds.match(/-/g)?.length ?? 0);
  return `${sixteenths}/16`;
}
