import { fault, ok, type Result } from "../../base/result";
import { readTyped } from "../../compose/motif/typed";
import type { Key, Meter, Score } from "../../music/score";

/** What a motif is written in, where its text does not say. */
export interface MotifFrame {
  readonly key: Key;
  readonly meter: Meter;
  /** Quarter notes a minute. */
  readonly bpm: number;
}

/** One note by its name, as people type it: C F# Bb e' with a length in eighths, "G4", or a rest "z". */
const NAMED = /^([A-Ga-gz])([#♯b♭]?)([,']*)(\d*)$/;

/** Letters that no note, rest or ornament of ABC is written with, and the word around them. */
const STRANGE = /\p{L}*(?![A-Ga-gxzXZuvTHLMOPSy♯♭])\p{L}+/u;

/**
 * Reads a motif as people type one: note names ("D F# A d2"), numbers ("1 2 3 -") or ABC, a whole
 * tune with its fields or only its music. Names and ABC count eighths where nothing else is said.
 */
export function readMotif(text: string, frame: MotifFrame): Result<Score> {
  const trimmed = text.trim();
  if (trimmed === "") return fault("Nothing is written yet.");
  if (/^[A-Z]:/m.test(trimmed)) return readTyped(trimmed, frame);
  const word = trimmed.replaceAll(/"[^"]*"|![^!]*!|\[[A-Z]:[^\]]*\]/g, "").match(STRANGE)?.[0];
  if (word !== undefined) return fault(`"${word}" is neither a note name nor ABC.`);
  const read = readTyped(abcOfNames(trimmed) ?? trimmed, frame);
  return read.ok ? ok({ ...read.value, bpm: frame.bpm }) : read;
}

/** The names as ABC; undefined when the text is something else, such as ABC itself. */
function abcOfNames(text: string): string | undefined {
  const words = text.split(/[\s,|-]+(?=[A-Ga-gz]|$)/).filter((word) => word !== "");
  const notes = words.map((word) => NAMED.exec(word));
  if (!notes.every((note) => note !== null)) return undefined;
  // Without an accidental anywhere, names are ABC already, and the key's signature holds.
  if (notes.every(([, , sign]) => sign === "")) return undefined;
  return notes
    .map(([, letter = "", sign = "", octave = "", length = ""]) =>
      [signOf(sign), letter, octave, length].join(""),
    )
    .join(" ");
}

function signOf(sign: string): string {
  if (sign === "") return "";
  return sign === "#" || sign === "♯" ? "^" : "_";
}
