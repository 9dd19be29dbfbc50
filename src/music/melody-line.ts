import type { Note } from "./score";

/** A part as one line: the top note of each onset, each cut where the next begins. */
export function melodyLine(notes: readonly Note[]): readonly Note[] {
  const onsets = notes.filter((note, i) => note.tick !== notes[i + 1]?.tick);
  return onsets.map((note, i) => {
    const room = (onsets[i + 1]?.tick ?? Infinity) - note.tick;
    return room < note.duration ? { ...note, duration: room } : note;
  });
}
