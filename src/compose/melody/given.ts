import { pitchClassOf } from "../../music/key";
import { TICKS_PER_WHOLE, type Key, type Meter, type Mode } from "../../music/score";
import { METRES, MODE_CODES, TYPES } from "./vocabulary";

/** What is told of a tune before its first note. */
export interface Given {
  readonly type?: string | undefined;
  readonly key: Key;
  readonly meter: Meter;
}

/** The time grid of a tune: 2/4 is doubled, so that it shares the grid of 2/2 and 4/4. */
export interface Grid {
  /** Grid ticks of a full bar; a whole note is 96, in 2/4 192. */
  readonly full: number;
  /** Score ticks to a grid tick. */
  readonly scoreTicks: number;
}

const CODE_OF_MODE: Readonly<Record<Mode, string>> = {
  major: "maj",
  minor: "min",
  dorian: "dor",
  mixolydian: "mix",
  lydian: "lyd",
  phrygian: "phr",
  locrian: "loc",
};

/** The mode that a code of the training books stands for. */
export function modeOfCode(code: string): Mode {
  const found = Object.entries(CODE_OF_MODE).find(([, theirs]) => theirs === code);
  if (found === undefined) throw new RangeError(`"${code}" is not a mode`);
  return found[0] as Mode;
}

export function gridOf(meter: Meter): Grid {
  const factor = meter.beats === 2 && meter.unit === 4 ? 2 : 1;
  return {
    full: (factor * 96 * meter.beats) / meter.unit,
    scoreTicks: TICKS_PER_WHOLE / 96 / factor,
  };
}

/** MIDI pitch of the tonic that pitch tokens count from: 62 (D4) to 73 (C sharp 5). */
export function referencePitch(key: Key): number {
  return 62 + ((pitchClassOf(key.tonic) + 10) % 12);
}

/** The four indices that the network is told; 0 where the books have no such type or metre. */
export function givenIndices({ type, key, meter }: Given): readonly number[] {
  const place = (list: readonly string[], name: string) => Math.max(0, list.indexOf(name));
  return [
    type === undefined ? 0 : place(TYPES, type.toLowerCase().replace(/[^a-z]/g, "")),
    place(MODE_CODES, CODE_OF_MODE[key.mode]),
    place(METRES, `${meter.beats}/${meter.unit}`),
    1 + pitchClassOf(key.tonic),
  ];
}
