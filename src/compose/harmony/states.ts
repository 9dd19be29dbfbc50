import { chordTones } from "../../music/chord";
import { pitchClassOf, scalePitchClasses } from "../../music/key";
import { spell } from "../../music/spelling";
import type { Key } from "../../music/score";
import { signatureTonic } from "./features";

/** Triads the network knows, in its order, with the semitones of third and fifth above the root. */
const TRIADS = [
  { suffix: "", third: 4, fifth: 7 },
  { suffix: "m", third: 3, fifth: 7 },
  { suffix: "dim", third: 3, fifth: 6 },
  { suffix: "aug", third: 4, fifth: 8 },
  { suffix: "sus4", third: 5, fifth: 7 },
] as const;

export type Triad = (typeof TRIADS)[number]["suffix"];

/** Roots times triads: state = 5 × semitones above the signature's major tonic + triad. */
export const STATES = 12 * TRIADS.length;

export function rootOf(state: number): number {
  return Math.floor(state / TRIADS.length);
}

export function triadOf(state: number): Triad {
  return (TRIADS[state % TRIADS.length] as (typeof TRIADS)[number]).suffix;
}

export function stateOf(root: number, triad: Triad): number {
  const place = TRIADS.findIndex(({ suffix }) => suffix === triad);
  return (((root % 12) + 12) % 12) * TRIADS.length + place;
}

/** The three pitch classes of a state, counted from the signature's tonic. */
export function statePitchClasses(state: number): readonly number[] {
  const root = rootOf(state);
  const { third, fifth } = TRIADS[state % TRIADS.length] as (typeof TRIADS)[number];
  return [root, (root + third) % 12, (root + fifth) % 12];
}

const FLATS = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"] as const;
/** Degrees, in semitones, whose major chords are lowered ones: bII, bIII, bVI, bVII. */
const LOWERED = [1, 3, 8, 10];

/**
 * The name of a root, `semitones` above the signature's tonic, as the key spells it; major chords
 * on lowered degrees have flats (Bb7 in D, a semitone above A7).
 */
export function rootName(semitones: number, key: Key, triad: string): string {
  const pitchClass = (semitones + signatureTonic(key)) % 12;
  const above = (pitchClass - pitchClassOf(key.tonic) + 12) % 12;
  const isForeign = !scalePitchClasses(key).includes(pitchClass);
  if (triad === "" && isForeign && LOWERED.includes(above)) return FLATS[pitchClass] as string;
  const { letter, alteration } = spell(60 + pitchClass, key);
  return `${letter}${alteration > 0 ? "#" : alteration < 0 ? "b" : ""}`;
}

/** The state nearest to a chord symbol (its colours left out), or undefined when it is none. */
export function symbolState(symbol: string, key: Key): number | undefined {
  const tones = chordTones(symbol);
  if (tones === undefined) return undefined;
  const [root = 0, ...others] = tones.pitchClasses;
  const above = new Set(others.map((pitchClass) => (pitchClass - root + 12) % 12));
  const found =
    TRIADS.find(({ third, fifth }) => above.has(third) && above.has(fifth)) ??
    (above.has(3) ? TRIADS[1] : TRIADS[0]);
  return stateOf(root - signatureTonic(key), found.suffix);
}
