import { spell } from "../../music/spelling";
import { TICKS_PER_WHOLE, type Key, type Ticks } from "../../music/score";
import type { Glyph } from "../abc/plan";
import { element, type Element } from "./xml";

const TYPES = ["whole", "half", "quarter", "eighth", "16th", "32nd", "64th", "128th"];

/** What stands at a glyph beside the note itself. */
export interface AtGlyph {
  readonly key: Key;
  /** Whether a tie comes in from the glyph before. */
  readonly held: boolean;
  readonly tuplet: "start" | "stop" | undefined;
  readonly lyrics: readonly Element[];
}

/** A note or rest, one head; a duration off the binary grid has no type. */
export function writeNote(glyph: Glyph, { key, held, tuplet, lyrics }: AtGlyph): Element {
  const { pitch, duration, tied, inTriplet } = glyph;
  const sounds = pitch !== undefined;
  const notations = [
    held && sounds ? element("tied", [], { type: "stop" }) : undefined,
    tied ? element("tied", [], { type: "start" }) : undefined,
    tuplet === undefined ? undefined : element("tuplet", [], { type: tuplet }),
  ].filter((one) => one !== undefined);
  return element("note", [
    sounds ? pitchElement(pitch, key) : element("rest"),
    element("duration", duration),
    held && sounds ? element("tie", [], { type: "stop" }) : undefined,
    tied ? element("tie", [], { type: "start" }) : undefined,
    element("voice", 1),
    ...headOf(inTriplet ? (duration * 3) / 2 : duration),
    inTriplet
      ? element("time-modification", [element("actual-notes", 3), element("normal-notes", 2)])
      : undefined,
    notations.length === 0 ? undefined : element("notations", notations),
    ...lyrics,
  ]);
}

function pitchElement(pitch: number, key: Key): Element {
  const { letter, alteration, octave } = spell(pitch, key);
  return element("pitch", [
    element("step", letter),
    alteration === 0 ? undefined : element("alter", alteration),
    element("octave", octave),
  ]);
}

function headOf(ticks: Ticks): readonly Element[] {
  for (const [number, type] of TYPES.entries()) {
    const plain = TICKS_PER_WHOLE / 2 ** number;
    const dots = [1, 1.5, 1.75].findIndex((factor) => plain * factor === ticks);
    if (dots >= 0) {
      return [element("type", type), ...Array.from({ length: dots }, () => element("dot"))];
    }
  }
  return [];
}
