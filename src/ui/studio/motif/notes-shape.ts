import type { MotifNote } from "../../../app/motif.svelte";

interface NoteBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Height and least width of a note's button, in px, as the guidelines for targets have it. */
const BUTTON_PX = 24;

/** Notes as boxes in time and height, within the size given; short ones are as wide as a finger needs. */
export function notesShape(
  notes: readonly MotifNote[],
  { width, height }: { readonly width: number; readonly height: number },
): readonly NoteBox[] {
  const end = notes.reduce((most, note) => Math.max(most, note.startSec + note.durationSec), 0);
  const low = notes.reduce((least, note) => Math.min(least, note.pitch), 127);
  const high = notes.reduce((most, note) => Math.max(most, note.pitch), 0);
  const rise = high > low ? (height - BUTTON_PX) / (high - low) : 0;
  const perSec = end > 0 ? width / end : 0;
  return notes.map(({ pitch, startSec, durationSec }) => {
    const wide = Math.max(BUTTON_PX, durationSec * perSec - 1);
    return {
      x: Math.min(startSec * perSec, Math.max(0, width - wide)),
      y: rise === 0 ? (height - BUTTON_PX) / 2 : (high - pitch) * rise,
      width: wide,
    };
  });
}
