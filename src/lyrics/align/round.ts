import type { Assignment, Setting } from "./assign";
import type { Sung } from "./layout";
import type { TextLine } from "./stanzas";

/** Words on the notes of one time through: a stanza or several. */
export interface Round {
  readonly setting: Setting;
  /** Where each note of the setting stands in the score. */
  readonly sung: readonly Sung[];
  /** Verse that the first pass sings. */
  readonly verse: number;
  readonly lines: readonly TextLine[];
  readonly assignment: Assignment;
}
